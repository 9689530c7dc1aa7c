//! A voice: the noun phrase that speaks, how far it reaches, and which entity it is.

use marsad_lexicon::{Gender, Number};
use marsad_record::{EntityKind, MentionForm, Span};
use marsad_text::TokenKind;

use super::phrase::{ends_in_alif, extent, is_strange};
use super::words::{Page, mark};

/// No voice is longer.
const REACH: usize = 26;

/// A noun phrase that speaks.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Voice {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) span: Span,
    pub(super) entity: Option<String>,
    pub(super) is_anonymous: bool,
    /// A newspaper, an agency, a channel.
    pub(super) is_medium: bool,
    /// A statement, a report, a film.
    pub(super) is_text: bool,
    /// Something that we know to speak stands in it.
    pub(super) is_sure: bool,
    /// A person is named in it.
    pub(super) has_person: bool,
    /// One noun of a role, a body, a medium: «الوزارة».
    pub(super) is_common: bool,
    /// The folded first noun, without article and clitics.
    pub(super) head: String,
    /// Folded words of it, to meet it again by surname.
    pub(super) words: Vec<String>,
    pub(super) gender: Gender,
    pub(super) number: Number,
}

/// Clitics before the voice that begins at a token, and its last token.
pub(super) fn reach(page: &Page<'_, '_>, first: usize, end: usize) -> Option<(u8, usize)> {
    if speaks_never(page, first) {
        return None;
    }
    let last = share(page, first, end).or_else(|| extent(page, first, end.min(first + REACH)))?;
    Some((lead_of(page, first), last))
}

/// «68 في المئة من المشاركين»، «4%»: the last token of a share of those who were asked.
fn share(page: &Page<'_, '_>, first: usize, end: usize) -> Option<usize> {
    let percent = page.lexicon.vocabulary().class("percent")?;
    if page.text.tokens[first].kind != TokenKind::Number {
        return None;
    }
    let sign = page.sign(first + 1).filter(|sign| matches!(sign, '%' | '\u{066A}')).map(|_| first + 1);
    let word = || page.text.hits.at(first + 1).iter().find(|hit| hit.class == percent).map(|hit| hit.last as usize);
    let last = sign.or_else(word)?;
    let of = last + 2 < end && page.is(last + 1, mark::PREPOSITION) && page.is(last + 1, mark::RELATIVE);
    let whole = if of { extent(page, last + 2, end.min(last + REACH)) } else { None };
    Some(whole.unwrap_or(last))
}

/// «"بالحرية"»، «صورا»، «تسعة»، «جدا»: what no verb of saying has as its subject.
fn speaks_never(page: &Page<'_, '_>, first: usize) -> bool {
    const THEY_DID: &str = "\u{0648}\u{0627}";
    const TO: char = '\u{0644}';
    const TO_THE: &str = "\u{0644}\u{0644}";
    // «وقال للمجلس إن»، «وقالت لشبكة "الأفق" إن»: to whom, not who.
    let form = page.text.form(first);
    let to = form.starts_with(TO_THE) || form.starts_with(TO) && lead_of(page, first) > 0;
    if first > 0 && page.is(first - 1, mark::SAYS) && to {
        return true;
    }
    if page.is(first, mark::PERSON) && first > 0 && page.is(first - 1, mark::SAYS) && are_told(page, first) {
        return true;
    }
    if page.text.tokens[first].kind == TokenKind::Number {
        return !page.is(first + 1, mark::SPEAKER | mark::PREPOSITION) && share(page, first, first + REACH).is_none();
    }
    if page.opens_quote(first) {
        return page.is(first + 1, mark::OF) && !page.is(first + 1, mark::NAME);
    }
    if page.is(first, mark::NAME | mark::TITLE | mark::DEFINITE) {
        return false;
    }
    // «أحد مستخدمي الموقع»: men whose ending is cut before their owner.
    const YEH: char = '\u{064A}';
    let owners = page.text.tokens.len() > first + 2
        && page.text.form(first + 1).ends_with(YEH)
        && page.is(first + 2, mark::DEFINITE | mark::NAME);
    let counted = owners
        || page.is(first + 1, mark::SPEAKER | mark::OF | mark::DEFINITE | mark::NAME)
        || page.is(first + 1, mark::PREPOSITION) && !page.is(first, mark::TIME) && page.is(first + 1, mark::RELATIVE);
    // «لكن مسؤولا قال»، «أن مصدرا أكد»: there the subject has the alif.
    let after_verb = first > 0 && page.is(first - 1, mark::SAYS | mark::VERB);
    let is_subject = first > 0 && page.is(first - 1, mark::THAT | mark::CLAUSE)
        || page.is(first, mark::PERSON | mark::BODY | mark::MEDIUM) && !after_verb;
    let is_verb = page.text.form(first).ends_with(THEY_DID) && !page.is(first, mark::KNOWN);
    // «كثيرا من الشك»: with the alif not even a number of many is a subject.
    let is_object = page.is(first, mark::MUTE) && ends_in_alif(page, first);
    is_verb || page.is(first, mark::MUTE) && !counted || is_object || !is_subject && is_accusative(page, first)
}

/// «حث المتظاهرين»: men in a form that no subject has.
fn are_told(page: &Page<'_, '_>, token: usize) -> bool {
    const OBLIQUE: &str = "\u{064A}\u{0646}";
    const MEN: &str = "\u{0648}\u{0646}";
    let form = page.text.form(token);
    let bare = page.lexicon.without_article(form).unwrap_or(form);
    let is_plural = |hit: &marsad_text::Hit| {
        let row = hit.entry.map(|entry| page.lexicon.row(entry));
        row.is_some_and(|row| {
            page.lexicon.fold(row.get("plural")) == MEN && page.lexicon.fold(row.get("lemma")) != bare
        })
    };
    form.ends_with(OBLIQUE) && page.is(token, mark::DEFINITE) && page.text.hits.at(token).iter().any(is_plural)
}

/// «تقريرا يوضح»: a text that somebody brings out, and what is told of it.
pub(super) fn is_brought_out(page: &Page<'_, '_>, token: usize) -> bool {
    page.is(token, mark::TEXT | mark::OCCASION)
        && !page.is(token, mark::DEFINITE | mark::OF)
        && is_accusative(page, token)
}

/// «صورا»: an indefinite noun with the alif of the accusative, which no subject has.
fn is_accusative(page: &Page<'_, '_>, token: usize) -> bool {
    const ALIF: char = '\u{0627}';
    let form = page.text.form(token);
    let Some(bare) = form.strip_suffix(ALIF).filter(|bare| bare.chars().nth(2).is_some()) else { return false };
    let vocabulary = page.lexicon.vocabulary();
    vocabulary.word(bare).is_some_and(|word| !vocabulary.single(word).is_empty())
}

/// The voice that stands on these tokens.
pub(super) fn on(page: &Page<'_, '_>, first: usize, last: usize) -> Voice {
    describe(page, first, last)
}

/// «وفقا للوزارة»، not «وفقا لمعايير الشركة»: whether what is vouched for can be vouched for by it.
pub(super) fn can_vouch(page: &Page<'_, '_>, voice: &Voice) -> bool {
    const PLURAL: &str = "\u{0627}\u{062A}";
    page.is(voice.first, mark::SPEAKER | mark::TITLE | mark::NAME | mark::OCCASION)
        || is_strange(page, voice.first) && !page.text.form(voice.first).ends_with(PLURAL)
        || page.opens_quote(voice.first)
        || page.text.tokens[voice.first].kind == TokenKind::Number
        || voice.has_person
}

/// Whether the voice on these tokens is a newspaper, an agency, a channel.
pub(super) fn is_medium(page: &Page<'_, '_>, first: usize, last: usize) -> bool {
    let named = (first..=last).filter_map(|token| page.mention_at(token));
    let outlet = named.map(|(mention, _)| mention.kind).find(|kind| *kind != EntityKind::Place);
    page.is(first, mark::MEDIUM) || outlet == Some(EntityKind::Outlet)
}

/// The last token of an apposition between commas: «المتحدث باسم الشرطة، خالد كامل، إن».
pub(super) fn apposition(page: &Page<'_, '_>, first: usize, last: usize, end: usize) -> Option<usize> {
    if page.sign(last + 1) != Some(',') {
        return None;
    }
    let begins = last + 2;
    const WAW: char = '\u{0648}';
    let strange = !page.is(begins, mark::NAME | mark::SPEAKER | mark::TITLE | mark::KNOWN | mark::DEFINITE);
    const VERBAL: [char; 3] = [WAW, '\u{062A}', '\u{064A}'];
    if begins < end && strange && page.text.form(begins).starts_with(VERBAL) {
        return None;
    }
    let noun = page.is(begins, mark::NAME | mark::SPEAKER | mark::TITLE) || !page.is(begins, ANY);
    if begins >= end
        || !noun
        || page.sign(begins).is_some_and(|sign| sign != '"')
        || page.is(begins, mark::AND | mark::OF | mark::MUTE | mark::QUANTIFIER)
    {
        return None;
    }
    let long = extent(page, begins, end.min(begins + REACH))?;
    let is_person = |first: usize, last: usize| {
        (first..=last).any(|token| {
            page.is(token, mark::PERSON | mark::TITLE)
                || page.mention_at(token).is_some_and(|(mention, _)| mention.kind == EntityKind::Person)
        })
    };
    if !is_person(first, last) && !is_person(begins, long)
        || !is_person(first, last) && page.is(first, mark::BODY | mark::MEDIUM)
    {
        return None;
    }
    let closes = matches!(page.sign(long + 1), Some(',' | ':' | '-'))
        || page.is(long + 1, mark::THAT | mark::SAYS | mark::TIME | mark::PREPOSITION)
        || page.is(begins, mark::TITLE) && page.is(long + 1, mark::OCCASION) && page.is(long + 1, mark::OF);
    (closes || page.opens_quote(long + 1)).then_some(long)
}

/// Marks of words that begin no apposition.
const ANY: u64 = mark::THAT
    | mark::PREPOSITION
    | mark::RELATIVE
    | mark::TIME
    | mark::CONJUNCTION
    | mark::VERB
    | mark::SAYS
    | mark::SAYING
    | mark::AUXILIARY
    | mark::CLAUSE
    | mark::NEGATION
    | mark::EVENT
    | mark::OCCASION
    | mark::DEMONSTRATIVE;

fn describe(page: &Page<'_, '_>, first: usize, last: usize) -> Voice {
    let text = page.text;
    let lead = lead_of(page, first);
    let mut span = text.span(first, last);
    if lead > 0 {
        let hit = marsad_text::Hit { lead, ..marsad_text::Hit::found(marsad_lexicon::ClassId(0), first, last, 0) };
        span = text.hit_span(&hit);
    }
    if let Some((mention, _)) = page.mention_at(first) {
        span.start = span.start.max(mention.span.start).min(span.end);
    }
    let head = text.form(first).get(usize::from(lead)..).unwrap_or_default();
    let head = page.lexicon.without_article(head).unwrap_or(head).to_owned();
    let any = |marks: u64| (first..=last).any(|token| page.is(token, marks));
    let (gender, number) = agreement(page, first);
    let mut voice = Voice {
        first,
        last,
        span,
        entity: None,
        is_anonymous: share(page, first, last + 1).is_some()
            || page.is(first, mark::ANONYMOUS) && !(first + 1..=last).any(|token| is_strange(page, token)),
        is_medium: page.is(first, mark::MEDIUM),
        is_text: page.is(first, mark::TEXT),
        is_sure: any(mark::SPEAKER | mark::TITLE)
            || names_somebody(page, first, last) && !page.is(first, mark::EVENT)
            || is_strange(page, first)
            || page.opens_quote(first)
            || share(page, first, last + 1).is_some(),
        has_person: false,
        is_common: first == last && page.is(first, mark::SPEAKER) && page.is(first, mark::DEFINITE),
        head,
        words: words(page, first, last),
        gender,
        number,
    };
    identify(page, &mut voice);
    voice
}

/// A person, a group, a state; not a mere place.
fn names_somebody(page: &Page<'_, '_>, first: usize, last: usize) -> bool {
    let mut named = (first..=last).filter_map(|token| Some((token, page.mention_at(token)?.0)));
    named.any(|(token, mention)| {
        mention.kind != EntityKind::Place && (token == first || mention.form != MentionForm::Nisba)
    })
}

/// Folded bytes of the clitics before a voice.
fn lead_of(page: &Page<'_, '_>, token: usize) -> u8 {
    if !page.is(token, mark::AND | mark::OF) {
        return 0;
    }
    // «وكيل النيابة»: a noun that speaks, not a conjunction and a verb.
    let whole = |hit: &marsad_text::Hit| hit.lead == 0 && page.is_speaker_class(hit.class);
    if page.text.hits.at(token).iter().any(whole) {
        return 0;
    }
    let readings = page.text.readings(token);
    // «ولايتا فلوريدا»: what is left of an unknown word is no name.
    const AND: [char; 2] = ['\u{0648}', '\u{0641}'];
    let vocabulary = page.lexicon.vocabulary();
    let known = readings.iter().any(|reading| reading.lead > 0 && !vocabulary.single(reading.word).is_empty());
    if page.text.form(token).starts_with(AND) && !known && !page.is(token, mark::NAME | mark::DEFINITE) {
        return 0;
    }
    readings
        .iter()
        .filter(|reading| reading.lead > 0)
        .map(|reading| (reading.tail, reading.lead))
        .min()
        .map_or(0, |(_, lead)| lead)
}

/// The content words of a voice, to meet it again.
fn words(page: &Page<'_, '_>, first: usize, last: usize) -> Vec<String> {
    let plain = |token: &usize| page.text.tokens[*token].kind != TokenKind::Mark && !page.is(*token, mark::PREPOSITION);
    let bare = |token: usize| {
        let form = page.text.form(token);
        page.lexicon.without_article(form).unwrap_or(form).to_owned()
    };
    (first..=last).filter(plain).map(bare).collect()
}

/// Gender and number as the first noun shows them.
fn agreement(page: &Page<'_, '_>, first: usize) -> (Gender, Number) {
    let vocabulary = page.lexicon.vocabulary();
    if let Some((mention, _)) = page.mention_at(first).filter(|(mention, _)| mention.form != MentionForm::Nominal) {
        // A name's letters show no gender («سوريا» is no accusative adjective), but states are feminine, save a few.
        let masculine = vocabulary.class("masculine-name").is_some_and(|class| page.text.is(first, class));
        let is_state = mention.kind == EntityKind::State && mention.form == MentionForm::Name && !masculine;
        let gender = if is_state { Gender::Feminine } else { Gender::Unknown };
        return (gender, Number::Unknown);
    }
    let features =
        page.text.hits.at(first).iter().filter_map(|hit| hit.entry).map(|entry| vocabulary.entry(entry).features);
    features
        .filter(|features| features.gender != Gender::Unknown && features.person == 0)
        .map(|features| (features.gender, features.number))
        .next()
        .unwrap_or((Gender::Unknown, Number::Unknown))
}

/// Which entity a voice is: the person named in it, else the outlet or organisation that is its head, else the state.
pub(super) fn identify(page: &Page<'_, '_>, voice: &mut Voice) {
    let inside = (voice.first..=voice.last).filter_map(|token| page.mention_at(token)).map(|(mention, _)| mention);
    let several = inside.clone().filter(|mention| mention.form != MentionForm::Nisba).count() > 1;
    let mut best: Option<(u8, &marsad_record::Mention)> = None;
    for mention in inside {
        // «المتحدث باسم الحركة»: a noun is no name where another mention says who is meant.
        if several && mention.form == MentionForm::Nominal {
            continue;
        }
        let rank = match mention.kind {
            EntityKind::Person => 0,
            _ if mention.form == MentionForm::Nisba => 5,
            EntityKind::Outlet => 1,
            EntityKind::Organisation => 2,
            EntityKind::Group => 3,
            EntityKind::State => 4,
            EntityKind::Place => continue,
        };
        if best.is_none_or(|(other, _)| rank < other) {
            best = Some((rank, mention));
        }
    }
    let Some((rank, mention)) = best else { return };
    voice.has_person = rank == 0;
    if voice.has_person {
        voice.is_anonymous = false;
        voice.is_medium = false;
    }
    let head = voice.first + usize::from(page.opens_quote(voice.first));
    let begins = page.mention_at(head).is_some_and(|(first, _)| first.span == mention.span);
    voice.is_medium |= rank == 1 && begins;
    // «مسؤول في وزارة الدفاع» is not the ministry; «المتحدث باسم الجيش» speaks for it.
    if voice.is_anonymous && !begins && !voice.is_medium {
        // «تقرير مجلس الأمن» is the council's word.
        if voice.is_text && rank < 5 {
            voice.is_anonymous = false;
            voice.entity.clone_from(&mention.entity);
        }
        return;
    }
    // «الوزير الأمريكي» and «الصحيفة الأمريكية» are not America.
    if rank == 5 && !begins && page.is(voice.first, mark::PERSON | mark::MEDIUM | mark::TEXT) {
        return;
    }
    voice.entity.clone_from(&mention.entity);
}

/// The name by which the record calls a voice.
pub(super) fn name(voice: &Voice, page: &Page<'_, '_>) -> String {
    voice.span.of(page.text.original).trim_matches(['"', '\u{AB}', '\u{BB}', '\u{201C}', '\u{201D}']).to_owned()
}
