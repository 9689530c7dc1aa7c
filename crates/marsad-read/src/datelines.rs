//! The place, agency and date before the first sentence: `Kabul, Afghanistan (CNN) --`, `Beirut (Reuters) -`.

use marsad_record::Span;

use crate::dates::{FoundDate, find_date};
use crate::lines::Line;
use crate::page_words::{PageWords, WordClass};

/// The longest dateline, in bytes.
const LONGEST: usize = 180;

/// The most words before the agency.
const MOST_PLACE_WORDS: usize = 9;

/// The most words of an agency in brackets.
const MOST_AGENCY_WORDS: usize = 4;

const DASHES: &[char] = &['-', '\u{2013}', '\u{2014}', '\u{2015}', '\u{2212}', '\u{0640}'];

/// The dateline at the start of a paragraph, with its date if it tells one.
pub(crate) fn dateline(paragraph: &Line<'_>, words: &PageWords) -> Option<(Span, Option<FoundDate>)> {
    let text = paragraph.text;
    let cut = (0..=LONGEST.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let head = &text[..cut];
    let end = bracketed(head, words).or_else(|| agency_then_dash(head, words))?;
    let rest_is_long_enough = text[end..].split_whitespace().nth(2).is_some();
    if !rest_is_long_enough {
        return None;
    }
    let date = find_date(&head[..end], words).ok();
    Some((Span::new(paragraph.span.start, paragraph.span.start + end), date))
}

/// Up to the dash behind `(agency)`, or to the bracket if the agency is a known one.
fn bracketed(head: &str, words: &PageWords) -> Option<usize> {
    let open = head.find('(')?;
    // Some write `(CNN(--` or forget the bracket: `(CNN--`.
    let inside = &head[open + 1..];
    let length = inside.find([')', '(', '\u{2014}']).or_else(|| inside.find("--"))?;
    let place = words.fold_words(&head[..open]);
    let agency = words.fold_words(&inside[..length]);
    if place.len() > MOST_PLACE_WORDS || agency.is_empty() || agency.len() > MOST_AGENCY_WORDS {
        return None;
    }
    let is_known = words.are_all(&agency, |class| matches!(class, WordClass::Agency | WordClass::Desk))
        || words.outlets.known(&inside[..length], &words.folding).is_some();
    let is_capitals = inside[..length].trim().bytes().all(|byte| byte.is_ascii_uppercase()) && length >= 2;
    let closed = open + 1 + length + usize::from(inside[length..].starts_with([')', '(']));
    let rest = &head[closed..];
    let after = rest.trim_start_matches([' ', '\u{00A0}', '.', ':', '\u{060C}']).trim_start_matches(DASHES);
    let has_dash = rest.contains(DASHES)
        && after.len() < rest.len()
        && rest.trim_start_matches([' ', '\u{00A0}', '.']).starts_with(DASHES);
    // `Atlanta, United States (CNN)` forgot its dash; `the agency (SPA)` in a sentence has no comma.
    let names_place = head[..open].contains(['\u{060C}', ',']) && place.len() <= 6;
    let is_dateline = (is_known || is_capitals) && (has_dash || names_place);
    let end = if has_dash { head.len() - after.len() } else { closed };
    is_dateline.then(|| trimmed(head, end))
}

/// `Reuters -` or `Damascus - SANA -` at the very start.
fn agency_then_dash(head: &str, words: &PageWords) -> Option<usize> {
    let mut done = 0;
    let mut end = None;
    for _ in 0..3 {
        let is_dash = |mark: char| (DASHES.contains(&mark) && mark != '\u{0640}') || mark == ':';
        let Some(dash) = head[done..].find(is_dash).map(|at| at + done) else { return end };
        let part = words.fold_words(&head[done..dash]);
        if part.is_empty() || part.len() > MOST_AGENCY_WORDS {
            return end;
        }
        done = dash
            + head[dash..]
                .chars()
                .take_while(|mark| DASHES.contains(mark) || *mark == ':')
                .map(char::len_utf8)
                .sum::<usize>();
        if words.are_all(&part, |class| class == WordClass::Agency)
            && head[..dash].ends_with(' ') | head[done..].starts_with(' ')
        {
            // A colon after an agency's name is how a quotation begins: only a dash makes it a dateline.
            if head[dash..].starts_with(':') {
                return end;
            }
            end = Some(trimmed(head, done));
        }
    }
    end
}

fn trimmed(head: &str, end: usize) -> usize {
    head[..end].trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::dateline;
    use crate::lines::lines;
    use crate::page_words::of_built_in_lexicon;

    fn check(text: &str, expected: Option<&str>) {
        let words = of_built_in_lexicon();
        let found = dateline(&lines(text)[0], words);
        assert_eq!(found.map(|(span, _)| span.of(text)), expected, "{text}");
    }

    #[test]
    fn place_and_agency_before_the_first_sentence_are_a_dateline() {
        check(
            "دبي، الإمارات العربية المتحدة (CNN)-- قال الوزير إن اللجنة ستجتمع غدا",
            Some("دبي، الإمارات العربية المتحدة (CNN)--"),
        );
        check("كابل (رويترز) - قال مسؤول إن المعبر أعيد فتحه", Some("كابل (رويترز) -"));
        check("القدس ـ (أ ف ب) ـ أعلنت البلدية إغلاق الطريق", Some("القدس ـ (أ ف ب) ـ"));
        check("رويترز - تجددت المواجهات في محيط المدينة القديمة", Some("رويترز -"));
    }

    #[test]
    fn brackets_and_dashes_inside_a_sentence_are_no_dateline() {
        check("أعلن الحلف (الناتو) - في بيان - أنه سيسحب قواته من المدينة", None);
        check("قال الرئيس - وهو في طريقه إلى القمة - إن الاتفاق قريب", None);
        check("بلغ العدد 12 (منهم 3 نساء) وفق البيان الأخير", None);
    }

    #[test]
    fn a_dateline_may_tell_the_day() {
        let text = "بغداد 5 مايو/أيار 2021 (رويترز) - قال متحدث إن القافلة وصلت";
        let words = of_built_in_lexicon();
        let (_, date) = dateline(&lines(text)[0], words).expect("a dateline");
        assert_eq!(date.expect("a date").value, "2021-05-05");
    }
}
