//! A request as a question to the desk: the address and its words, read and checked. Asks nothing itself.

use marsad_export::Form;
use marsad_record::case::CaseEntry;
use marsad_record::decision::Decision;
use serde::Deserialize;

use crate::adding::Page;
use crate::problem::Problem;

/// How many items a page holds unless asked otherwise, and at most.
const USUAL: usize = 40;
const MOST: usize = 200;

/// What one address of the API asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Question {
    Summary,
    Incidents(Words, Part),
    Incident(String, Words),
    Documents(Words, Part),
    Document(String),
    Claims(Words, Part),
    Actors(Words, Part),
    Answer(Words, Part),
    Cases(Words, Part),
    Case(String),
    CaseDossier(String, Words),
    BeginCase { who: String, title: String },
    AddToCase(String, CaseEntry),
    Cite(String),
    AddDocument(Box<Page>),
    Feeds(Words, Part),
    AddFeed { who: String, address: String, outlet: Option<String> },
    Relations(Words, Part),
    Triads(Words, Part),
    Network(Words, Part),
    Coverage(Words, Part),
    AnswerDossier(Words, Part),
    IncidentDossier(String, Words),
    Forecasts(Words, Part),
    Forecasters(Words, Part),
    Decisions(Words, Part),
    Decide(Box<Decision>),
    Review(Words, Part),
    Agreement,
    Rule(Words, Part),
}

/// The words of a question: each list reads those it knows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) text: Option<String>,
    pub(crate) question: Option<String>,
    pub(crate) about: Option<String>,
    pub(crate) kind: Option<String>,
    pub(crate) actor: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) stance: Option<String>,
    pub(crate) incident: Option<String>,
    pub(crate) state: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) as_of: Option<String>,
    pub(crate) changed_since: Option<String>,
    pub(crate) sort: Option<String>,
    pub(crate) review_kind: Option<String>,
    pub(crate) reviewer: Option<String>,
    pub(crate) second: bool,
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
    pub(crate) disputed: bool,
    pub(crate) headlines: bool,
    pub(crate) one: Option<String>,
    pub(crate) other: Option<String>,
    pub(crate) grain: Option<String>,
    pub(crate) rule: Option<String>,
    pub(crate) form: Option<String>,
    pub(crate) language: Option<String>,
}

/// Which part of a list: after the cursor that the page before gave, at most so many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) cursor: Option<String>,
    pub(crate) limit: usize,
}

impl Part {
    /// This part of a list that grows at its end only, and where the next one begins.
    pub(crate) fn of<'l, T>(&self, list: &'l [T]) -> Result<(&'l [T], Option<String>), Problem> {
        let unreadable = |_| Problem::unreadable("cursor: it is not one that a page gave".to_owned());
        let start = self.cursor.as_deref().map(str::parse::<usize>).transpose().map_err(unreadable)?;
        let start = start.unwrap_or(0).min(list.len());
        let end = list.len().min(start.saturating_add(self.limit));
        Ok((&list[start..end], (end < list.len()).then(|| end.to_string())))
    }
}

/// The words after the question mark, as they were sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Sent {
    text: Option<String>,
    question: Option<String>,
    about: Option<String>,
    r#type: Option<String>,
    actor: Option<String>,
    place: Option<String>,
    outlet: Option<String>,
    stance: Option<String>,
    incident: Option<String>,
    state: Option<String>,
    source: Option<String>,
    as_of: Option<String>,
    changed_since: Option<String>,
    sort: Option<String>,
    kind: Option<String>,
    reviewer: Option<String>,
    second: Option<String>,
    from: Option<String>,
    to: Option<String>,
    disputed: Option<String>,
    headlines: Option<String>,
    one: Option<String>,
    other: Option<String>,
    grain: Option<String>,
    rule: Option<String>,
    form: Option<String>,
    language: Option<String>,
    cursor: Option<String>,
    limit: Option<String>,
}

impl Sent {
    /// The words and the part they ask for.
    pub(crate) fn read(self) -> Result<(Words, Part), Problem> {
        let limit = number("limit", self.limit)?.unwrap_or(USUAL).min(MOST);
        if limit == 0 {
            return Err(Problem::unreadable("limit must be 1 or more".to_owned()));
        }
        let words = Words {
            text: told(self.text),
            question: told(self.question),
            about: exact(self.about),
            kind: exact(self.r#type),
            actor: told(self.actor),
            place: told(self.place),
            outlet: told(self.outlet),
            stance: exact(self.stance),
            incident: told(self.incident),
            state: exact(self.state),
            source: told(self.source),
            as_of: exact(self.as_of),
            changed_since: exact(self.changed_since),
            sort: exact(self.sort),
            review_kind: exact(self.kind),
            reviewer: told(self.reviewer),
            second: yes("second", self.second)?,
            from: exact(self.from),
            to: exact(self.to),
            disputed: yes("disputed", self.disputed)?,
            headlines: yes("headlines", self.headlines)?,
            one: told(self.one),
            other: told(self.other),
            grain: exact(self.grain),
            rule: told(self.rule),
            form: exact(self.form),
            language: exact(self.language),
        };
        Ok((words, Part { cursor: exact(self.cursor), limit }))
    }
}

/// The form of a dossier that was asked for: a page, unless another was.
pub(crate) fn form(words: &Words) -> Result<Form, Problem> {
    let name = words.form.as_deref().unwrap_or("html");
    Form::from_name(name)
        .ok_or_else(|| Problem::unreadable(format!("form must be text, markdown, html or docx, not {name:?}")))
}

fn told(word: Option<String>) -> Option<String> {
    word.map(|word| word.trim().to_owned()).filter(|word| !word.is_empty())
}

/// A day, a cursor or a word of a list, just as it was sent: a blank one is none of them, and refused where it is read.
fn exact(word: Option<String>) -> Option<String> {
    word.filter(|word| !word.is_empty())
}

fn number(name: &str, word: Option<String>) -> Result<Option<usize>, Problem> {
    let Some(word) = exact(word) else { return Ok(None) };
    if !word.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(Problem::unreadable(format!("{name} must be a whole number, not {word:?}")));
    }
    // More digits than a number holds is more than anybody can be given.
    Ok(Some(word.parse().unwrap_or(usize::MAX)))
}

fn yes(name: &str, word: Option<String>) -> Result<bool, Problem> {
    match exact(word).as_deref() {
        None | Some("false" | "0") => Ok(false),
        Some("true" | "1") => Ok(true),
        Some(word) => Err(Problem::unreadable(format!("{name} must be true or false, not {word:?}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Part, Sent, USUAL};

    #[test]
    fn what_is_not_asked_is_not_a_word() {
        let sent = Sent { text: Some("  ".to_owned()), actor: Some(" taliban ".to_owned()), ..Sent::default() };
        let (words, part) = sent.read().expect("readable");
        assert_eq!((words.text, words.actor.as_deref(), words.disputed), (None, Some("taliban"), false));
        assert_eq!(part, Part { cursor: None, limit: USUAL });
    }

    #[test]
    fn a_blank_day_is_handed_on_to_be_refused_and_an_empty_one_is_none() {
        let sent = |day: &str| Sent { from: Some(day.to_owned()), to: Some(day.to_owned()), ..Sent::default() };
        let (blank, _) = sent("\u{b}").read().expect("readable");
        let (empty, _) = sent("").read().expect("readable");
        assert_eq!((blank.from.as_deref(), blank.to.as_deref()), (Some("\u{b}"), Some("\u{b}")));
        assert_eq!((empty.from, empty.to), (None, None));
    }

    #[test]
    fn a_page_is_never_larger_than_the_most() {
        let sent = Sent { limit: Some("100000".to_owned()), cursor: Some("40".to_owned()), ..Sent::default() };
        assert_eq!(sent.read().expect("readable").1, Part { cursor: Some("40".to_owned()), limit: MOST });
    }

    #[test]
    fn a_word_that_cannot_be_meant_is_refused() {
        let wrong = [
            Sent { limit: Some("many".to_owned()), ..Sent::default() },
            Sent { limit: Some("0".to_owned()), ..Sent::default() },
            Sent { disputed: Some("perhaps".to_owned()), ..Sent::default() },
            Sent { disputed: Some("\u{b}".to_owned()), ..Sent::default() },
            Sent { limit: Some(" ".to_owned()), ..Sent::default() },
        ];
        for sent in wrong {
            assert!(sent.read().is_err());
        }
    }

    #[test]
    fn the_parts_of_a_list_are_the_whole_list() {
        let part = |cursor: Option<&str>| Part { cursor: cursor.map(str::to_owned), limit: 2 };
        assert_eq!(part(None).of(&[1, 2, 3]).expect("a part"), ([1, 2].as_slice(), Some("2".to_owned())));
        assert_eq!(part(Some("2")).of(&[1, 2, 3]).expect("a part"), ([3].as_slice(), None));
        assert_eq!(part(Some("9")).of(&[1, 2, 3]).expect("nothing is left"), ([].as_slice(), None));
        assert!(part(Some("k1")).of(&[1, 2, 3]).is_err());
    }
}
