//! A dossier for people: its sections and lines once, set as plain text, Markdown or HTML.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use marsad_record::answer::{Answer, Asks, Evidence, Part};

/// Fixed labels by their ids, in the language of the question.
pub type Labels = BTreeMap<String, String>;

/// One line of a dossier.
enum Line {
    /// A section begins.
    Section(String),
    /// A label with what it is.
    Fact(String, String),
    /// Words of a document, with its source line.
    Quote(String, String),
}

/// A dossier as plain text.
pub fn dossier_text(answer: &Answer, labels: &Labels) -> String {
    let mut page = format!("{}\n", answer.question);
    for line in lines(answer, labels) {
        let _ = match line {
            Line::Section(title) => writeln!(page, "\n== {title} =="),
            Line::Fact(label, what) => writeln!(page, "{label}: {what}"),
            Line::Quote(quote, source) => writeln!(page, "- {quote}\n    {source}"),
        };
    }
    page
}

/// A dossier as Markdown.
pub fn dossier_markdown(answer: &Answer, labels: &Labels) -> String {
    let mut page = format!("# {}\n", markdown(&answer.question));
    for line in lines(answer, labels) {
        let _ = match line {
            Line::Section(title) => writeln!(page, "\n## {}\n", markdown(&title)),
            Line::Fact(label, what) => writeln!(page, "- **{}**: {}", markdown(&label), markdown(&what)),
            Line::Quote(quote, source) => writeln!(page, "> {}\n>\n> {}\n", markdown(&quote), markdown(&source)),
        };
    }
    page
}

/// A dossier as one HTML page that needs nothing beside it.
pub fn dossier_html(answer: &Answer, labels: &Labels) -> String {
    let direction = if answer.read_as.language == "ar" { "rtl" } else { "ltr" };
    let title = html(&answer.question);
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"{direction}\">\n<head><meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <style>body{{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.7 serif}}\
         blockquote{{margin:1rem 0;padding:0 1rem;border-inline-start:3px solid #888}}\
         cite{{display:block;font-size:.85rem;color:#555}}</style></head>\n<body>\n<h1 dir=\"auto\">{title}</h1>\n",
        answer.read_as.language
    );
    for line in lines(answer, labels) {
        let _ = match line {
            Line::Section(title) => writeln!(page, "<h2>{}</h2>", html(&title)),
            Line::Fact(label, what) => {
                writeln!(page, "<p>{}: <bdi>{}</bdi></p>", html(&label), html(&what))
            }
            Line::Quote(quote, source) => writeln!(
                page,
                "<blockquote dir=\"auto\"><p dir=\"auto\">{}</p><cite dir=\"auto\">{}</cite></blockquote>",
                html(&quote),
                html(&source)
            ),
        };
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn lines(answer: &Answer, labels: &Labels) -> Vec<Line> {
    let label = |id: &str| labels.get(id).cloned().unwrap_or_else(|| id.to_owned());
    let read = &answer.read_as;
    let is_arabic = read.language == "ar";
    let named = |en: &String, ar: &String| if is_arabic { ar.clone() } else { en.clone() };
    let mut lines = vec![Line::Section(label("read_as")), Line::Fact(label("asks"), label(read.asks.name()))];
    for party in &read.parties {
        let mut name = named(&party.name_en, &party.name_ar);
        if party.part == Part::Context {
            name = format!("{name} ({})", label("context"));
        }
        lines.push(Line::Fact(label("actors"), name));
    }
    for topic in &read.about {
        lines.push(Line::Fact(label("about"), named(&topic.name_en, &topic.name_ar)));
    }
    if read.asks == Asks::Whether && !read.about.is_empty() {
        let means = label(if read.is_positive { "positive" } else { "negative" });
        lines.push(Line::Fact(label("asked"), means));
    }
    if read.from.is_some() || read.to.is_some() {
        let ends = [&read.from, &read.to].map(|day| day.as_deref().unwrap_or("…"));
        lines.push(Line::Fact(label("period"), ends.join(" – ")));
    }
    let is_whether = read.asks == Asks::Whether;
    for (id, side) in [(if is_whether { "for" } else { "told" }, &answer.supporting), ("against", &answer.against)] {
        if !side.is_empty() {
            lines.push(Line::Section(label(id)));
            lines.extend(side.iter().map(|evidence| Line::Quote(evidence.quote.clone(), source(evidence, &label))));
        }
    }
    if !answer.silent.is_empty() {
        lines.push(Line::Section(label("silent")));
        for silence in &answer.silent {
            let party = read.parties.iter().find(|party| party.id == silence.of);
            let topic = read.about.iter().find(|topic| topic.id == silence.of);
            let of = party.map(|party| named(&party.name_en, &party.name_ar));
            let of = of.or_else(|| topic.map(|topic| named(&topic.name_en, &topic.name_ar)));
            lines.push(Line::Fact(label(silence.kind), of.unwrap_or_else(|| label("none"))));
        }
    }
    if !answer.forecasts.is_empty() {
        lines.push(Line::Section(label("forecasts")));
        for outlook in &answer.forecasts {
            let mut facts = vec![label(outlook.state)];
            if outlook.from.is_some() || outlook.to.is_some() {
                facts.push([&outlook.from, &outlook.to].map(|day| day.as_deref().unwrap_or("…")).join(" – "));
            }
            facts.extend(outlook.condition.iter().map(|condition| format!("{}: {condition}", label("condition"))));
            facts.push(outlook.chain.join(" ← "));
            facts.push(format!("{} {}", outlook.document, outlook.claim));
            lines.push(Line::Quote(outlook.quote.clone(), facts.join(" · ")));
        }
    }
    if !answer.timeline.is_empty() {
        lines.push(Line::Section(label("timeline")));
        for moment in &answer.timeline {
            let ends = [moment.when.from, moment.when.to].map(|day| day.map(|day| day.to_string()).unwrap_or_default());
            let days = if ends[0] == ends[1] { ends[0].clone() } else { ends.join(" – ") };
            let mut facts = vec![days, label(&format!("kind-{}", moment.kind))];
            facts.push(format!("{}: {}", label("origins"), moment.origins));
            if !moment.disputed.is_empty() {
                facts.push(format!("{}: {}", label("disputed"), moment.disputed.join(", ")));
            }
            facts.push(format!("{} {}", moment.document, moment.claim));
            lines.push(Line::Quote(moment.quote.clone(), facts.join(" · ")));
        }
    }
    lines
}

/// Who says it, who published it and when, and where to look it up.
fn source(evidence: &Evidence, label: &impl Fn(&str) -> String) -> String {
    let mut facts = vec![evidence.chain.join(" ← ")];
    facts.extend(evidence.published.iter().map(|day| format!("{}: {}", label("published"), short(day))));
    facts.extend(evidence.when.iter().map(|day| format!("{}: {day}", label("happened"))));
    facts.push(format!("{}: {}", label("origins"), evidence.origins));
    facts.push(format!("{} {}", evidence.document, evidence.claim.as_deref().unwrap_or_default()));
    facts.retain(|fact| !fact.trim().is_empty());
    facts.join(" · ")
}

fn short(day: &str) -> &str {
    day.get(..10).unwrap_or(day)
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Marks that Markdown would read are escaped, line breaks become blanks.
fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            '\n' | '\r' => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}
