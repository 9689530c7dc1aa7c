//! Where what is said ends and the outlet tells again: after the closing mark, before «في إشارة إلى».

use std::ops::Range;

use super::opening::Kind;
use super::reader::Active;
use super::segment;
use super::words::{Page, mark};

/// The first token of a content that is the outlet's again; the end of the content if there is none.
pub(super) fn told_end(page: &Page<'_, '_>, active: &Active, tokens: &Range<usize>) -> usize {
    let after_quote = after_closing(page, active, tokens).unwrap_or(tokens.end);
    (tokens.start + 2..after_quote).find(|at| is_gloss(page, *at)).unwrap_or(after_quote)
}

/// «"لست بطلا"، وصمت لحظة»: what follows the closing mark of a whole quotation and opens no other one.
fn after_closing(page: &Page<'_, '_>, active: &Active, tokens: &Range<usize>) -> Option<usize> {
    // «"إنه يوم عظيم"»: the clause may begin behind its «إن».
    let before = tokens.start.checked_sub(1)?;
    let that = usize::from(page.is(before, mark::THAT));
    let open = before.checked_sub(that).filter(|open| page.opens_quote(*open))?;
    if active.start != tokens.start || active.kind != Kind::Clause {
        return None;
    }
    let next = page.quote_end(open, tokens.end)? + 1;
    let opens_again = (next..tokens.end).any(|at| page.opens_quote(at));
    let goes_on = next >= tokens.end || opens_again;
    let begins = next + usize::from(page.sign(next) == Some(','));
    // «إن "الوضع خطير" في المدينة»: after «أن» writers quote a part and go on in their own words.
    let is_part = page.is(open.saturating_sub(1), mark::THAT);
    let turns = page.sign(next) == Some(',') && segment::begins_clause(page, begins);
    const AND: char = '\u{0648}';
    let joined = begins < tokens.end && page.text.form(begins).starts_with(AND);
    let leaves = turns || !is_part && joined && !page.is(begins, mark::NAME | mark::DEFINITE);
    (!goes_on && (leaves || is_source(page, begins))).then_some(next)
}

/// «إلا أن الروس أوضحوا»، «لكن لم يذكروا اسمها»: a turn, and soon after it a verb of saying.
pub(super) fn tells_who_spoke(page: &Page<'_, '_>, clause: &Range<usize>) -> bool {
    let turn = page.is(clause.start, mark::CLAUSE) && page.is_strong_turn(clause.start);
    let says = |at: usize| page.is(at, mark::SAYS) && !page.is(at, mark::NAME | mark::DEFINITE);
    let near = clause.start + 1..clause.end.min(clause.start + 6);
    let unsaid = |at: usize| page.is(at - 1, mark::NEGATION) && page.is(at, mark::VERB) && page.tells(at);
    turn && near.into_iter().any(|at| says(at) || unsaid(at))
}

/// «وفقا لما ذكره»: words that name where the outlet has it from.
fn is_source(page: &Page<'_, '_>, token: usize) -> bool {
    let class = page.lexicon.vocabulary().class("source-word");
    class.is_some_and(|class| page.text.is(token, class))
}

/// «، في إشارة إلى خصومه»: the outlet says what the speaker means.
fn is_gloss(page: &Page<'_, '_>, token: usize) -> bool {
    let class = page.lexicon.vocabulary().class("gloss-phrase");
    matches!(page.sign(token - 1), Some(',' | '"')) && class.is_some_and(|class| page.text.is(token, class))
}
