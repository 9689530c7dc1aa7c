//! The linguist's tables of inflection, parsed once: stem patterns, verb endings, eighth-form meetings, worn verbs,
//! participle and masdar patterns, noun endings.

use std::collections::HashMap;
use std::rc::Rc;

use super::features::{Gender, NounRole, Number, Person, State, Tense};
use super::sound::{Word, parse};

#[derive(Debug, Clone)]
pub(super) struct Stems {
    pub perfect: Word,
    pub imperfect: Word,
    pub passive_perfect: Word,
    pub passive_imperfect: Word,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mood {
    Perfect,
    Indicative,
    Subjunctive,
    Jussive,
    Imperative,
}

#[derive(Debug, Clone)]
pub(super) struct Ending {
    pub mood: Mood,
    pub tense: Tense,
    pub person: Person,
    pub gender: Gender,
    pub number: Number,
    pub prefix: Option<char>,
    pub suffix: Word,
    /// Exists only before a pronoun.
    pub bound: bool,
}

#[derive(Debug, Clone)]
pub(super) struct NounPattern {
    pub role: NounRole,
    pub class: String,
    pub pattern: Word,
}

#[derive(Debug, Clone)]
pub(super) struct Worn {
    pub tense: String,
    pub radical: u8,
}

#[derive(Debug, Clone)]
pub(super) struct NounEnding {
    pub cut: usize,
    pub suffix: String,
    pub gender: Option<Gender>,
    pub number: Number,
    pub state: State,
    pub bound: bool,
}

/// Everything inflection reads from `lexicon/ar/`.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    pub(super) stems: HashMap<(String, String), Stems>,
    pub(super) endings: Vec<Ending>,
    pub(super) meetings: HashMap<char, (char, char)>,
    pub(super) worn: HashMap<String, HashMap<String, Vec<Worn>>>,
    pub(super) nouns: HashMap<String, Vec<NounPattern>>,
    pub(super) noun_endings: HashMap<String, Vec<NounEnding>>,
    /// Letters that a verb may give and that nearly always are another word, with the roots, or roots and forms, this holds for (none: all).
    pub(super) homographs: HashMap<String, Vec<String>>,
}

/// The seven files of [`Tables`], as text.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// `verb_patterns.tsv`.
    pub verb_patterns: &'a str,
    /// `verb_endings.tsv`.
    pub verb_endings: &'a str,
    /// `verb_meetings.tsv`.
    pub verb_meetings: &'a str,
    /// `verb_worn.tsv`.
    pub verb_worn: &'a str,
    /// `masdar_patterns.tsv`.
    pub masdar_patterns: &'a str,
    /// `noun_endings.tsv`.
    pub noun_endings: &'a str,
    /// `homographs.tsv`.
    pub homographs: &'a str,
}

impl Tables {
    /// Parses the seven files; the error names the file and the row's id.
    pub fn parse(sources: Sources<'_>) -> Result<Self, String> {
        let mut tables = Self::default();
        for row in rows(sources.verb_patterns, "verb_patterns.tsv")? {
            let word = |column: &str| parse(row.get(column), true);
            let stems = Stems {
                perfect: word("perfect"),
                imperfect: word("imperfect"),
                passive_perfect: word("passive_perfect"),
                passive_imperfect: word("passive_imperfect"),
            };
            tables.stems.insert((row.get("form").to_owned(), row.get("vowels").to_owned()), stems);
        }
        for row in rows(sources.verb_endings, "verb_endings.tsv")? {
            tables.endings.push(ending(&row)?);
        }
        for row in rows(sources.verb_meetings, "verb_meetings.tsv")? {
            let letter = |column: &str| row.get(column).chars().next().ok_or_else(|| row.fault(column));
            tables.meetings.insert(letter("radical")?, (letter("first")?, letter("second")?));
        }
        for row in rows(sources.verb_worn, "verb_worn.tsv")? {
            let radical = row.get("drop").parse().map_err(|_| row.fault("drop"))?;
            let worn = Worn { tense: row.get("tense").to_owned(), radical };
            let forms = tables.worn.entry(row.get("root").to_owned()).or_default();
            forms.entry(row.get("form").to_owned()).or_default().push(worn);
        }
        for row in rows(sources.masdar_patterns, "masdar_patterns.tsv")? {
            let role = match row.get("role") {
                "masdar" => NounRole::Masdar,
                "active" => NounRole::ActiveParticiple,
                "passive" => NounRole::PassiveParticiple,
                _ => return Err(row.fault("role")),
            };
            let pattern = parse(row.get("pattern"), true);
            let pattern = NounPattern { role, class: row.get("class").to_owned(), pattern };
            tables.nouns.entry(row.get("form").to_owned()).or_default().push(pattern);
        }
        for row in rows(sources.noun_endings, "noun_endings.tsv")? {
            tables.noun_endings.entry(row.get("class").to_owned()).or_default().push(NounEnding {
                cut: row.get("cut").parse().map_err(|_| row.fault("cut"))?,
                suffix: row.get("suffix").to_owned(),
                gender: match row.get("gender") {
                    "" => None,
                    other => Some(gender(other).ok_or_else(|| row.fault("gender"))?),
                },
                number: number(row.get("number")).ok_or_else(|| row.fault("number"))?,
                state: state(row.get("state")).ok_or_else(|| row.fault("state"))?,
                bound: row.get("bound") == "yes",
            });
        }
        for row in rows(sources.homographs, "homographs.tsv")? {
            let roots = tables.homographs.entry(row.get("letters").to_owned()).or_default();
            roots.push(row.get("root").to_owned());
        }
        Ok(tables)
    }

    /// The worn radicals of a root in a form.
    pub(super) fn worn_of(&self, root: &str, form: &str) -> &[Worn] {
        self.worn.get(root).and_then(|forms| forms.get(form)).map_or(&[], Vec::as_slice)
    }

    /// The endings of an inflection class, none for a class the table does not know.
    pub(super) fn endings_of(&self, class: &str) -> &[NounEnding] {
        self.noun_endings.get(class).map_or(&[], Vec::as_slice)
    }

    /// Whether these folded letters, though the verb gives them, nearly always are another word.
    pub(super) fn is_homograph(&self, surface: &str, root: &str, form: &str) -> bool {
        let is_verb = |told: &String| {
            told.is_empty() || told.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest == form)
        };
        self.homographs.get(surface).is_some_and(|told| told.iter().any(is_verb))
    }
}

fn ending(row: &Row<'_>) -> Result<Ending, String> {
    let (mood, tense) = match row.get("tense") {
        "perfect" => (Mood::Perfect, Tense::Perfect),
        "indicative" => (Mood::Indicative, Tense::Imperfect),
        "subjunctive" => (Mood::Subjunctive, Tense::Jussive),
        "jussive" => (Mood::Jussive, Tense::Jussive),
        "imperative" => (Mood::Imperative, Tense::Imperative),
        _ => return Err(row.fault("tense")),
    };
    let person = match row.get("person") {
        "1" => Person::First,
        "2" => Person::Second,
        "3" => Person::Third,
        _ => return Err(row.fault("person")),
    };
    Ok(Ending {
        mood,
        tense,
        person,
        gender: gender(row.get("gender")).ok_or_else(|| row.fault("gender"))?,
        number: number(row.get("number")).ok_or_else(|| row.fault("number"))?,
        prefix: row.get("prefix").chars().next(),
        suffix: parse(row.get("suffix"), false),
        bound: row.get("bound") == "yes",
    })
}

fn gender(word: &str) -> Option<Gender> {
    Some(match word {
        "masculine" => Gender::Masculine,
        "feminine" => Gender::Feminine,
        "either" => Gender::Either,
        _ => return None,
    })
}

fn number(word: &str) -> Option<Number> {
    Some(match word {
        "singular" => Number::Singular,
        "dual" => Number::Dual,
        "plural" => Number::Plural,
        _ => return None,
    })
}

fn state(word: &str) -> Option<State> {
    Some(match word {
        "any" => State::Any,
        "indefinite" => State::Indefinite,
        "construct" => State::Construct,
        "absolute" => State::Absolute,
        _ => return None,
    })
}

struct Row<'a> {
    file: &'static str,
    columns: Rc<[&'a str]>,
    cells: Vec<&'a str>,
}

impl Row<'_> {
    fn get(&self, column: &str) -> &str {
        let place = self.columns.iter().position(|name| *name == column);
        place.and_then(|place| self.cells.get(place)).copied().unwrap_or("")
    }

    fn fault(&self, column: &str) -> String {
        format!("{}: row {}: column {column}: cannot read `{}`", self.file, self.get("id"), self.get(column))
    }
}

fn rows<'a>(text: &'a str, file: &'static str) -> Result<Vec<Row<'a>>, String> {
    let mut lines = text.lines();
    let header = lines.next().ok_or_else(|| format!("{file}: no header row"))?;
    let columns: Rc<[&'a str]> = header.split('\t').collect();
    Ok(lines
        .filter(|line| !line.is_empty())
        .map(|line| Row { file, columns: Rc::clone(&columns), cells: line.split('\t').collect() })
        .collect())
}
