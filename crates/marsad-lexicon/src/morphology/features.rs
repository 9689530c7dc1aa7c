//! What is asked of inflection (lemmas) and what it answers (forms with features).

/// The tense or mood shape of a verb form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tense {
    /// The perfect.
    Perfect,
    /// The imperfect as the indicative writes it (also every subjunctive and jussive that looks the same).
    Imperfect,
    /// The shape only a subjunctive or a jussive has.
    Jussive,
    /// The imperative.
    Imperative,
}

/// Who the verb's subject is: the doer, the one it is done to, or unwritten and so open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Voice {
    /// The subject does.
    Active,
    /// The subject receives.
    Passive,
    /// The letters of active and passive coincide.
    Either,
}

/// The person of a verb form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Person {
    /// I, we.
    First,
    /// You.
    Second,
    /// He, she, they.
    Third,
}

/// The gender of a form; `Either` where it shows none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Gender {
    /// Masculine.
    Masculine,
    /// Feminine.
    Feminine,
    /// Shows no gender.
    Either,
}

/// The number of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Number {
    /// One.
    Singular,
    /// Two.
    Dual,
    /// Three and more.
    Plural,
}

/// The syntactic state a noun form shows by its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// Any state.
    Any,
    /// Only with no article and no genitive after it (accusative with its alif, a participle that lost its last letter).
    Indefinite,
    /// Only before a genitive or a pronoun.
    Construct,
    /// Never before a genitive or a pronoun (dual and sound plural with their nun).
    Absolute,
}

/// Where a noun form comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NounRole {
    /// A noun of its own.
    Noun,
    /// The name of the verb's doing.
    Masdar,
    /// Who does it.
    ActiveParticiple,
    /// To whom it is done.
    PassiveParticiple,
}

/// A verb as the lexicon gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerbLemma {
    /// The lexicon's number for it, handed through to every form.
    pub lemma: u32,
    /// Three or four radicals, hamza as the bare letter, weak ones as they are underneath.
    pub root: String,
    /// `1` to `10`, `Q1`, `Q2`, `Q4`.
    pub form: String,
    /// For form 1 the vowels of perfect and imperfect, `a-u`; empty otherwise. `sound` marks a form that keeps its weak letter.
    pub vowels: String,
    /// Whether a passive exists.
    pub passive: bool,
    /// Masdars told by the lexicon; empty means the pattern of the form.
    pub masdars: Vec<String>,
}

/// A noun as the lexicon gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NounLemma {
    /// The lexicon's number for it, handed through to every form.
    pub lemma: u32,
    /// The singular in ordinary spelling.
    pub singular: String,
    /// Plurals: whole words, or a bare ending for a sound plural.
    pub plurals: Vec<String>,
    /// Gender of the singular.
    pub gender: Gender,
}

/// One written form of a verb, folded.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Form {
    /// The folded letters.
    pub surface: String,
    /// The lemma it belongs to.
    pub lemma: u32,
    /// Tense or mood shape.
    pub tense: Tense,
    /// Voice.
    pub voice: Voice,
    /// Person.
    pub person: Person,
    /// Gender.
    pub gender: Gender,
    /// Number.
    pub number: Number,
    /// Stands only before an object pronoun; a form that is not bound may stand there too.
    pub bound: bool,
}

/// One written form of a noun, folded, without article.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NounForm {
    /// The folded letters.
    pub surface: String,
    /// The lemma it belongs to.
    pub lemma: u32,
    /// Where it comes from.
    pub role: NounRole,
    /// Gender.
    pub gender: Gender,
    /// Number.
    pub number: Number,
    /// State.
    pub state: State,
    /// Stands only before a possessive pronoun; a form that is not bound may stand there too unless it is `Absolute`.
    pub bound: bool,
}
