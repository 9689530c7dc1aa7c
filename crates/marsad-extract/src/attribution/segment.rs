//! Content to claims: a clause of its own is a claim of its own.

use std::ops::Range;

use super::words::{Page, mark};

/// Fewer tokens are no clause of their own.
const SHORTEST: usize = 3;

/// The same where no comma parts the clauses.
const SHORTEST_BARE: usize = 6;

/// The clauses of a run of tokens.
pub(super) fn clauses(page: &Page<'_, '_>, tokens: Range<usize>) -> Vec<Range<usize>> {
    let mut cuts = vec![tokens.start];
    let (mut depth, mut spared) = (0_usize, None);
    for at in tokens.clone() {
        match page.sign(at) {
            Some('(' | '[') => depth += 1,
            Some(')' | ']') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if at > tokens.start && depth == 0 && begins_clause(page, at) {
            let before = cuts.last().copied().unwrap_or(tokens.start);
            let bare = !matches!(page.sign(at - 1), Some(',' | ';')) && !page.is(at, mark::THAT);
            let shortest = if bare { SHORTEST_BARE } else { SHORTEST };
            // «التنظيم، الذي ظهر عام 2014، خاض»: where nothing is told yet, the aside is no clause.
            if page.is_adjunct(at) && is_thrown_in(page, before..at, tokens.end) {
                continue;
            }
            // «إذا استمر الجفاف، فستغلق المصانع»: a condition is told with what hangs on it.
            if page.sign(at - 1) == Some(',')
                && !page.is(at, mark::RELATIVE)
                && spared != Some(before)
                && is_condition(page, before)
            {
                spared = Some(before);
                continue;
            }
            if at - before >= shortest && tokens.end - at >= shortest {
                cuts.push(at);
            }
        }
    }
    let ends = cuts.iter().skip(1).copied().chain(std::iter::once(tokens.end));
    cuts.iter().copied().zip(ends).map(|(first, end)| first..end).collect()
}

/// «في حال»، «إذا»، «عندما»: whether a clause only sets a condition or a time.
fn is_condition(page: &Page<'_, '_>, first: usize) -> bool {
    let vocabulary = page.lexicon.vocabulary();
    let classes = [vocabulary.class("condition"), vocabulary.class("when-word"), vocabulary.class("protasis-word")];
    let first = first + usize::from(page.sign(first).is_some());
    let opens = |hit: &marsad_text::Hit| classes.contains(&Some(hit.class)) && hit.tail == 0;
    !page.is(first, mark::THAT) && page.text.hits.at(first).iter().any(opens)
}

/// Whether an aside parts a subject, told before it, from its verb.
fn is_thrown_in(page: &Page<'_, '_>, before: Range<usize>, end: usize) -> bool {
    let from = before.clone().rev().find(|token| page.is(*token, mark::THAT)).unwrap_or(before.start);
    let bare =
        |token: usize| page.is(token, mark::VERB | mark::AUXILIARY) && !page.is(token, mark::AND | mark::DEFINITE);
    let resumes = |token: usize| page.sign(token) == Some(',') && bare(token + 1);
    !(from..before.end).any(|token| page.is(token, mark::VERB))
        && (before.end + 2..end.min(before.end + 30)).any(resumes)
}

/// Whether a clause of its own begins at a token.
pub(super) fn begins_clause(page: &Page<'_, '_>, at: usize) -> bool {
    let and_that = page.is(at, mark::THAT) && page.is(at, mark::AND);
    if and_that {
        return true;
    }
    if at == 0 {
        return false;
    }
    if !matches!(page.sign(at - 1), Some(',' | ';')) {
        return page.is_strong_turn(at);
    }
    if page.is(at, mark::RELATIVE) && page.is(at + 1, mark::VERB) || page.is_adjunct(at) {
        return true;
    }
    let joined = page.is(at, mark::AND) && page.is(at, mark::VERB | mark::AUXILIARY | mark::NEGATION);
    joined && !page.is(at, mark::NAME | mark::DEFINITE) || page.is(at, mark::CLAUSE)
}

/// «بالإضافة إلى»، «فضلا عن»: words that add a noun, not a clause.
pub(super) fn is_additive(page: &Page<'_, '_>, at: usize) -> bool {
    page.lexicon.vocabulary().class("additive").is_some_and(|class| page.text.is(at, class))
}

/// A run of tokens without the marks, conjunctions and «أن» at its edges.
pub(super) fn trimmed(page: &Page<'_, '_>, tokens: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = tokens;
    while start < end && (page.sign(start).is_some_and(|sign| sign != '(' && sign != '#') || page.is(start, mark::THAT))
    {
        start += 1;
    }
    let hangs = |at: usize| {
        page.sign(at).is_some_and(|sign| sign != ')' && sign != ']')
            || page.is(at, mark::CLAUSE | mark::CONJUNCTION | mark::NEGATION | mark::RELATIVE)
                && !page.is(at, mark::NAME | mark::DEFINITE)
    };
    while end > start && hangs(end - 1) {
        end -= 1;
    }
    start..end
}

/// Whether a run of tokens says nothing: only conjunctions, prepositions, pronouns.
pub(super) fn is_hollow(page: &Page<'_, '_>, tokens: &Range<usize>) -> bool {
    let small =
        mark::CLAUSE | mark::CONJUNCTION | mark::PREPOSITION | mark::DEMONSTRATIVE | mark::AUXILIARY | mark::TIME;
    tokens.clone().all(|token| page.sign(token).is_some() || page.is(token, small))
}
