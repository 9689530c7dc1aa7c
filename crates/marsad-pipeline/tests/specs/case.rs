//! Reads a `.spec` file into cases: what goes in, and the lines that must come out.

/// One document of a case.
#[derive(Debug, Default, Clone)]
pub struct Input {
    pub id: String,
    pub anchor: Option<String>,
    pub outlet: Option<String>,
    pub title: Option<String>,
    pub paragraphs: Vec<String>,
}

/// One labelled line that must hold.
#[derive(Debug, Clone)]
pub struct Expected {
    pub label: String,
    pub line: String,
}

/// One scenario.
#[derive(Debug, Clone)]
pub struct Case {
    pub name: String,
    pub documents: Vec<Input>,
    pub expected: Vec<Expected>,
}

/// One word of a line: bare, or quoted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    Bare(String),
    Quoted(String),
}

/// Every case of one file; `name` is the file's name without its ending.
pub fn cases(name: &str, text: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let at = |what: &str| format!("specs/{name}.spec:{}: {what}", number + 1);
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(title) = line.strip_prefix("---") {
            let title = title.trim_end_matches('-').trim();
            let full = format!("{name}/{title}");
            if title.is_empty() || cases.iter().any(|case| case.name == full) {
                return Err(at("a case needs a name of its own"));
            }
            cases.push(Case { name: full, documents: vec![Input::default()], expected: Vec::new() });
            continue;
        }
        let Some(case) = cases.last_mut() else { return Err(at("a line before the first `--- name ---`")) };
        let Some((label, value)) = line.split_once(':') else { return Err(at("a line is `label: value`")) };
        take(case, label.trim(), value.trim());
    }
    Ok(cases)
}

fn take(case: &mut Case, label: &str, value: &str) {
    if label == "document" {
        let fresh = Input { id: value.to_owned(), ..Input::default() };
        match case.documents.last_mut() {
            Some(last) if last.paragraphs.is_empty() && last.id.is_empty() => *last = fresh,
            _ => case.documents.push(fresh),
        }
        return;
    }
    let document = case.documents.last_mut().expect("a case starts with one document");
    match label {
        "anchor" => document.anchor = Some(value.to_owned()),
        "outlet" => document.outlet = Some(value.to_owned()),
        "title" => document.title = Some(value.to_owned()),
        "text" => document.paragraphs.push(value.to_owned()),
        _ => case.expected.push(Expected { label: label.to_owned(), line: value.to_owned() }),
    }
}

/// The words of a line; a quoted phrase is one word.
pub fn words(line: &str) -> Vec<Word> {
    let mut words = Vec::new();
    for (index, part) in line.split('"').enumerate() {
        if index % 2 == 1 {
            words.push(Word::Quoted(part.to_owned()));
        } else {
            words.extend(part.split_whitespace().map(|word| Word::Bare(word.to_owned())));
        }
    }
    words
}
