//! Gender and number as a noun or a name shows them: what a verb, a pronoun or a later noun must agree with.

use marsad_lexicon::{Features, Gender, Lexicon, Number, Tense};
use marsad_record::{EntityKind, Mention, MentionForm};
use marsad_text::Text;

/// What a word shows; `None` where it shows nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Shape {
    pub(crate) gender: Gender,
    pub(crate) number: Number,
}

impl Shape {
    fn new(gender: Gender, number: Number) -> Self {
        Self { gender, number }
    }

    /// Whether two words can speak of the same: nothing shown contradicts nothing.
    pub(crate) fn fits(self, other: Self) -> bool {
        let gender = self.gender == Gender::Unknown || other.gender == Gender::Unknown || self.gender == other.gender;
        let number = self.number == Number::Unknown || other.number == Number::Unknown || self.number == other.number;
        gender && number
    }
}

/// What the pronoun at the end of a word shows, by its letters.
pub(crate) fn of_pronoun(form: &str) -> Option<Shape> {
    let shape = match form {
        _ if form.ends_with("\u{0647}\u{0627}") => Shape::new(Gender::Feminine, Number::Singular),
        _ if form.ends_with("\u{0647}\u{0645}") || form.ends_with("\u{0647}\u{0645}\u{0627}") => Shape::default(),
        _ if form.ends_with('\u{0647}') => Shape::new(Gender::Masculine, Number::Singular),
        _ => return None,
    };
    Some(shape)
}

/// Gender and number of a mention, by its own first word, else by its entity's name.
pub(crate) fn of_mention(mention: &Mention, text: &Text, lexicon: &Lexicon) -> Shape {
    let first = text.token_at(mention.span.start);
    let shown = of_noun(text.form(first), lexicon);
    if mention.form == MentionForm::Nominal && shown == Shape::default() {
        // «التنظيم» is masculine whatever its entity's name is.
        let collective = lexicon.vocabulary().class("collective");
        let row = text.hits.at(first).iter().filter(|hit| Some(hit.class) == collective).find_map(|hit| hit.entry);
        let row = row.map(|entry| lexicon.row(entry));
        match row.map(|row| (row.get("gender"), row.get("number"))) {
            Some(("masculine", "singular")) => return Shape::new(Gender::Masculine, Number::Singular),
            Some(("feminine", "singular")) => return Shape::new(Gender::Feminine, Number::Singular),
            Some(("feminine", _)) => return Shape::new(Gender::Feminine, Number::Unknown),
            _ => {}
        }
    }
    match mention.entity.as_deref() {
        _ if shown != Shape::default() => shown,
        Some(id) => of_entity(id, lexicon),
        None => Shape::default(),
    }
}

/// What a verb shows of its subject.
pub(crate) fn of_verb(verb: Features) -> Shape {
    Shape::new(verb.gender, verb.number)
}

/// What the letters of a folded noun show.
pub(crate) fn of_noun(folded: &str, lexicon: &Lexicon) -> Shape {
    let bare = lexicon.without_article(folded).unwrap_or(folded);
    let long = bare.chars().count() >= 5;
    if long && bare.ends_with("\u{0648}\u{0646}") {
        return Shape::new(Gender::Masculine, Number::Plural);
    }
    if bare.ends_with('\u{0629}') {
        return Shape::new(Gender::Feminine, Number::Singular);
    }
    if long && bare.ends_with("\u{0627}\u{062A}") {
        return Shape::new(Gender::Feminine, Number::Unknown);
    }
    Shape::default()
}

/// What an entity's Arabic name shows: «حركة ...» is feminine, «تنظيم ...» masculine, a state feminine unless its name
/// has the article.
pub(crate) fn of_entity(id: &str, lexicon: &Lexicon) -> Shape {
    let Some(entity) = lexicon.entities().get(id) else { return Shape::default() };
    let name = lexicon.fold(&entity.name_ar);
    let head = name.split(' ').next().unwrap_or_default();
    let shown = of_noun(head, lexicon);
    match entity.kind {
        EntityKind::Person => Shape::new(Gender::Unknown, Number::Singular),
        _ if shown != Shape::default() => shown,
        EntityKind::State if lexicon.without_article(head).is_none() => Shape::new(Gender::Feminine, Number::Singular),
        EntityKind::State => Shape::new(Gender::Unknown, Number::Singular),
        _ if name.contains(' ') => Shape::new(Gender::Masculine, Number::Singular),
        _ => Shape::default(),
    }
}

/// Whether a verb that follows its subject agrees with it: in gender and in number.
pub(crate) fn follows(subject: Shape, verb: Features) -> bool {
    if verb.tense == Tense::None || verb.person != 3 {
        return verb.person != 3;
    }
    let feminine = verb.gender == Gender::Feminine;
    match (subject.gender, subject.number, verb.number) {
        (Gender::Masculine, Number::Plural, Number::Singular) => false,
        (Gender::Feminine, Number::Singular, Number::Plural | Number::Dual) => false,
        (Gender::Feminine, _, Number::Singular) => feminine || verb.gender == Gender::Unknown,
        (Gender::Masculine, _, Number::Singular) => !feminine,
        _ => true,
    }
}

/// Whether a verb that stands before its subject agrees with it: in gender alone, and it is singular.
pub(crate) fn precedes(verb: Features, subject: Shape) -> bool {
    if verb.number != Number::Singular && verb.number != Number::Unknown {
        return false;
    }
    match subject.gender {
        Gender::Masculine => verb.gender != Gender::Feminine,
        Gender::Feminine => verb.gender != Gender::Masculine || subject.number != Number::Singular,
        Gender::Unknown => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verb(gender: Gender, number: Number) -> Features {
        Features { tense: Tense::Perfect, person: 3, gender, number, ..Features::default() }
    }

    #[test]
    fn a_verb_after_a_plural_is_plural_and_before_it_singular() {
        let lexicon = Lexicon::built_in();
        let gunmen = of_noun(&lexicon.fold("المسلحون"), &lexicon);
        let (one, many) = (verb(Gender::Masculine, Number::Singular), verb(Gender::Masculine, Number::Plural));
        assert!(follows(gunmen, many) && !follows(gunmen, one));
        assert!(precedes(one, gunmen) && !precedes(many, gunmen));
    }

    #[test]
    fn a_feminine_noun_takes_no_masculine_verb() {
        let lexicon = Lexicon::built_in();
        let movement = of_noun(&lexicon.fold("الحركة"), &lexicon);
        assert!(!precedes(verb(Gender::Masculine, Number::Singular), movement));
        assert!(follows(movement, verb(Gender::Feminine, Number::Singular)));
    }
}
