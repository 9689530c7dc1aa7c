//! From the words of a search to the forms that texts hold: clitics, other forms of a noun or a verb, Arabic names for
//! English ones.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use marsad_lexicon::{Lexicon, is_arabic_letter};
use marsad_store::Words;

use crate::desk::Desk;

/// An English name has so many words at most.
const NAME_WORDS: usize = 6;
/// An English name stands for so many Arabic ones at most, the shortest first.
const NAMES: usize = 8;
/// Other forms of a word: so many at most, the shortest first.
const FORMS: usize = 24;

/// The words of a search: a text must hold something of every group.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    groups: Vec<Group>,
}

/// One word or phrase that is asked for.
#[derive(Debug, Default)]
struct Group {
    /// The very word, with whatever may be joined to it.
    exact: Vec<String>,
    /// Other forms of it, once they have been asked for.
    related: Vec<String>,
    /// The one word that it is, where it has other forms.
    word: Option<String>,
}

impl Asked {
    /// What holds the very words.
    pub(crate) fn exact(&self) -> Words {
        Words::of(self.groups.iter().map(|group| group.exact.clone()).collect())
    }

    /// Whether other forms have been looked up.
    pub(super) fn has_other_forms(&self) -> bool {
        self.groups.iter().any(|group| !group.related.is_empty())
    }

    /// What holds other forms of some of the words; nothing where none has other forms.
    pub(super) fn related(&self) -> Option<Words> {
        if self.groups.iter().all(|group| group.related.is_empty()) {
            return None;
        }
        let all = |group: &Group| group.exact.iter().chain(&group.related).cloned().collect();
        let but = self.exact().groups;
        Some(Words { groups: self.groups.iter().map(all).collect(), but })
    }

    /// Every phrase of every group.
    pub(crate) fn phrases(&self) -> impl Iterator<Item = Vec<&str>> {
        self.groups.iter().map(|group| group.exact.iter().chain(&group.related).map(String::as_str).collect())
    }
}

/// Arabic names by the folded English ones, and by one another.
#[derive(Debug, Default)]
pub(crate) struct OtherNames {
    english: HashMap<String, Vec<String>>,
    arabic: HashMap<String, Vec<String>>,
}

impl OtherNames {
    /// The names of actors and places of a lexicon.
    pub(crate) fn of(lexicon: &Lexicon) -> Self {
        let mut english: HashMap<String, BTreeSet<String>> = HashMap::new();
        let mut bearers: HashMap<String, Vec<usize>> = HashMap::new();
        let mut borne: Vec<Vec<String>> = Vec::new();
        let mut gather = |names: Vec<&str>| {
            let folded: Vec<String> = names.iter().map(|name| words_of(&lexicon.fold(name)).join(" ")).collect();
            let (arabic, latin): (Vec<String>, Vec<String>) =
                folded.into_iter().filter(|name| !name.is_empty()).partition(|name| name.chars().any(is_arabic_letter));
            for name in latin {
                english.entry(name).or_default().extend(arabic.iter().cloned());
            }
            for name in &arabic {
                bearers.entry(name.clone()).or_default().push(borne.len());
            }
            borne.push(arabic);
        };
        for entity in lexicon.entities().iter() {
            let also = entity.also.iter().map(String::as_str);
            gather([entity.name_en.as_str(), &entity.name_ar].into_iter().chain(also).collect());
        }
        let mut spelled: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for row in lexicon.table("world/place_names").rows() {
            spelled.entry(row.id()).or_default().push(row.get("name"));
        }
        for place in lexicon.places().iter() {
            let also = spelled.get(place.id.as_str()).into_iter().flatten().copied();
            gather([place.name_en.as_str(), &place.name_ar].into_iter().chain(also).collect());
        }
        let mut arabic = HashMap::new();
        for (name, mut of) in bearers.into_iter().filter(|(name, _)| !name.contains(' ')) {
            of.dedup();
            // What several bear says of none what else it is called; another spelling of it is the same name.
            let is_ones = of.len() == 1;
            let others = of.iter().flat_map(|of| &borne[*of]).filter(|other| **other != name);
            let others: BTreeSet<String> =
                others.filter(|other| is_ones || is_spelling(&name, other)).cloned().collect();
            if !others.is_empty() {
                arabic.insert(name, few(others));
            }
        }
        Self { english: english.into_iter().map(|(name, arabic)| (name, few(arabic))).collect(), arabic }
    }

    /// What else the bearer of an Arabic name of one word is called, if only one bears it; its other spellings.
    fn beside(&self, name: &str) -> &[String] {
        self.arabic.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    /// The longest name that begins these words: how many words it has, and its Arabic names.
    fn longest(&self, words: &[String]) -> Option<(usize, &[String])> {
        let most = words.len().min(NAME_WORDS);
        (1..=most).rev().find_map(|count| {
            let names = self.english.get(&words[..count].join(" ")).filter(|names| !names.is_empty())?;
            Some((count, names.as_slice()))
        })
    }
}

/// Whether two words of four letters or more differ by one letter.
fn is_spelling(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    let same = short.iter().zip(long).take_while(|(one, other)| one == other).count();
    let rest = &long[same..];
    let is_near = match long.len() - short.len() {
        0 => rest.get(1..) == short.get(same + 1..),
        1 => rest.get(1..) == short.get(same..),
        _ => false,
    };
    short.len() >= 4 && is_near
}

/// The shortest names, without those that hold another one: where they stand, that one stands.
fn few(names: BTreeSet<String>) -> Vec<String> {
    let mut names: Vec<String> = names.into_iter().collect();
    names.sort_by_key(|name| (name.split(' ').count(), name.len()));
    let mut kept: Vec<String> = Vec::new();
    for name in names {
        let padded = format!(" {name} ");
        if kept.len() < NAMES && !kept.iter().any(|known| padded.contains(&format!(" {known} "))) {
            kept.push(name);
        }
    }
    kept
}

/// Every form of the nouns and verbs of a lexicon, by its forms.
#[derive(Debug, Default)]
pub(crate) struct Families {
    of: HashMap<String, Vec<usize>>,
    forms: Vec<Vec<String>>,
}

impl Families {
    /// The tables of nouns and verbs.
    pub(crate) fn of(lexicon: &Lexicon) -> Self {
        let vocabulary = lexicon.vocabulary();
        let mut rows: BTreeMap<(u16, u32), BTreeSet<&str>> = BTreeMap::new();
        for (word, entry) in vocabulary.singles() {
            let table = vocabulary.table_name(entry.table);
            let is_inflected = table.ends_with("_nouns") || table.ends_with("_verbs");
            // Of a verb, what is told of somebody.
            if is_inflected && matches!(entry.features.person, 0 | 3) && !entry.features.is_participle {
                rows.entry((entry.table, entry.row)).or_default().insert(lexicon.without_article(word).unwrap_or(word));
            }
        }
        let mut made = Self::default();
        for forms in rows.into_values().filter(|forms| forms.len() > 1) {
            let mut forms: Vec<String> = forms.into_iter().map(str::to_owned).collect();
            forms.sort_by_key(|form| (form.len(), form.clone()));
            for form in &forms {
                made.of.entry(form.clone()).or_default().push(made.forms.len());
            }
            made.forms.push(forms);
        }
        made
    }

    /// Other forms of a word.
    fn beside(&self, word: &str) -> BTreeSet<&str> {
        let families = self.of.get(word).into_iter().flatten();
        let forms = families.flat_map(|family| self.forms[*family].iter().map(String::as_str));
        forms.filter(|form| *form != word).take(FORMS).collect()
    }
}

/// What is written before a word, folded.
struct Leads {
    conjunctions: Vec<String>,
    /// Prepositions, and what comes of them before the article.
    prepositions: Vec<String>,
    articles: Vec<String>,
    /// What is written behind a word.
    pronouns: Vec<String>,
}

impl Leads {
    fn of(lexicon: &Lexicon) -> Self {
        let mut leads =
            Self { conjunctions: Vec::new(), prepositions: Vec::new(), articles: Vec::new(), pronouns: Vec::new() };
        let (mut plain, mut swallowing) = (Vec::new(), Vec::new());
        for row in lexicon.table("ar/clitics").rows() {
            let written = lexicon.fold(row.get("written"));
            match (row.get("side"), row.get("class"), row.get("reads").is_empty()) {
                ("before", "conjunction", _) => leads.conjunctions.push(written),
                ("before", "preposition", true) => leads.prepositions.push(written),
                ("before", "preposition", false) => swallowing.push(written),
                ("article", ..) => plain.push(written),
                ("after", ..) => leads.pronouns.push(written),
                _ => {}
            }
        }
        for article in &plain {
            let joined = leads.prepositions.iter().filter(|lead| !swallowing.iter().any(|one| one.starts_with(*lead)));
            leads.articles.extend(joined.map(|lead| format!("{lead}{article}")));
        }
        leads.articles.extend(plain);
        leads.articles.extend(swallowing);
        leads
    }

    /// A word with everything that can be written before it.
    fn forms(&self, word: &str, bare: &str) -> BTreeSet<String> {
        let mut named: Vec<String> = vec![bare.to_owned(), word.to_owned()];
        named.extend(self.prepositions.iter().map(|lead| format!("{lead}{word}")));
        named.extend(self.articles.iter().map(|lead| format!("{lead}{bare}")));
        let joined = |lead: &String| named.iter().map(|name| format!("{lead}{name}")).collect::<Vec<_>>();
        self.conjunctions.iter().flat_map(joined).chain(named.iter().cloned()).collect()
    }
}

impl Desk {
    /// The very words as a list is filtered by them; `None` if there is none.
    pub(crate) fn words(&self, words: &str) -> Option<Words> {
        self.asked(words).map(|asked| asked.exact())
    }

    /// The words as a search asks for them; `None` if there is none.
    pub(crate) fn asked(&self, words: &str) -> Option<Asked> {
        let folded = self.lexicon.fold(words);
        let leads = Leads::of(&self.lexicon);
        let mut groups = Vec::new();
        for (place, part) in folded.split('"').enumerate() {
            if place % 2 == 1 {
                let words = words_of(part);
                let named = self.named_in_english(&leads, &words).filter(|(count, _)| *count == words.len());
                let group = named.map_or_else(|| self.phrase(&leads, &words), |(_, group)| group);
                groups.extend((!words.is_empty()).then_some(group));
                continue;
            }
            // What is no gap parts words of one phrase: a number with its point, a name with its hyphen.
            let mut pending: Vec<Vec<String>> =
                part.split_whitespace().map(words_of).filter(|words| !words.is_empty()).collect();
            pending.reverse();
            while let Some(words) = pending.pop() {
                let ahead = pending.iter().rev().flatten().take(NAME_WORDS);
                let ahead: Vec<String> = words.iter().chain(ahead).cloned().collect();
                match self.named_in_english(&leads, &ahead) {
                    Some((mut taken, group)) => {
                        groups.push(group);
                        taken = taken.saturating_sub(words.len());
                        while taken > 0 {
                            taken = taken.saturating_sub(pending.pop().map_or(taken, |words| words.len()));
                        }
                    }
                    None if words.len() == 1 => groups.push(self.word(&leads, &words[0])),
                    None => groups.push(self.phrase(&leads, &words)),
                }
            }
        }
        (!groups.is_empty()).then_some(Asked { groups })
    }

    /// The English name that begins these words, with the Arabic ones it stands for.
    fn named_in_english(&self, leads: &Leads, words: &[String]) -> Option<(usize, Group)> {
        if !words.first()?.chars().all(|letter| letter.is_ascii_alphanumeric()) {
            return None;
        }
        let (count, names) = self.shared.other_names(&self.lexicon).longest(words)?;
        let mut exact = vec![words[..count].join(" ")];
        for name in names {
            exact.extend(self.phrase(leads, &words_of(name)).exact);
        }
        Some((count, Group { exact, ..Group::default() }))
    }

    /// One phrase with whatever may be joined to its first word.
    fn phrase(&self, leads: &Leads, phrase: &[String]) -> Group {
        let (Some(first), rest) = (phrase.first(), phrase.get(1..).unwrap_or_default()) else {
            return Group::default();
        };
        let forms = self.forms(leads, first).into_iter();
        Group { exact: forms.map(|form| [&[form], rest].concat().join(" ")).collect(), ..Group::default() }
    }

    /// One word with its clitics.
    fn word(&self, leads: &Leads, word: &str) -> Group {
        let exact = self.forms(leads, word).into_iter().collect();
        let word = word.chars().all(is_arabic_letter).then(|| word.to_owned());
        Group { exact, word, related: Vec::new() }
    }

    /// The same with the other forms of its words: those of its noun or verb, the noun with a pronoun behind it, and other
    /// names and spellings of a name.
    pub(crate) fn with_other_forms(&self, mut asked: Asked) -> Asked {
        let (leads, families) = (Leads::of(&self.lexicon), self.shared.families(&self.lexicon));
        let names = self.shared.other_names(&self.lexicon);
        for group in &mut asked.groups {
            let Some(word) = &group.word else { continue };
            let mut related = BTreeSet::new();
            for stem in self.stems(&leads, word) {
                let bare = self.lexicon.without_article(&stem).unwrap_or(&stem);
                for form in families.beside(bare) {
                    related.extend(leads.forms(form, form));
                }
                related.extend(leads.pronouns.iter().map(|behind| format!("{bare}{behind}")));
                for name in [bare, &stem].into_iter().flat_map(|name| names.beside(name)) {
                    related.extend(self.phrase(&leads, &words_of(name)).exact);
                }
            }
            group.related = related.into_iter().filter(|form| !group.exact.contains(form)).collect();
        }
        asked
    }

    /// A folded word with every clitic that can be written before it, and without those it has.
    fn forms(&self, leads: &Leads, word: &str) -> BTreeSet<String> {
        if !word.chars().all(is_arabic_letter) {
            return BTreeSet::from([word.to_owned()]);
        }
        let stems = self.stems(leads, word).into_iter();
        stems.flat_map(|stem| leads.forms(&stem, self.lexicon.without_article(&stem).unwrap_or(&stem))).collect()
    }

    /// The word, and what is left of it without a conjunction or an article that is joined to it.
    fn stems(&self, leads: &Leads, word: &str) -> Vec<String> {
        let is_known = |stem: &str| self.lexicon.vocabulary().word(stem).is_some();
        let mut stems = vec![word.to_owned()];
        let conjunctions = leads.conjunctions.iter().map(String::as_str).chain([""]);
        for rest in conjunctions.filter_map(|lead| word.strip_prefix(lead)) {
            let joined = leads.articles.iter().filter_map(|lead| rest.strip_prefix(lead.as_str()));
            stems.extend(std::iter::once(rest).chain(joined).filter(|stem| is_known(stem)).map(str::to_owned));
        }
        stems.sort();
        stems.dedup();
        stems
    }
}

/// Words as an index cuts them.
fn words_of(folded: &str) -> Vec<String> {
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{few, is_spelling};

    #[test]
    fn a_spelling_differs_by_one_letter() {
        for (one, other, is) in [
            ("كابل", "كابول", true),
            ("بنغازي", "بنغازى", true),
            ("كابل", "كابل", true),
            ("حلب", "حلبي", false),
            ("كابول", "قندهار", false),
        ] {
            assert_eq!(is_spelling(one, other), is, "{one} {other}");
            assert_eq!(is_spelling(other, one), is, "{other} {one}");
        }
    }

    #[test]
    fn a_name_that_holds_another_is_not_asked_for_too() {
        let names = ["داعش", "تنظيم داعش", "الدولة الاسلامية"].map(str::to_owned);
        assert_eq!(few(names.into()), ["داعش", "الدولة الاسلامية"]);
    }
}
