//! Who: names, epithets, metonyms and nominals of actors, resolved inside the article.
//!
//! Listed names first (`names`), then persons that no list holds (`person`), then nominals (`nominal`): those of a country
//! by its offices (`office`), the others by what the article has named (`refer`). A namesake that the article does not settle stays open.

mod names;
mod nominal;
mod office;
mod person;
mod refer;

use marsad_lexicon::{ClassId, Lexicon};
use marsad_record::{Document, EntityKind, Mention, MentionForm, Span};
use marsad_text::Text;

use nominal::Nominals;
use office::Offices;

/// The classes of the lexicon that actors are made of.
#[derive(Debug, Clone, Copy)]
struct Classes {
    actor: Option<ClassId>,
    name: Option<ClassId>,
    nisba: Option<ClassId>,
    collective: Option<ClassId>,
    title: Option<ClassId>,
    given_name: Option<ClassId>,
    place: Option<ClassId>,
    place_name: Option<ClassId>,
    place_preposition: Option<ClassId>,
    place_direction: Option<ClassId>,
    place_head: Option<ClassId>,
    place_deed: Option<ClassId>,
    place_verb: Option<ClassId>,
    event_verb: Option<ClassId>,
    event_noun: Option<ClassId>,
    speech_verb: Option<ClassId>,
    preposition: Option<ClassId>,
    /// «السابق»: who no longer holds an office.
    former: Option<ClassId>,
}

/// What reading actors needs.
pub struct Actors {
    classes: Classes,
    offices: Offices,
}

/// One mention while it is being resolved.
#[derive(Debug, Clone)]
struct Found {
    first: usize,
    last: usize,
    span: Span,
    entity: Option<String>,
    kind: EntityKind,
    form: MentionForm,
    /// What a definite noun says of whom it means, until that is found.
    refers: Option<Reference>,
}

/// What a definite noun says of whom it means.
#[derive(Debug, Clone)]
struct Reference {
    kinds: Vec<String>,
    classes: Vec<String>,
    word: String,
    is_plural: bool,
}

impl Actors {
    /// Prepares the classes.
    pub fn new(lexicon: &Lexicon) -> Self {
        let class = |name: &str| lexicon.vocabulary().class(name);
        Self {
            classes: Classes {
                actor: class("actor"),
                name: class("actor-name"),
                nisba: class("nisba"),
                collective: class("collective"),
                title: class("title"),
                given_name: class("given-name"),
                place: class("place"),
                place_name: class("place-name"),
                place_preposition: class("place-preposition"),
                place_direction: class("place-direction"),
                place_head: class("place-head"),
                place_deed: class("place-deed"),
                place_verb: class("place-verb"),
                event_verb: class("event-verb"),
                event_noun: class("event-noun"),
                speech_verb: class("speech-verb"),
                preposition: class("preposition"),
                former: class("former"),
            },
            offices: Offices::new(lexicon),
        }
    }

    /// Every mention of an actor, in text order.
    pub fn read(&self, document: &Document, text: &Text, lexicon: &Lexicon) -> Vec<Mention> {
        let mut found = names::listed(text, lexicon, &self.classes);
        person::add(&mut found, text, lexicon, &self.classes);
        let day = document.published.date();
        Nominals { text, lexicon, classes: &self.classes, offices: &self.offices, day }.add(&mut found);
        refer::resolve(&mut found, text, lexicon, &self.classes);
        found.sort_by_key(|found| (found.span.start, std::cmp::Reverse(found.span.end)));
        found.into_iter().map(|found| mention(found, lexicon, text)).collect()
    }
}

fn mention(found: Found, lexicon: &Lexicon, text: &Text) -> Mention {
    let key = lexicon.fold(found.span.of(text.original));
    Mention { span: found.span, kind: found.kind, key, entity: found.entity, form: found.form }
}

/// Whether a token already belongs to a mention.
fn is_taken(found: &[Found], token: usize) -> bool {
    found.iter().any(|other| (other.first..=other.last).contains(&token))
}
