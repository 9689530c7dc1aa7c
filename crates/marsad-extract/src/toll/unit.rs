//! What is counted: the noun beside a number, and what kind of thing it is.

use marsad_lexicon::{ClassId, Features, Lexicon, Number as GrammaticalNumber};
use marsad_record::QuantityRole;
use marsad_text::{Hit, Text, TokenKind};

/// What kind of thing is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// People.
    Person,
    /// People who fight.
    Combatant,
    /// People who may have done it: «مسلحين».
    Militant,
    /// People who did it.
    Attacker,
    /// People named by what befell them.
    Victim(QuantityRole),
    /// «آخرين»
    Others,
    /// Things, places, events.
    Thing,
    /// Money, length, weight, percent.
    Measure,
    /// A noun that the lexicon does not know.
    Unknown,
    /// Nothing is named: «استسلم 375».
    Elided,
}

impl Kind {
    /// Whether it can be killed, wounded or taken.
    pub fn is_people(self) -> bool {
        !matches!(self, Kind::Thing | Kind::Measure)
    }
}

/// The classes of `ar/counted_nouns` and `ar/quantity_words`.
pub(super) struct Units {
    person: Option<ClassId>,
    combatant: Option<ClassId>,
    attacker: Option<ClassId>,
    militant: Option<ClassId>,
    victim: Option<ClassId>,
    thing: Option<ClassId>,
    measure: Option<ClassId>,
    others: Option<ClassId>,
    stop: Option<ClassId>,
    of: Option<ClassId>,
    one_of: Option<ClassId>,
    vague: Option<ClassId>,
    not_an_amount: Option<ClassId>,
    nisba: Option<ClassId>,
    ordinal: Option<ClassId>,
    time: [Option<ClassId>; 3],
    /// The folded article.
    article: String,
    /// Folded letters that may be a conjunction before a word.
    conjunctions: Vec<String>,
}

/// A counted noun on a token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Noun {
    pub kind: Kind,
    pub features: Features,
    pub hit: Hit,
    /// True of «قتيل», which alone is one.
    pub stands_alone: bool,
}

impl Units {
    pub fn new(lexicon: &Lexicon) -> Self {
        let class = |name| lexicon.vocabulary().class(name);
        let clitics = |wanted: &str, column: &str| -> Vec<String> {
            let rows = lexicon.table("ar/clitics").rows().filter(|row| row.get(column) == wanted);
            rows.map(|row| lexicon.fold(row.get("written"))).collect()
        };
        Self {
            person: class("person-noun"),
            combatant: class("combatant-noun"),
            attacker: class("attacker-noun"),
            militant: class("militant-noun"),
            victim: class("victim-noun"),
            thing: class("thing-noun"),
            measure: class("measure-noun"),
            others: class("other-word"),
            stop: class("unit-stop"),
            of: class("unit-of"),
            one_of: class("one-of"),
            vague: class("vague-quantity"),
            not_an_amount: class("not-an-amount"),
            nisba: class("nisba"),
            ordinal: class("ordinal"),
            time: [class("unit-one"), class("unit-one-accusative"), class("unit-many")],
            article: clitics("article", "side").into_iter().next().unwrap_or_default(),
            conjunctions: clitics("conjunction", "class"),
        }
    }

    fn kind_of(&self, class: ClassId, lexicon: &Lexicon, hit: &Hit) -> Option<Kind> {
        let class = Some(class);
        Some(match class {
            _ if class == self.victim => {
                let role = hit.entry.and_then(|entry| QuantityRole::from_name(lexicon.row(entry).get("role")));
                Kind::Victim(role.unwrap_or(QuantityRole::Other))
            }
            _ if class == self.attacker => Kind::Attacker,
            _ if class == self.militant => Kind::Militant,
            _ if class == self.combatant => Kind::Combatant,
            _ if class == self.person => Kind::Person,
            _ if class == self.others => Kind::Others,
            _ if class == self.thing => Kind::Thing,
            _ if class == self.measure => Kind::Measure,
            _ => return None,
        })
    }

    /// The counted nouns that a token can be, the one that strips least first.
    pub fn nouns<'t>(&'t self, text: &'t Text, lexicon: &'t Lexicon, token: usize) -> impl Iterator<Item = Noun> + 't {
        text.hits.at(token).iter().filter(|hit| hit.first == hit.last && hit.tail == 0).filter_map(move |hit| {
            let kind = self.kind_of(hit.class, lexicon, hit)?;
            let entry = hit.entry?;
            let features = lexicon.vocabulary().entry(entry).features;
            let stands_alone = matches!(kind, Kind::Victim(_)) && lexicon.row(entry).get("alone") == "yes";
            Some(Noun { kind, features, hit: *hit, stands_alone })
        })
    }

    /// The noun that a token most likely is: victims before fighters before other people before things.
    pub fn noun(&self, text: &Text, lexicon: &Lexicon, token: usize) -> Option<Noun> {
        self.nouns(text, lexicon, token).min_by_key(|noun| {
            let rank = match noun.kind {
                Kind::Victim(_) => 0,
                Kind::Attacker => 1,
                Kind::Others => 2,
                Kind::Combatant | Kind::Militant => 3,
                Kind::Person => 4,
                _ => 5,
            };
            (noun.hit.lead, rank)
        })
    }

    /// The noun if the token is its dual and cannot be anything else of it.
    pub fn dual(&self, text: &Text, lexicon: &Lexicon, token: usize) -> Option<Noun> {
        let mut dual: Option<Noun> = None;
        let mut is_other = false;
        for noun in self.nouns(text, lexicon, token) {
            match noun.features.number {
                GrammaticalNumber::Dual if dual.is_none_or(|dual| noun.hit.lead < dual.hit.lead) => dual = Some(noun),
                GrammaticalNumber::Dual => {}
                _ => is_other = true,
            }
        }
        // «منزلي» is «my house» unless the two things are named next.
        let names_next = |noun: &Noun| {
            let next = token + 1;
            let is_next =
                next < text.sentence_of(token).end && !self.is_stop(text, next) && !self.may_be_joined(text, next);
            !noun.features.is_construct || is_next && !self.is_joined(text, next)
        };
        dual.filter(|noun| !is_other && names_next(noun) && !has_other_reading(text, lexicon, token, noun))
    }

    /// Whether a token cannot be what a number counts.
    pub fn is_stop(&self, text: &Text, token: usize) -> bool {
        text.tokens[token].kind != TokenKind::Word
            || self.stop.is_some_and(|class| text.hits.at(token).iter().any(|hit| hit.class == class && hit.tail == 0))
    }

    /// «من» alone.
    pub fn is_of(&self, text: &Text, token: usize) -> bool {
        self.of.is_some_and(|class| {
            text.hits.at(token).iter().any(|hit| hit.class == class && hit.lead == 0 && hit.tail == 0)
        })
    }

    /// «عاما», «أيام»
    pub fn is_time(&self, text: &Text, token: usize) -> bool {
        self.time.iter().flatten().any(|class| text.is(token, *class))
    }

    /// «عاما», «أيام»; not «عام», which may open a year.
    pub fn is_length(&self, text: &Text, token: usize) -> bool {
        self.time[1..].iter().flatten().any(|class| text.is(token, *class))
    }

    /// «آخرين»
    pub fn is_others(&self, text: &Text, token: usize) -> bool {
        self.others.is_some_and(|class| text.is(token, class))
    }

    /// «أحد», «إحدى»
    pub fn is_one_of(&self, text: &Text, token: usize) -> bool {
        self.one_of.is_some_and(|class| text.hits.at(token).iter().any(|hit| hit.class == class && hit.tail == 0))
    }

    /// «عدد من», «بعض»: the last token of the phrase.
    pub fn vague(&self, text: &Text, token: usize) -> Option<Hit> {
        text.hits.class_at(token, self.vague?).copied().filter(|hit| hit.tail == 0)
    }

    /// «رقم», «المادة»: what follows is a name, not an amount.
    pub fn names_a_number(&self, text: &Text, token: usize) -> bool {
        self.not_an_amount
            .is_some_and(|class| text.hits.at(token).iter().any(|hit| hit.class == class && hit.tail == 0))
    }

    /// «الأول», «الثاني»
    pub fn is_ordinal(&self, text: &Text, token: usize) -> bool {
        self.ordinal.is_some_and(|class| text.is(token, class))
    }

    /// Whether a token is the end of an ordinal: «السابعة والعشرين».
    pub fn ends_ordinal(&self, text: &Text, token: usize) -> bool {
        let Some((class, before)) = self.ordinal.zip(token.checked_sub(1)) else { return false };
        text.hits.at(before).iter().any(|hit| hit.class == class && hit.last as usize >= token)
    }

    /// An adjective of nation: «جنود أمريكيين».
    pub fn is_nisba(&self, text: &Text, token: usize) -> bool {
        self.nisba.is_some_and(|class| text.hits.at(token).iter().any(|hit| hit.class == class && hit.lead == 0))
    }

    /// Whether a word agrees with the noun before it: «تحديين داخليين», «جنديا أمريكيا».
    pub fn agrees(&self, text: &Text, noun: usize, token: usize) -> bool {
        let ending = |token: usize| text.form(token).char_indices().rev().nth(1).map(|(at, _)| &text.form(token)[at..]);
        let is_word = text.tokens[token].kind == TokenKind::Word && text.form(token).chars().nth(3).is_some();
        is_word && !self.is_stop(text, token) && ending(noun) == ending(token) && !self.may_be_joined(text, token)
    }

    /// Whether a token is the article alone, as it stands before digits: «الركاب الـ150».
    pub fn is_article(&self, text: &Text, token: usize) -> bool {
        !self.article.is_empty() && text.form(token) == self.article
    }

    /// Whether a word begins with the article.
    pub fn has_article(&self, text: &Text, token: usize) -> bool {
        !self.article.is_empty() && text.form(token).starts_with(&*self.article)
    }

    /// Whether a word is, or may be, joined to what stands before it by «و».
    pub fn may_be_joined(&self, text: &Text, token: usize) -> bool {
        let form = text.form(token);
        let begins = self.conjunctions.iter().any(|letter| form.starts_with(letter.as_str()));
        begins && !text.hits.at(token).iter().any(|hit| hit.lead == 0 && hit.tail == 0)
    }

    fn is_joined(&self, text: &Text, token: usize) -> bool {
        let mut hits = text.hits.at(token).iter().peekable();
        hits.peek().is_some() && hits.all(|hit| hit.lead > 0)
    }

    /// Whether a token is the conjunction alone.
    pub fn is_conjunction(&self, text: &Text, token: usize) -> bool {
        let form = text.form(token);
        self.conjunctions.iter().any(|letter| letter == form)
    }
}

/// «طالبان» is a name, not two students; a dual before its complement looks like «my».
fn has_other_reading(text: &Text, lexicon: &Lexicon, token: usize, noun: &Noun) -> bool {
    text.hits.at(token).iter().any(|hit| {
        let same = hit.entry.zip(noun.hit.entry).is_some_and(|(one, other)| {
            lexicon.vocabulary().entry(one).table == lexicon.vocabulary().entry(other).table
        });
        let is_name = hit.entry.is_some_and(|entry| {
            let vocabulary = lexicon.vocabulary();
            matches!(vocabulary.table_name(vocabulary.entry(entry).table), "world/actor_names" | "world/place_names")
        });
        let is_dual =
            hit.entry.is_some_and(|entry| lexicon.vocabulary().entry(entry).features.number == GrammaticalNumber::Dual);
        let is_rival = is_name || noun.features.is_construct && hit.first == hit.last && !is_dual;
        !same && is_rival && hit.lead <= noun.hit.lead && hit.tail == 0
    })
}
