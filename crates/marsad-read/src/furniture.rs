//! Kinds of lines that no list of phrases can hold: self-descriptions, counters, credits, slogans, hashtags.

use marsad_record::ChromeKind;

use crate::cues::Zone;
use crate::lines::{Ending, Line};
use crate::page_words::{PageWords, WordClass};

/// The most words of a credit line.
const MOST_CREDIT_WORDS: usize = 8;

/// The most words of a line by which a page tells whose it is.
const MOST_INTRODUCTION_WORDS: usize = 14;

/// What a credit line names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Credit {
    /// The writer.
    pub(crate) person: Option<String>,
    /// The newsroom, where its name is not a mere desk or agency.
    pub(crate) house: Option<String>,
}

/// `A research institute concerned with ..., founded in ...`: a site that describes itself.
pub(crate) fn describes_itself(line: &Line<'_>, words: &PageWords) -> bool {
    if line.text.len() > 1200 {
        return false;
    }
    // The site's name may stand before its description.
    let after_name =
        line.text.split_once([':', '|', '\u{2013}', '-']).filter(|(name, _)| name.split_whitespace().count() <= 4);
    [Some(line.text), after_name.map(|(_, description)| description)].into_iter().flatten().any(|text| {
        let opening = words.fold_words(text.split_ascii_whitespace().next().unwrap_or_default());
        if words.taken(&opening, |class| class == WordClass::Institution) == 0 {
            return false;
        }
        let folded = words.fold_words(text);
        let is = |at: usize, wanted: WordClass| words.taken(&folded[at..], |class| class == wanted) > 0;
        // A site's description starts with what it is; news about a site starts with a verb.
        folded.len() >= 6
            && is(0, WordClass::Institution)
            && (1..folded.len()).filter(|at| is(*at, WordClass::Purpose)).count() >= 2
    })
}

/// `1,250 views`, `reading time: 3 minutes`, `3 hours ago`.
pub(crate) fn is_counter(line: &Line<'_>, words: &PageWords) -> bool {
    if line.text.len() > 120 {
        return false;
    }
    let folded = words.fold_words(line.text);
    // A lone letter is what is left of an icon.
    let is_number = |word: &&String| word.chars().all(char::is_numeric) || (word.len() == 1 && word.is_ascii());
    let spoken: Vec<String> = folded.iter().filter(|word| !is_number(word)).cloned().collect();
    let is = |at: usize, wanted: WordClass| words.taken(&spoken[at..], |class| class == wanted) > 0;
    let counts = (0..spoken.len()).any(|at| is(at, WordClass::Counter));
    let has_number = line.text.chars().any(char::is_numeric);
    let is_about_counts =
        words.are_all(&spoken, |class| matches!(class, WordClass::Counter | WordClass::CounterFiller));
    let is_counted = has_number || (spoken.len() >= 2 && is(0, WordClass::CounterFiller));
    counts && spoken.len() <= 6 && is_about_counts && is_counted
}

/// A row of buttons: `Facebook Twitter WhatsApp`.
pub(crate) fn is_buttons(line: &Line<'_>, words: &PageWords) -> bool {
    let is_button = |part: &str| {
        words
            .cues
            .find(part, Zone::Edge, &words.folding)
            .is_some_and(|found| found.is_bare && found.kind == ChromeKind::Share)
    };
    (2..=10).contains(&line.words(11)) && line.text.len() <= 200 && line.text.split_whitespace().all(is_button)
}

/// A path of sections: `News | Iraq`.
pub(crate) fn is_path(line: &Line<'_>, words: &PageWords) -> bool {
    let is_step = |part: &str| {
        let folded = words.fold_words(part);
        words.are_all(&folded, |class| class == WordClass::Place)
            || words
                .cues
                .find(part.trim(), Zone::Edge, &words.folding)
                .is_some_and(|found| found.is_bare && found.kind == ChromeKind::Navigation)
    };
    let parts: Vec<&str> = line.text.split(['|', '>', '/', '\u{00BB}', '\u{203A}', '\\']).collect();
    line.text.len() <= 160 && parts.len() >= 2 && parts.iter().all(|part| is_step(part))
}

/// `Trucks at the crossing (Reuters)`, `Trucks at the crossing - archive`: a short line that ends by naming who made the picture.
pub(crate) fn credits_picture(line: &Line<'_>, words: &PageWords) -> bool {
    if line.is_paragraph() || line.text.len() > 300 || line.text.matches(['(', '[']).count() > 1 {
        return false;
    }
    let in_brackets = line.text.strip_suffix([')', ']']).and_then(|text| text.rsplit_once(['(', '[']));
    let after_dash =
        || line.text.rsplit_once([" - ", " \u{2013} ", " | "].iter().copied().find(|dash| line.text.contains(*dash))?);
    let Some((caption, credit)) = in_brackets.or_else(after_dash) else { return false };
    let folded = words.fold_words(credit);
    let names_agency = words.are_all(&folded, |class| matches!(class, WordClass::Agency | WordClass::Archive))
        || (in_brackets.is_some() && words.outlets.known(credit, &words.folding).is_some());
    let is_archive = words.are_all(&folded, |class| class == WordClass::Archive);
    caption.split_whitespace().nth(1).is_some() && (is_archive || (names_agency && in_brackets.is_some()))
}

/// A line of nothing but hashtags, or of nothing but marks.
pub(crate) fn is_tags_or_marks(line: &Line<'_>) -> bool {
    let mut parts = line.text.split_whitespace().peekable();
    let all_tags = parts.peek().is_some() && parts.all(|part| part.starts_with('#'));
    // Two or three Latin letters alone are an icon's name.
    let is_scrap = line.text.len() <= 3 && line.text.is_ascii();
    all_tags || is_scrap || !line.text.chars().any(char::is_alphanumeric)
}

/// Letters stretched for show in two places: a slogan, not prose.
pub(crate) fn is_stretched(line: &Line<'_>) -> bool {
    line.text.len() <= 200 && line.text.matches("\u{0640}\u{0640}").count() >= 2 && line.ending() == Ending::Nothing
}

/// Only agencies and desks: `AFP / Reuters`, `agencies`.
pub(crate) fn is_agencies(line: &Line<'_>, words: &PageWords) -> bool {
    if line.text.len() > 120 || line.ending() == Ending::FullStop {
        return false;
    }
    let folded = words.fold_words(line.text);
    let is_agency = |class| matches!(class, WordClass::Agency | WordClass::Desk);
    words.are_all(&folded, is_agency)
        && (0..folded.len()).any(|at| words.taken(&folded[at..], |class| class == WordClass::Agency) > 0)
}

/// `Translations - Al-Siyaq`, `Beirut - So-and-so`, `So-and-so | Agencies`: short parts between separators.
pub(crate) fn credit(line: &Line<'_>, words: &PageWords) -> Option<Credit> {
    if line.text.len() > 160
        || line.words(MOST_CREDIT_WORDS + 1) > MOST_CREDIT_WORDS
        || line.ending() != Ending::Nothing
    {
        return None;
    }
    let parts: Vec<&str> = split_credit(line.text).flat_map(|part| part.split(": ")).map(str::trim).collect();
    if !(2..=4).contains(&parts.len()) {
        return None;
    }
    let folded: Vec<Vec<String>> = parts.iter().map(|part| words.fold_words(part)).collect();
    if parts
        .iter()
        .zip(&folded)
        .any(|(part, folded)| folded.is_empty() || folded.len() > 4 || part.chars().any(char::is_numeric))
    {
        return None;
    }
    let is_frame = |folded: &Vec<String>| {
        words.are_all(folded, |class| matches!(class, WordClass::Agency | WordClass::Desk | WordClass::Place))
    };
    let is_house = |part: &str| {
        words.outlets.known(part, &words.folding).is_some()
            || (part.starts_with('\u{00AB}') && part.ends_with('\u{00BB}'))
    };
    let frames = folded.iter().filter(|part| is_frame(part)).count();
    let house =
        parts.iter().find(|part| is_house(part)).map(|house| house.trim_matches(['\u{00AB}', '\u{00BB}']).to_owned());
    // A colon stands in headlines, too: then nothing but places, desks and houses may stand around it.
    if line.text.contains(": ") && !parts.iter().zip(&folded).all(|(part, folded)| is_frame(folded) || is_house(part)) {
        return None;
    }
    let rest: Vec<&str> = parts
        .iter()
        .zip(&folded)
        .filter(|(part, folded)| !is_frame(folded) && !is_house(part))
        .map(|(part, _)| *part)
        .collect();
    let person =
        rest.iter().find(|part| (2..=4).contains(&part.split_whitespace().count())).map(|part| (*part).to_owned());
    // Beside a desk or a place one unknown word is the name of the house.
    let one_word =
        rest.iter().find(|part| frames > 0 && part.split_whitespace().count() == 1).map(|part| (*part).to_owned());
    let has_agency = folded.iter().any(|part| words.are_all(part, |class| class == WordClass::Agency));
    let house = house.or(one_word.filter(|_| !has_agency && person.is_none()));
    (frames > 0 || house.is_some() || person.is_some()).then_some(Credit { person, house })
}

/// The parts of a credit line: a dash counts with a space on at least one side.
fn split_credit(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let cut = text.char_indices().find(|(at, mark)| {
            let spaced = text[..*at].ends_with(' ') || text[at + mark.len_utf8()..].starts_with(' ');
            matches!(mark, '|' | '/' | '\u{2022}' | '\u{2014}')
                || (spaced && matches!(mark, '-' | '\u{2013}' | '\u{0640}'))
        });
        let (part, after) = match cut {
            Some((at, mark)) => (&text[..at], Some(&text[at + mark.len_utf8()..])),
            None => (text, None),
        };
        rest = after;
        Some(part.trim())
    })
    .filter(|part| !part.is_empty())
}

/// The name in a byline: what stands after the cue, without a date, a place, the house or a closing colon.
pub(crate) fn name_in_byline(rest: &str, words: &PageWords) -> Option<String> {
    let rest = rest.trim_matches(|mark: char| !mark.is_alphanumeric());
    let name = split_credit(rest).find(|part| {
        let folded = words.fold_words(part);
        let is_frame =
            words.are_all(&folded, |class| matches!(class, WordClass::Agency | WordClass::Desk | WordClass::Place));
        let is_known = words.outlets.known(part, &words.folding).is_some();
        (2..=5).contains(&folded.len())
            && !is_frame
            && !is_known
            && !part.contains(['(', ':'])
            && !part.chars().any(char::is_numeric)
    })?;
    let name = name.split(['\u{060C}', ',']).next().unwrap_or(name);
    let name = name.trim_matches(|mark: char| !mark.is_alphanumeric());
    (!name.is_empty()).then(|| name.to_owned())
}

/// `Al-So-and-so: a newspaper that ...`: the page tells whose it is; answers with the name.
pub(crate) fn introduces_itself<'t>(line: &Line<'t>, words: &PageWords) -> Option<&'t str> {
    let (name, description) =
        line.text.split_once(':').filter(|_| line.words(MOST_INTRODUCTION_WORDS + 1) <= MOST_INTRODUCTION_WORDS)?;
    let first = words.fold_words(description.split_ascii_whitespace().next()?);
    let is_introduced = words.taken(&first, |class| class == WordClass::Institution) > 0
        && (1..=4).contains(&words.fold_words(name).len());
    let is_quoted = description.trim_start().starts_with(['"', '\u{00AB}', '\u{201C}']);
    (is_introduced && !is_quoted && description.split_ascii_whitespace().nth(2).is_some()).then(|| name.trim())
}

/// `(Reuters) to follow`, `(Agency) m h/r k`, `sm/hs/kt`: how a wire signs off.
pub(crate) fn is_sign_off(line: &Line<'_>) -> bool {
    let initials = |part: &str| (1..=4).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic);
    if line.text.contains('/') && line.text.split('/').all(initials) {
        return true;
    }
    let Some((inside, rest)) = line.text.strip_prefix('(').and_then(|text| text.split_once(')')) else { return false };
    inside.split_whitespace().count() <= 4 && rest.split_whitespace().count() <= 4 && line.ending() == Ending::Nothing
}

#[cfg(test)]
mod tests {
    use super::{Credit, credit, describes_itself, is_agencies, is_counter, name_in_byline};
    use crate::lines::lines;
    use crate::page_words::of_built_in_lexicon;

    fn words() -> &'static crate::page_words::PageWords {
        of_built_in_lexicon()
    }

    #[test]
    fn a_site_that_describes_itself_is_not_news_of_a_site() {
        let words = words();
        let is = |text: &str| describes_itself(&lines(text)[0], words);
        assert!(is("مركز بحثي مستقل يعنى بقضايا شرق أفريقيا، تأسس سنة 2011 ويصدر دراسات فصلية"));
        assert!(is("منصة إخبارية شاملة تغطي أخبار المنطقة وتقدم التحليل والرأي"));
        assert!(!is("أغلقت السلطات مركزا بحثيا مستقلا يعنى بقضايا شرق أفريقيا"));
        assert!(!is("مركز صحي جديد يفتح أبوابه لسكان القرية بعد عامين من الانتظار"));
    }

    #[test]
    fn counters_are_numbers_beside_what_they_count() {
        let words = words();
        assert!(is_counter(&lines("1,250 مشاهدة")[0], words));
        assert!(is_counter(&lines("وقت القراءة: 3 دقائق")[0], words));
        assert!(!is_counter(&lines("مقتل 3 في انفجار")[0], words));
    }

    #[test]
    fn a_credit_names_the_writer_or_the_house() {
        let words = words();
        let of = |text: &str| credit(&lines(text)[0], words);
        assert_eq!(of("عمّان - سلمى الحاج"), Some(Credit { person: Some("سلمى الحاج".into()), house: None }));
        assert_eq!(of("ترجمات - المرفأ"), Some(Credit { person: None, house: Some("المرفأ".into()) }));
        assert_eq!(of("محادثات غير مباشرة في مسقط"), None);
        assert!(is_agencies(&lines("رويترز / أ ف ب")[0], words));
        assert!(!is_agencies(&lines("رويترز: انفجار")[0], words));
    }

    #[test]
    fn the_writer_is_named_without_what_stands_around_the_name() {
        assert_eq!(name_in_byline("- ليلى عبد الله:", words()).as_deref(), Some("ليلى عبد الله"));
        assert_eq!(name_in_byline(": رويترز - سامر نجم", words()).as_deref(), Some("سامر نجم"));
    }
}
