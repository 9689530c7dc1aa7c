//! The plan of a page of lines: what stands above the article, the article, what stands below it.
//!
//! Reads the head downwards until the first paragraph, the foot upwards until the last, and between them
//! only what says of itself that it is no part of the article. When in doubt a line stays in the article.

use marsad_record::{Chrome, ChromeKind, Span};

use crate::cues::{Follows, Match, Zone};
use crate::datelines::dateline;
use crate::dates::{FoundDate, NoDate, find_date};
use crate::furniture;
use crate::headline::{find_title, is_headline_shaped, repeated_words};
use crate::lines::{Ending, Line, lines};
use crate::outlet::host;
use crate::page_words::PageWords;

/// More lines than these above the first paragraph, and the page is a list, not an article.
const LONGEST_HEAD: usize = 40;

/// More headlines than these below one "read also", and they are sections of the article.
const LONGEST_LIST: usize = 12;

/// Between two paragraphs a list of teasers is short.
const LONGEST_LIST_IN_BODY: usize = 3;

/// The most words of a date line that are no date, such as the place or the writer.
const MOST_BESIDE_DATE: usize = 4;

/// What was found on the page beside its body.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) chrome: Vec<Chrome>,
    pub(crate) title: Option<Span>,
    pub(crate) byline: Option<String>,
    /// Date lines in page order.
    pub(crate) dates: Vec<(Span, FoundDate)>,
    pub(crate) absurd_date: Option<Span>,
    /// Names that the page gives itself, surest first.
    pub(crate) houses: Vec<String>,
    /// The agency in brackets of a date line.
    pub(crate) agency: Option<String>,
}

/// What is known before the lines are read.
#[derive(Debug, Default)]
pub(crate) struct Known<'k> {
    /// The headline, given or from the page's metadata.
    pub(crate) title: Option<&'k str>,
    /// Whether the headline may be looked for in the lines.
    pub(crate) may_seek_title: bool,
    /// Spans that the markup says are furniture.
    pub(crate) marked: Vec<Chrome>,
}

/// Reads the plan of a text.
pub(crate) fn plan(text: &str, known: Known<'_>, words: &PageWords) -> Plan {
    let lines = lines(text);
    let mut page =
        Page { lines: &lines, words, verdicts: vec![None; lines.len()], plan: Plan::default(), title: Vec::new() };
    page.take_marked(&known.marked);
    if let Some(line) = known.title.and_then(|title| find_title(title, &lines, words)) {
        page.plan.title = Some(line.span);
    }
    if let Some(title) = known.title {
        page.title = words.fold_words(title);
    }
    let seek = known.title.is_none() && known.may_seek_title && lines.len() > 1;
    let body = page.head(seek);
    let foot = page.foot(body);
    page.body(body, foot);
    page.finish(body)
}

struct Page<'p, 't> {
    lines: &'p [Line<'t>],
    words: &'p PageWords,
    verdicts: Vec<Option<ChromeKind>>,
    plan: Plan,
    /// The folded words of the headline.
    title: Vec<String>,
}

impl Page<'_, '_> {
    fn take_marked(&mut self, marked: &[Chrome]) {
        let mut rest = marked.iter().peekable();
        for (verdict, line) in self.verdicts.iter_mut().zip(self.lines) {
            while rest.next_if(|chrome| chrome.span.end <= line.span.start).is_some() {}
            *verdict = rest.peek().filter(|chrome| chrome.span.overlaps(&line.span)).map(|chrome| chrome.kind);
        }
    }

    fn cue(&self, at: usize, zone: Zone) -> Option<Match> {
        self.words.cues.find(self.lines[at].text, zone, &self.words.folding)
    }

    /// Reads the head; answers with the line where the article's text begins.
    fn head(&mut self, seek_title: bool) -> usize {
        let mut at = 0;
        let mut open = Vec::new();
        let mut seek_title = seek_title;
        let mut seen_chrome = false;
        while at < self.lines.len().min(LONGEST_HEAD) {
            let line = self.lines[at];
            let is_title = self.plan.title == Some(line.span);
            if is_title {
                at += 1;
                continue;
            }
            if matches!(self.verdicts[at], Some(ChromeKind::Dateline | ChromeKind::Other | ChromeKind::Byline)) {
                self.verdicts[at] = self.date_line(at).or(self.verdicts[at]);
            }
            if let Some(kind) = self.verdicts[at].or_else(|| self.head_kind(at, seek_title)) {
                self.verdicts[at] = Some(kind);
                // What stands between two pieces of furniture is furniture as well: a caption, a slogan.
                for open in open.drain(..) {
                    self.verdicts[open] = Some(if furniture::is_stretched(&self.lines[open]) {
                        ChromeKind::Advert
                    } else {
                        ChromeKind::Caption
                    });
                }
                seen_chrome |= self.plan.title.is_some();
                at += 1;
                continue;
            }
            if seek_title {
                if self.is_site_name(at) {
                    self.plan.houses.push(line.text.to_owned());
                    self.verdicts[at] = Some(ChromeKind::About);
                    at += 1;
                    continue;
                }
                seek_title = false;
                if !(is_headline_shaped(&line) || self.is_one_word_headline(at))
                    || dateline(&line, self.words).is_some()
                {
                    return at;
                }
                self.plan.title = Some(line.span);
                self.title = self.words.fold_words(line.text);
                at += 1;
                continue;
            }
            if line.is_paragraph() && !self.is_standfirst(at) {
                break;
            }
            // One or two words between the headline and furniture are a label; more only after furniture.
            if (seen_chrome || line.words(3) <= 2) && !line.is_paragraph() {
                open.push(at);
            }
            at += 1;
        }
        // Nothing but short lines: then the article begins right under its headline.
        if at >= self.lines.len().min(LONGEST_HEAD) { self.after_title() } else { at - self.open_before(at, &open) }
    }

    /// Headings directly above the first paragraph belong to the article.
    fn open_before(&self, at: usize, open: &[usize]) -> usize {
        open.iter().rev().zip(1..).take_while(|(line, back)| **line + back == at).count()
    }

    fn after_title(&self) -> usize {
        self.plan.title.and_then(|title| self.lines.iter().position(|line| line.span == title)).map_or(0, |at| at + 1)
    }

    fn head_kind(&mut self, at: usize, before_title: bool) -> Option<ChromeKind> {
        let line = self.lines[at];
        let zone = if before_title || (self.plan.title.is_none() && self.title.is_empty()) {
            Zone::Edge
        } else {
            Zone::UnderTitle
        };
        if let Some(kind) = self.date_line(at) {
            return Some(kind);
        }
        if let Some(found) = self.cue(at, zone) {
            let rest = &line.text[found.end..];
            match found.kind {
                _ if found.follows == Follows::Name => self.note_byline(rest),
                ChromeKind::Advert if !found.is_bare => self.plan.houses.push(rest.trim().to_owned()),
                _ => {}
            }
            return Some(found.kind);
        }
        if furniture::is_counter(&line, self.words) || furniture::is_buttons(&line, self.words) {
            return Some(ChromeKind::Share);
        }
        if furniture::is_path(&line, self.words) {
            return Some(ChromeKind::Navigation);
        }
        if furniture::is_tags_or_marks(&line) {
            return Some(ChromeKind::Other);
        }
        if furniture::describes_itself(&line, self.words) {
            return Some(ChromeKind::About);
        }
        if before_title {
            return None;
        }
        if furniture::credits_picture(&line, self.words) {
            return Some(ChromeKind::Caption);
        }
        if furniture::is_agencies(&line, self.words) {
            return Some(ChromeKind::Byline);
        }
        if let Some(kind) = self.button_and_title(at) {
            return Some(kind);
        }
        let folded = self.words.fold_words(line.text);
        if !line.is_paragraph() && repeated_words(&folded, &self.title) == folded.len() {
            return Some(ChromeKind::Caption);
        }
        if !line.is_paragraph()
            && self.is_before_body_or_furniture(at)
            && let Some(credit) = furniture::credit(&line, self.words)
        {
            self.plan.byline = self.plan.byline.take().or(credit.person);
            self.plan.houses.extend(credit.house);
            return Some(ChromeKind::Byline);
        }
        None
    }

    /// Where a credit line stands: right above the first paragraph, a date line or another piece of furniture.
    fn is_before_body_or_furniture(&self, at: usize) -> bool {
        let Some(next) = self.lines.get(at + 1) else { return true };
        next.is_paragraph()
            || self.verdicts[at + 1].is_some()
            || self.cue(at + 1, Zone::UnderTitle).is_some()
            || find_date(next.text, self.words).is_ok_and(|date| date.leftover <= 1 && date.value.len() >= 10)
    }

    /// `Source: Al-So-and-so + agencies`: a house that names itself beside others.
    fn note_source(&mut self, rest: &str) {
        let parts: Vec<&str> = rest.split(['+', '\u{060C}', ',', '/']).collect();
        let known = |part: &&&str| self.words.outlets.known(part, &self.words.folding).is_some();
        if let Some(house) = parts.iter().find(known).filter(|_| parts.len() > 1) {
            self.plan.houses.push(house.trim().to_owned());
        }
    }

    fn note_byline(&mut self, rest: &str) {
        if self.plan.byline.is_none() {
            self.plan.byline = furniture::name_in_byline(rest, self.words);
        }
    }

    /// A line that is a date and hardly anything else.
    fn date_line(&mut self, at: usize) -> Option<ChromeKind> {
        let line = self.lines[at];
        if line.is_paragraph() || line.text.contains("..") {
            return None;
        }
        match find_date(line.text, self.words) {
            Ok(found) => {
                let whole_day = found.value.len() >= 10;
                let beside = if found.is_labelled || line.text.contains(['|', '-', '/', '\u{2022}', '\u{2013}']) {
                    MOST_BESIDE_DATE
                } else {
                    1
                };
                if found.leftover > beside || !(whole_day || found.is_labelled) {
                    return None;
                }
                if found.leftover >= 2 {
                    self.note_byline(line.text);
                    self.plan.agency = self.plan.agency.take().or_else(|| in_brackets(line.text));
                }
                self.plan.dates.push((line.span, found));
                Some(ChromeKind::Dateline)
            }
            Err(NoDate::Absurd) if line.words(8) <= 6 => {
                self.plan.absurd_date = Some(line.span);
                Some(ChromeKind::Dateline)
            }
            Err(_) => None,
        }
    }

    /// `Print <beginning of the headline> <writer>`: a button, an alternative text and a name run together.
    fn button_and_title(&mut self, at: usize) -> Option<ChromeKind> {
        let line = self.lines[at];
        if line.words(16) > 15 {
            return None;
        }
        let (button, rest) = line.text.split_once(char::is_whitespace)?;
        let button = self.words.cues.find(button, Zone::Body, &self.words.folding)?;
        let folded = self.words.fold_words(rest);
        let repeated = repeated_words(&folded, &self.title);
        if repeated == 0 || folded.len() - repeated > 4 {
            return None;
        }
        if folded.len() > repeated {
            let places: Vec<(usize, usize)> = crate::page_words::split_words(&self.words.folding, rest).collect();
            self.note_byline(&rest[places[repeated].0..]);
        }
        Some(button.kind)
    }

    /// A short first line that the site's description follows, or that is the site's own name.
    fn is_site_name(&self, at: usize) -> bool {
        let line = self.lines[at];
        let described = self.lines.get(at + 1).is_some_and(|next| furniture::describes_itself(next, self.words));
        let is_short = line.words(8) <= 7 && !line.is_paragraph();
        let is_known = line.words(5) <= 4 && self.words.outlets.known(line.text, &self.words.folding).is_some();
        is_short && (described || is_known || host(line.text).is_some_and(|host| host.len() == line.text.len()))
    }

    /// A long line between the headline and furniture: the standfirst, after which the head goes on.
    fn is_standfirst(&self, at: usize) -> bool {
        let starts_under_title = at > 0 && self.plan.title == Some(self.lines[at - 1].span);
        let next = self.lines.get(at + 1);
        starts_under_title
            && next.is_some_and(|next| {
                !next.is_paragraph()
                    && (self.cue(at + 1, Zone::UnderTitle).is_some_and(|found| found.follows != Follows::Headlines)
                        || find_date(next.text, self.words)
                            .is_ok_and(|date| date.leftover <= 1 && date.value.len() >= 10)
                        || (self.lines.get(at + 2).is_some_and(Line::is_paragraph)
                            && furniture::credit(next, self.words).is_some()))
            })
    }

    /// One word above a gap and a paragraph, which no list of labels knows.
    fn is_one_word_headline(&self, at: usize) -> bool {
        let line = self.lines[at];
        let stands_apart = self.lines.get(at + 1).is_some_and(|next| next.after_gap && next.is_paragraph());
        line.words(2) == 1
            && line.text.starts_with(char::is_alphabetic)
            && line.ending() != Ending::FullStop
            && stands_apart
    }

    /// Reads the foot upwards; answers with the line after the last of the article.
    fn foot(&mut self, body: usize) -> usize {
        let mut foot = self.lines.len();
        let mut undecided: Vec<usize> = Vec::new();
        for at in (body..self.lines.len()).rev() {
            let line = self.lines[at];
            if self.plan.title == Some(line.span) {
                break;
            }
            match self.verdicts[at].or_else(|| self.foot_kind(at)) {
                Some(kind) => {
                    self.verdicts[at] = Some(kind);
                    // Short lines below a piece of the foot belong to the foot.
                    for below in undecided.drain(..) {
                        let kind = if kind == ChromeKind::Teaser { kind } else { ChromeKind::Other };
                        self.verdicts[below] = Some(kind);
                    }
                    foot = at;
                }
                None if line.is_paragraph() || undecided.len() >= LONGEST_LIST => break,
                None => undecided.push(at),
            }
        }
        foot
    }

    fn foot_kind(&mut self, at: usize) -> Option<ChromeKind> {
        let line = self.lines[at];
        if let Some(found) = self.cue(at, Zone::UnderTitle) {
            if found.kind == ChromeKind::Byline && !self.is_short_credit(at, &found) {
                return None;
            }
            match (found.kind, found.follows) {
                (_, Follows::Name) => self.note_byline(&line.text[found.end..]),
                (ChromeKind::Byline, _) => self.note_source(&line.text[found.end..]),
                _ => {}
            }
            return Some(found.kind);
        }
        if furniture::is_counter(&line, self.words) || furniture::is_buttons(&line, self.words) {
            Some(ChromeKind::Share)
        } else if furniture::is_tags_or_marks(&line) {
            Some(ChromeKind::Other)
        } else if furniture::is_agencies(&line, self.words) || furniture::is_sign_off(&line) {
            Some(ChromeKind::Byline)
        } else if let Some(house) =
            furniture::introduces_itself(&line, self.words).filter(|_| at + 1 == self.lines.len())
        {
            self.plan.houses.insert(0, house.to_owned());
            Some(ChromeKind::About)
        } else if furniture::describes_itself(&line, self.words) {
            Some(ChromeKind::About)
        } else {
            self.date_line(at)
        }
    }

    /// A byline holds a name or two, not a sentence; after an asterisk it may tell more.
    fn is_short_credit(&self, at: usize, found: &Match) -> bool {
        let line = &self.lines[at];
        line.text.starts_with(['*', '-', '(']) || line.text[found.end..].split_whitespace().nth(8).is_none()
    }

    /// Furniture between the paragraphs.
    fn body(&mut self, body: usize, foot: usize) {
        let mut at = body;
        while at < foot {
            if self.verdicts[at].is_some() || self.plan.title == Some(self.lines[at].span) {
                at += 1;
                continue;
            }
            let Some(found) = self.cue(at, Zone::Body) else {
                if furniture::credits_picture(&self.lines[at], self.words) {
                    self.verdicts[at] = Some(ChromeKind::Caption);
                }
                at += 1;
                continue;
            };
            if found.kind == ChromeKind::Byline && !self.lines[at].text.starts_with(['*', '(']) {
                at += 1;
                continue;
            }
            self.verdicts[at] = Some(found.kind);
            at += 1;
            if found.follows == Follows::Headlines && found.is_bare {
                at = self.list_after(at, foot);
            }
        }
    }

    /// The headlines under a bare "read also", up to the next paragraph or gap.
    fn list_after(&mut self, start: usize, foot: usize) -> usize {
        let mut at = start;
        while at < foot && at - start < LONGEST_LIST_IN_BODY {
            let line = &self.lines[at];
            let apart = line.after_gap && at > start;
            if apart || self.verdicts[at].is_some() || !is_headline_shaped(line) || line.is_paragraph() {
                break;
            }
            self.verdicts[at] = Some(ChromeKind::Teaser);
            at += 1;
        }
        at
    }

    fn finish(mut self, body: usize) -> Plan {
        let mut chrome: Vec<Chrome> = Vec::new();
        for (line, kind) in self.lines.iter().zip(&self.verdicts) {
            if let Some(kind) = kind {
                chrome.push(Chrome { span: line.span, kind: *kind });
            }
        }
        let first = (body..self.lines.len()).find(|at| self.verdicts[*at].is_none() && self.lines[*at].is_paragraph());
        if let Some((span, date)) = first.and_then(|at| dateline(&self.lines[at], self.words)) {
            chrome.push(Chrome { span, kind: ChromeKind::Dateline });
            if let Some(date) = date.filter(|date| date.value.len() >= 10) {
                self.plan.dates.push((span, date));
            }
        }
        chrome.sort_by_key(|chrome| chrome.span);
        self.plan.chrome = chrome;
        self.plan
    }
}

fn in_brackets(text: &str) -> Option<String> {
    let inside = text.rsplit_once('(')?.1.split_once(')')?.0.trim();
    (!inside.is_empty()).then(|| inside.to_owned())
}
