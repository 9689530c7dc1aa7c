//! What the lexicon says of an event word: its type, and which argument does it to which.

use std::collections::BTreeSet;

use marsad_lexicon::{Lexicon, Row};
use marsad_record::EventType;

/// Where an argument stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// Nowhere.
    None,
    /// The subject of a verb.
    Subject,
    /// The object of a verb.
    Object,
    /// After the frame's preposition.
    Preposition,
    /// The genitive after a noun.
    Genitive,
    /// Named as the doer: «على يد», a relative clause, an adjective of a country.
    Agent,
    /// Both sides: «بين» or a plural subject.
    All,
}

/// How much the word alone says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strength {
    /// In news the word alone means the event.
    Strong,
    /// It needs an argument of the right kind.
    Weak,
    /// The type comes from the noun that it carries.
    Light,
    /// The word is no event by itself.
    None,
}

/// What a noun names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nature {
    /// A verb.
    Verb,
    /// A deed.
    Act,
    /// A weapon or a way of doing it.
    Means,
    /// Who does it.
    Agent,
    /// Who suffers it.
    Victim,
}

/// One row of `event_verbs.tsv` or `event_nouns.tsv`.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) id: String,
    /// First word of a noun as the lexicon has it: «هجوم» of «هجوم انتحاري». Empty for verbs.
    pub(super) head: String,
    pub(super) kind: Option<EventType>,
    pub(super) modes: Vec<String>,
    pub(super) contexts: Vec<String>,
    pub(super) strength: Strength,
    pub(super) nature: Nature,
    /// What it does to the noun it governs (`averts`, `plans`, `denies`, `begins` ...), or to a person (`kills`).
    pub(super) effect: String,
    /// Argument (`object`, `preposition`, `subject`) and the groups of `complements.tsv` one of which must stand there.
    pub(super) complement: Option<(String, BTreeSet<String>)>,
    pub(super) actor: Slot,
    pub(super) recipient: Slot,
    /// Folded preposition of the frame; empty for none.
    pub(super) preposition: String,
}

impl Frame {
    /// Whether any complement will do.
    pub(super) fn takes_anything(&self) -> bool {
        self.complement.as_ref().is_some_and(|(_, groups)| groups.contains("any"))
    }

    pub(super) fn of_row(row: Row, is_verb: bool, lexicon: &Lexicon) -> Self {
        let slot = |cell: &str| match cell {
            "subject" => Slot::Subject,
            "object" => Slot::Object,
            "preposition" => Slot::Preposition,
            "genitive" | "either" => Slot::Genitive,
            "agent" => Slot::Agent,
            "all" | "between" => Slot::All,
            _ => Slot::None,
        };
        let complement = row.get("complement").split_once(':').map(|(place, groups)| {
            (place.to_owned(), groups.split([',', '|']).map(|group| group.trim().to_owned()).collect())
        });
        Self {
            id: row.id().to_owned(),
            head: row.get("lemma").split_whitespace().next().filter(|_| !is_verb).unwrap_or_default().to_owned(),
            kind: EventType::from_name(row.get("type")),
            modes: row.list("modes").map(str::to_owned).collect(),
            contexts: row.list("contexts").map(str::to_owned).collect(),
            strength: match row.get("strength") {
                "strong" => Strength::Strong,
                "weak" => Strength::Weak,
                "light" => Strength::Light,
                _ => Strength::None,
            },
            nature: match row.get("kind") {
                _ if is_verb => Nature::Verb,
                "means" => Nature::Means,
                "agent" => Nature::Agent,
                "victim" => Nature::Victim,
                _ => Nature::Act,
            },
            effect: row.get("effect").to_owned(),
            complement,
            actor: slot(row.get("actor")),
            recipient: slot(row.get("recipient")),
            preposition: lexicon.fold(row.get("preposition")),
        }
    }
}
