//! A question that no topic covers is answered by its own words: «هل تتخلى بيونغيانغ عن أسلحتها النووية؟» by what holds the
//! verb and most of the other words, in any of their forms.

use std::collections::BTreeSet;
use std::ops::Range;

use marsad_lexicon::Lexicon;
use marsad_text::Text;

use crate::desk::Desk;

/// The words of a question that name nobody, each with its forms; the first is what is asked.
#[derive(Debug, Default)]
pub(crate) struct OwnWords {
    words: Vec<BTreeSet<String>>,
    /// What makes a future of a verb, with and without a conjunction: «س», «وس».
    futures: Vec<String>,
}

/// Where a clause says what is asked, and how much of it.
pub(super) struct Said {
    /// The token of the first word.
    pub(super) at: usize,
    /// Share of the words, above zero.
    pub(super) share: f64,
}

impl OwnWords {
    /// Of the folded words of a question.
    pub(crate) fn of(desk: &Desk, words: &[String]) -> Self {
        let forms = |word: &String| -> BTreeSet<String> {
            let asked = desk.asked(word).map(|asked| desk.with_other_forms(asked));
            asked.iter().flat_map(|asked| asked.phrases()).flatten().map(str::to_owned).collect()
        };
        Self { words: words.iter().map(forms).collect(), futures: futures(desk.lexicon()) }
    }

    /// How much of the question a clause holds; `None` without what is asked, or with less than half of the rest.
    pub(super) fn said_in(
        &self,
        text: &Text<'_>,
        clause: &Range<usize>,
        fold: impl Fn(&str) -> String,
    ) -> Option<Said> {
        let (first, rest) = self.words.split_first()?;
        let folded: Vec<(usize, String)> = clause.clone().map(|token| (token, fold(text.original(token)))).collect();
        let is_form = |forms: &BTreeSet<String>, word: &str| {
            let mut futures = self.futures.iter().filter_map(|lead| word.strip_prefix(lead.as_str()));
            forms.contains(word) || futures.any(|verb| forms.contains(verb))
        };
        let (at, _) = folded.iter().find(|(_, word)| is_form(first, word))?;
        let is_told = |forms: &&BTreeSet<String>| folded.iter().any(|(_, word)| is_form(forms, word));
        let told = rest.iter().filter(is_told).count();
        let share = (1 + told) as f64 / self.words.len() as f64;
        (2 * told >= rest.len()).then_some(Said { at: *at, share })
    }
}

fn futures(lexicon: &Lexicon) -> Vec<String> {
    let written = |class: &str| -> Vec<String> {
        let rows = lexicon.table("ar/clitics").rows().filter(|row| row.get("class") == class);
        rows.map(|row| lexicon.fold(row.get("written"))).collect()
    };
    let mut leads = written("conjunction");
    leads.push(String::new());
    let futures = written("future");
    leads.iter().flat_map(|lead| futures.iter().map(move |future| format!("{lead}{future}"))).collect()
}
