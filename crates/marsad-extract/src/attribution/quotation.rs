//! Quotations that run over several sentences, and those whose marks do not match.

use std::ops::Range;

use super::opening;
use super::reader::Reader;
use super::words::Page;

/// A quotation runs on over so many tokens at most.
const QUOTE_REACH: usize = 400;

impl Reader<'_, '_, '_> {
    /// Gives the rest of an open quotation to its voice; the first token that is free again.
    pub(super) fn go_on_quoting(&mut self, tokens: &Range<usize>) -> usize {
        let Some((active, close)) = self.quote.take() else { return tokens.start };
        let end = close.min(tokens.end);
        if close < tokens.start || self.somebody_speaks(tokens) {
            return tokens.start;
        }
        self.claims(&active, tokens.start..end);
        if close >= tokens.end {
            self.quote = Some((active, close));
            return tokens.end;
        }
        (close + 1).min(tokens.end)
    }

    /// A closing mark that nothing opened: all since the last attributed words is its speaker's, as writers who drop the
    /// opening mark mean it. The first token that is free again.
    pub(super) fn was_quoted(&mut self, tokens: &Range<usize>) -> usize {
        let Some(close) = tokens.clone().find(|token| self.page.sign(*token) == Some('"')) else { return tokens.start };
        let closes_nothing = !self.page.opens_quote(close) && close > tokens.start + 3 && close + 3 >= tokens.end;
        let Some((active, end)) = self.told_last.clone().filter(|_| closes_nothing) else { return tokens.start };
        let lines = self.page.text.tokens[tokens.start].line.saturating_sub(self.page.text.tokens[end - 1].line);
        let marks = (end..tokens.start).filter(|at| self.page.sign(*at) == Some('"'));
        let open = marks.fold(0_i32, |open, at| if self.page.opens_quote(at) { open + 1 } else { open - 1 });
        if tokens.start - end > 60 || lines > 2 || open > 0 || self.somebody_speaks(tokens) {
            return tokens.start;
        }
        for draft in self.drafts.iter_mut().rev().take_while(|draft| draft.tokens.start >= end) {
            draft.links.clone_from(&active.links);
            draft.rules = active.rules.clone();
        }
        self.claims(&active, tokens.start..close);
        (close + 1).min(tokens.end)
    }

    /// A sentence that begins with a verb of saying and its voice stands in no quotation, whatever the marks say.
    fn somebody_speaks(&self, tokens: &Range<usize>) -> bool {
        let head = tokens.start..(tokens.start + 2).min(tokens.end);
        let cues = self.cues.find(self.page, self.layers, self.hits, self.classes, head);
        let voice = cues.first().and_then(|cue| cue.voice());
        voice.is_some_and(|voice| voice.is_sure) && opening::find(self.page, &cues, 0, tokens.end).is_some()
    }
}

/// Where a quotation that a sentence leaves open closes.
pub(super) fn closing(page: &Page<'_, '_>, from: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let reach = page.text.tokens.len().min(from + QUOTE_REACH);
    for at in from..reach {
        if page.sign(at) != Some('"') {
            continue;
        }
        if page.opens_quote(at) {
            if at == from {
                return None;
            }
            depth += 1;
        } else if depth == 0 {
            return Some(at);
        } else {
            depth -= 1;
        }
    }
    None
}
