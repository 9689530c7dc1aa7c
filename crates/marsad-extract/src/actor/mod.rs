//! Who: names, epithets, metonyms and nominals of actors, resolved inside the article.
//!
//! Listed names first (`names`), then persons that no list holds (`person`), then nominals (`nominal`): those of a country
//! by its offices (`office`), the others by what the article has named (`refer`). A namesake that the article does not settle stays open.

mod branch;
mod names;
mod nominal;
mod office;
mod person;
mod refer;
mod within;

use marsad_lexicon::{ClassId, Lexicon};
use marsad_record::{Document, EntityKind, Mention, MentionForm, Span};
use marsad_text::Text;

use branch::Branches;
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
    /// «من», «على»: how a place stands to what happened.
    place_relation: Option<ClassId>,
    /// What stands before the sides of a fight or a talk: between, against, with.
    sides: [Option<ClassId>; 3],
    event_verb: Option<ClassId>,
    event_noun: Option<ClassId>,
    speech_verb: Option<ClassId>,
    preposition: Option<ClassId>,
    /// «حكومة», «إدارة»: whoever rules or commands is named after it.
    rule_head: Option<ClassId>,
    complementiser: Option<ClassId>,
    /// «تسعى», «عملت على»: who governs an infinitive acts.
    control: Option<ClassId>,
    /// «عناصر», «قادة»: somebody's people; «من» before whose they are.
    member: Option<ClassId>,
    member_preposition: Option<ClassId>,
    /// Nouns of people that are counted.
    people: [Option<ClassId>; 4],
    complement: Option<ClassId>,
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
                place_relation: class("place-relation"),
                sides: ["between-preposition", "against-phrase", "with-preposition"].map(class),
                event_verb: class("event-verb"),
                event_noun: class("event-noun"),
                speech_verb: class("speech-verb"),
                preposition: class("preposition"),
                rule_head: class("rule-head"),
                complementiser: class("complementiser"),
                control: class("control-word"),
                member: class("member-noun"),
                member_preposition: class("member-preposition"),
                people: ["person-noun", "militant-noun", "combatant-noun", "attacker-noun"].map(class),
                complement: class("complement"),
                former: class("former"),
            },
            offices: Offices::new(lexicon),
        }
    }

    /// Every mention of an actor, in text order.
    pub fn read(&self, document: &Document, text: &Text, lexicon: &Lexicon) -> Vec<Mention> {
        let mut found = names::listed(text, lexicon, &self.classes);
        let branches = Branches::of(&found, text, lexicon);
        branches.settle_names(&mut found);
        person::add(&mut found, text, lexicon, &self.classes);
        let day = document.published.date();
        Nominals { text, lexicon, classes: &self.classes, offices: &self.offices, day }.add(&mut found);
        refer::resolve(&mut found, text, lexicon, &self.classes);
        branches.settle_nominals(&mut found);
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
