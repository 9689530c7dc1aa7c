//! Where the content of a reporting verb begins: after «أن», a colon, a quotation mark, the verb's own preposition, or
//! as its object; and whether it begins at all.

use std::ops::Range;

use marsad_lexicon::{EntryId, Row};
use marsad_record::Stance;

use super::cue::{Cue, Side};
use super::words::{Page, mark};

/// An aside between voice and content is no longer than this.
const REACH: usize = 36;

/// The same after a voice that we do not know to speak.
const SHORT_REACH: usize = 9;

/// What opens the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// «أن»، a colon or a quotation mark.
    Clause,
    /// The verb's preposition.
    Preposition,
    /// Nothing: the content is the verb's object.
    Object,
}

/// Where content begins.
#[derive(Debug, Clone)]
pub(super) struct Opening {
    /// Its first token.
    pub(super) start: usize,
    /// Tokens between the cue and the content.
    pub(super) aside: Range<usize>,
    pub(super) kind: Kind,
    /// The row of the lexicon that the verb is.
    pub(super) verb: Option<EntryId>,
    /// What the content makes of the verb: «زعم مسؤوليته عن».
    pub(super) stance: Option<Stance>,
    /// A preposition is written before the first token.
    pub(super) is_joined: bool,
    /// It begins with a quotation mark.
    pub(super) is_quoted: bool,
}

/// The opening of the content of `cues[index]` in a sentence that ends at `end`.
pub(super) fn find(page: &Page<'_, '_>, cues: &[Cue], index: usize, end: usize) -> Option<Opening> {
    let cue = &cues[index];
    let no_noun = |first: usize| {
        page.is(first, mark::DEMONSTRATIVE)
            || page.is(first, mark::ADJECTIVE | mark::NISBA) && !page.is(first, mark::DEFINITE | mark::SPEAKER)
    };
    let is_place = |first: usize| {
        page.mention_at(first).is_some_and(|(mention, _)| mention.kind == marsad_record::EntityKind::Place)
    };
    let no_voice =
        |first: usize, is_sure: bool| no_noun(first) && !page.is(first, mark::NAME) || !is_sure && is_place(first);
    if cue.voice().is_some_and(|voice| no_voice(voice.first, voice.is_sure)) {
        return None;
    }
    let from = cue.last + 1;
    // «جاء في البيان أن»: such a verb tells only of a text.
    let in_text = |verb: &EntryId| is_listed(page, page.lexicon.row(*verb), "in-text");
    let text = cue.voice().map_or_else(|| page.is(from, mark::PREPOSITION), |voice| voice.is_text);
    if !text && !cue.verbs.is_empty() && cue.verbs.iter().all(in_text) {
        return None;
    }
    let told = cue.verbs.iter().map(|verb| page.lexicon.row(*verb).get("stance"));
    // «أدانت المحكمة الجندي»: a sentence is no reproach.
    let court = page.lexicon.vocabulary().class("court");
    let sits = |voice: &super::voice::Voice| court.is_some_and(|court| page.text.is(voice.first, court));
    if cue.voice().is_some_and(sits) && told.clone().all(|stance| stance == Stance::Condemns.name()) {
        return None;
    }
    // «أثبت اللاعب أنه الأفضل»: a man proves by what he does.
    let by_deed = |verb: &EntryId| is_listed(page, page.lexicon.row(*verb), "proves");
    let finds = cue.voice().is_none_or(|voice| voice.is_text || page.is(voice.first, mark::BODY | mark::ANONYMOUS));
    if !finds && !cue.verbs.is_empty() && cue.verbs.iter().all(by_deed) {
        return None;
    }
    if cue.nobody && !told.clone().any(|stance| stance == Stance::Asserts.name()) {
        return None;
    }
    let unsure = cue.voice().is_some_and(|voice| !voice.is_sure);
    if let Some(described) = described(page, cue, from, end).filter(|_| !unsure) {
        return Some(described);
    }
    if let Some((start, aside_end, is_quoted)) = clause(page, cues, index, end)
        .filter(|(start, _, _)| !is_beyond(page, cue, from, *start, end) && !lacks_noun(page, cue, from, *start))
    {
        let verb = cue.verbs.iter().copied().min_by_key(|verb| clause_rank(page, page.lexicon.row(*verb)));
        return Some(Opening {
            start,
            aside: from..aside_end,
            kind: Kind::Clause,
            verb,
            stance: None,
            is_joined: false,
            is_quoted,
        });
    }
    if cue.nobody {
        return None;
    }
    if let Some(claimed) = responsibility(page, cue, from, end) {
        return Some(claimed);
    }
    let limit =
        cues.get(index + 1..).into_iter().flatten().map(|next| next.first).find(|first| *first >= from).unwrap_or(end);
    let sure = cue.voice().is_none_or(|voice| voice.is_sure);
    let noun = after_asides(page, from, end.min(from + REACH));
    let mut object = None;
    for verb in &cue.verbs {
        let row = page.lexicon.row(*verb);
        let complement: Vec<&str> = row.list("complement").chain(extra(page, row)).collect();
        let nouns: Vec<&str> = complement.iter().copied().filter(|word| is_noun(word, page)).collect();
        if !nouns.is_empty() {
            // «وجهت إلى الحارس اتهامات»: nobody is said to accuse.
            if cue.same && page.is(from, mark::PREPOSITION | mark::OF) && !page.is(from - 1, mark::AND | mark::SAYING) {
                continue;
            }
            if let Some(at) = nouns.iter().find_map(|word| noun_within(page, word, noun, limit)) {
                let claims = row.get("stance") == Stance::ClaimsResponsibility.name();
                let start = if claims { at } else { noun };
                return Some(opening(from, start, start, Kind::Object, *verb, false, page));
            }
            continue;
        }
        for word in complement.iter().filter(|word| !matches!(**word, "object" | "direct")) {
            let folded = page.lexicon.fold(word);
            if page.lexicon.vocabulary().class("complementiser").is_some_and(|class| is_of(page, &folded, class)) {
                continue;
            }
            // «نقل التلفزيون عن مصدر عسكري، الخبر ذاته»: whom one quotes is no part of what one tells.
            // «أعلن الموقع عن إطلاق خدمة»: a verb of saying has the preposition for what it says.
            let own = row.get("how") == "says" && noun < end && page.text.form(noun) == &*folded;
            if let Some(quoted) =
                cues.get(index + 1).filter(|next| !own && next.first == noun && next.rule.ends_with("/quoted-from"))
            {
                let start = after_asides(page, quoted.last + 1, end.min(from + REACH));
                let told = start < end && page.is(start, mark::DEFINITE | mark::EVENT) && row.get("how") == "reports";
                if told && !page.is(start, mark::VERB | mark::OF) && sure {
                    return Some(opening(from, start, start, Kind::Object, *verb, false, page));
                }
                continue;
            }
            if let Some((start, joined)) =
                preposition(page, &folded, noun, end).filter(|(start, _)| sure && !is_telling_itself(page, *start))
            {
                return Some(opening(from, start, noun, Kind::Preposition, *verb, joined, page));
            }
            if sure
                && let Some(at) = past_asides(page, &folded, from..noun, limit)
                && let Some((start, joined)) = preposition(page, &folded, at, end)
            {
                return Some(opening(from, start, at, Kind::Preposition, *verb, joined, page));
            }
            if sure
                && has_addressee(page, row)
                && let Some(at) = (noun..limit.min(noun + 14))
                    .take_while(|at| goes_on(page, *at, noun) || is_comma_before(page, &folded, *at, end))
                    .find(|at| preposition(page, &folded, *at, end).is_some())
                && at > noun
            {
                // «أبلغ الوزير السفير برفضه»: whom one tells is no part of what one tells.
                if is_listed(page, row, "informs")
                    && let Some((start, joined)) = preposition(page, &folded, at, end)
                {
                    return Some(opening(from, start, at, Kind::Preposition, *verb, joined, page));
                }
                return Some(opening(from, noun, noun, Kind::Object, *verb, false, page));
            }
            if sure
                && has_addressee(page, row)
                && let Some(at) = past_relative(page, noun, end)
                && let Some((start, joined)) = preposition(page, &folded, at, end)
            {
                return Some(opening(from, start, at, Kind::Preposition, *verb, joined, page));
            }
        }
        if object.is_none() && sure && noun < limit && takes_object(page, row, cue) {
            object = Some(*verb);
        }
    }
    let verb = object.filter(|_| !cue.has_pronoun)?;
    // «أعلن سالم كريم المدير الفني القائمة»: a role after a name is an apposition, not what is announced.
    let role = cue.voice().is_some()
        && page.is(noun, mark::PERSON)
        && page.is(noun, mark::DEFINITE)
        && page.mention_at(noun).is_none_or(|(mention, _)| mention.form == marsad_record::MentionForm::Nominal);
    let noun = match super::voice::reach(page, noun, end).filter(|_| role && announces(page, page.lexicon.row(verb))) {
        Some((_, last)) => after_asides(page, last + 1, end.min(last + REACH)),
        None => noun,
    };
    let opines = page.lexicon.row(verb).get("stance") == Stance::Opines.name();
    // «هو يعتبر خصما»: with the voice before it such a verb is as often passive.
    // «تعتبر المدينة إحدى الوجهات»: so is one with nothing definite that is held to be something.
    let held = page.is(noun, mark::DEFINITE | mark::NAME | mark::DEMONSTRATIVE) || page.opens_quote(noun);
    let tense = page.lexicon.vocabulary().entry(verb).features.tense;
    let is_passive = opines
        && (cue.voice_first && !is_listed(page, page.lexicon.row(verb), "describes")
            || tense == marsad_lexicon::Tense::Imperfect && !held);
    if noun >= limit || is_passive || cue.same && opines && !cue.verb.is_some_and(|verb| page.is(verb, mark::SAYING)) {
        return None;
    }
    let joined = page.is(noun, mark::AND | mark::OF) && !page.is(noun, mark::NAME);
    // «تظهر صورة المدرب، كوبر»: right after the voice and a comma a name is an apposition.
    let apposed = noun == from + 1 && page.sign(from) == Some(',') && !page.is(noun, mark::EVENT);
    // «واقترح حزب "بيتنا" المتطرف، الذي»: one word before a comma is what is left of the voice.
    let is_rest = page.sign(noun + 1) == Some(',') && page.is(noun, mark::DEFINITE) && !page.is(noun, mark::EVENT);
    let good = !is_rest
        && !page.is(
            noun,
            mark::PREPOSITION | mark::RELATIVE | mark::CLAUSE | mark::CONJUNCTION | mark::SAYS | mark::AUXILIARY,
        )
        && page.sign(noun).is_none_or(|sign| sign == '"')
        && !joined
        && !apposed
        && !is_mere_name(page, noun, end);
    good.then(|| opening(from, noun, noun, Kind::Object, verb, false, page))
}

fn opening(
    from: usize,
    start: usize,
    aside: usize,
    kind: Kind,
    verb: EntryId,
    joined: bool,
    page: &Page<'_, '_>,
) -> Opening {
    let is_quoted = page.opens_quote(start);
    Opening { start, aside: from..aside.max(from), kind, verb: Some(verb), stance: None, is_joined: joined, is_quoted }
}

/// «انتقد الحزب الحكومة»: whom one speaks of is not what one says.
fn is_mere_name(page: &Page<'_, '_>, noun: usize, end: usize) -> bool {
    let last = page.mention_at(noun).map(|(_, last)| last);
    last.is_some_and(|last| last + 1 >= end || page.sign(last + 1).is_some_and(|sign| sign != '"' && sign != '('))
}

/// «تخشى من تحول "الشارع"»: a quotation far behind the verb's own preposition is a part of what is told.
fn is_beyond(page: &Page<'_, '_>, cue: &Cue, from: usize, start: usize, end: usize) -> bool {
    let quoted = start > 0 && page.opens_quote(start - 1) && !page.is(start.saturating_sub(2), mark::THAT);
    let noun = after_asides(page, from, end.min(from + REACH));
    let own = |verb: &EntryId| {
        let row = page.lexicon.row(*verb);
        row.get("how") == "says"
            && row.list("complement").chain(extra(page, row)).any(|word| {
                preposition(page, &page.lexicon.fold(word), noun, end).is_some_and(|(at, _)| start > at + 2)
            })
    };
    quoted && cue.voice().is_none_or(|voice| voice.is_sure) && cue.verbs.iter().any(own)
}

/// «رفض أن يبيع»: a verb that tells something only of a noun of telling («رفض الاتهام بأنه») without that noun.
fn lacks_noun(page: &Page<'_, '_>, cue: &Cue, from: usize, start: usize) -> bool {
    !cue.verbs.is_empty() && cue.verbs.iter().all(|verb| needs_noun(page, *verb, from..start))
}

/// Whether none of the nouns stands there with which alone a verb tells something.
pub(super) fn needs_noun(page: &Page<'_, '_>, verb: EntryId, near: Range<usize>) -> bool {
    let row = page.lexicon.row(verb);
    let mut nouns = row.list("complement").filter(|word| is_noun(word, page)).peekable();
    nouns.peek().is_some() && nouns.all(|noun| noun_within(page, noun, near.start, near.end).is_none())
}

/// «عبر المبعوث، خلال خطاب له، عن قلقه»: the verb's own preposition behind an aside that another one opens.
fn past_asides(page: &Page<'_, '_>, folded: &str, aside: Range<usize>, limit: usize) -> Option<usize> {
    let (noun, class) = (aside.end, page.lexicon.vocabulary().class("aside-word"));
    let opens = !aside.is_empty()
        || page.is(noun, mark::PREPOSITION) && page.is(noun + 1, mark::OCCASION | mark::TIME | mark::TEXT)
        || noun < limit && class.is_some_and(|class| page.text.is(noun, class));
    let long = folded.chars().nth(1).is_some();
    let other = mark::VERB | mark::THAT | mark::SAYS | mark::SAYING | mark::RELATIVE | mark::CLAUSE;
    let stops = |at: usize| {
        page.sign(at).is_some_and(|sign| sign != ',') || page.is(at, other) && !page.is(at, mark::NAME | mark::DEFINITE)
    };
    let mut near = (noun..limit.min(noun + 14)).take_while(|at| !stops(*at));
    near.find(|at| opens && long && page.text.form(*at) == folded)
}

/// «وصف الوزير القرار بأنه متسرع»: what is described belongs to what is said of it.
fn described(page: &Page<'_, '_>, cue: &Cue, from: usize, end: usize) -> Option<Opening> {
    let verb = cue.verbs.iter().copied().find(|verb| is_listed(page, page.lexicon.row(*verb), "describes"))?;
    let preposition_of = page.lexicon.row(verb).list("complement").next()?;
    let folded = page.lexicon.fold(preposition_of);
    let noun = after_asides(page, from, end.min(from + REACH));
    let begins = |at: usize| {
        at < end
            && (page.is(at, mark::THAT) && page.text.form(at).starts_with(&*folded)
                || preposition(page, &folded, at, end).is_some())
    };
    if noun >= end || begins(noun) || page.is(noun, mark::VERB | mark::PREPOSITION | mark::THAT) {
        return None;
    }
    let reach = (noun..end.min(noun + 24)).take_while(|at| page.sign(*at).is_none_or(|sign| sign != ':'));
    let at = reach.skip(1).find(|at| begins(*at))?;
    (at > noun).then(|| opening(from, noun, noun, Kind::Object, verb, false, page))
}

/// Whether the lemma of a row is in a class of the word list.
pub(super) fn is_listed(page: &Page<'_, '_>, row: Row<'_>, class: &str) -> bool {
    let class = page.lexicon.vocabulary().class(class);
    class.is_some_and(|class| is_of(page, &page.lexicon.fold(row.get("lemma")), class))
}

/// «أعلنت الجماعة مسؤوليتها عن الهجوم»، whatever the verb.
fn responsibility(page: &Page<'_, '_>, cue: &Cue, from: usize, end: usize) -> Option<Opening> {
    let class = page.lexicon.vocabulary().class("responsibility")?;
    let noun = after_asides(page, from, end.min(from + REACH));
    if noun >= end || !page.text.is(noun, class) {
        return None;
    }
    let verb = cue.verbs.iter().copied().find(|verb| {
        let stance = page.lexicon.row(*verb).get("stance");
        stance == Stance::Asserts.name() || stance == Stance::ClaimsResponsibility.name()
    })?;
    let claimed = opening(from, noun, noun, Kind::Object, verb, false, page);
    Some(Opening { stance: Some(Stance::ClaimsResponsibility), ..claimed })
}

/// The first token of a clause after «أن», a colon or a quotation mark, over any asides: `(start, end of asides, quoted)`.
fn clause(page: &Page<'_, '_>, cues: &[Cue], index: usize, end: usize) -> Option<(usize, usize, bool)> {
    let from = cues[index].last + 1;
    if page.sign(from - 1) == Some(':') {
        return Some((skip_quote(page, from), from, page.opens_quote(from)));
    }
    let unsure = cues[index].voice().is_some_and(|voice| !voice.is_sure);
    let end_of_reach = end.min(from + if unsure { SHORT_REACH } else { REACH });
    let (mut at, mut loose, mut relative, mut plain) = (from, false, false, 0);
    // «رد على الذين يرون أنه»: the «أن» of a verb of the aside is not the cue's.
    let mut others_that = false;
    let (mut others, mut grounded) = (index + 1, false);
    while at < end_of_reach {
        while cues.get(others).is_some_and(|other| other.first < at) {
            others += 1;
        }
        if page.is(at, mark::THAT) && std::mem::take(&mut others_that) {
            at += 1;
            continue;
        }
        others_that |= relative && at > from && page.is(at, mark::SAYS) && page.is(at - 1, mark::RELATIVE);
        // «يجدون في العمل رزقا، فإن»: what follows from it is not what was said.
        const SO: char = '\u{0641}';
        if page.is(at, mark::THAT) && page.text.form(at).starts_with(SO) {
            return None;
        }
        // «أخبرت في البداية أن»: who is told is not who tells.
        if page.is(at, mark::THAT) && cues[index].same && is_told(page, &cues[index], from) {
            return None;
        }
        // «يشبه الإنسان، أنه»: what is described is described «بأنه».
        if page.is(at, mark::THAT) && describes_otherwise(page, &cues[index], at) {
            return None;
        }
        if page.is(at, mark::THAT) && !grounded && !is_ground(page, at, &cues[index]) {
            return Some((skip_quote(page, at + 1), at, page.opens_quote(at + 1)));
        }
        if page.is(at, mark::THAT) && is_ground(page, at, &cues[index]) {
            (loose, relative, grounded, at) = (true, true, true, at + 1);
            continue;
        }
        let coordinated = |other: &&Cue| other.voice_first && page.is(at, mark::AND) && page.is(at, mark::SPEAKER);
        if let Some(other) = cues.get(others).filter(|other| other.first == at && !coordinated(other)) {
            let stops = (other.side == Side::After || other.side == Side::Clause) && !is_brought_out(page, other);
            // «في البيان الذي حمل رقم خمسة، أن»: what is told of the occasion does not stop what was said there.
            let of_occasion = other.rule.ends_with("/who-said") && page.is(at, mark::TEXT | mark::OCCASION);
            if stops && !relative && !of_occasion {
                return None;
            }
            relative |= of_occasion;
            at = other.last + 1;
            loose = true;
            continue;
        }
        match page.sign(at) {
            Some(':') if page.is(at - 1, mark::LISTING) => return None,
            Some(':') => return Some((skip_quote(page, at + 1), at, page.opens_quote(at + 1))),
            Some(',') => {
                at = super::phrase::unnamed(page, at + 1, end_of_reach).unwrap_or(at);
                (loose, relative, grounded, others_that) = (true, false, false, false);
            }
            Some('"') if page.opens_quote(at) => {
                let close = page.quote_end(at, end);
                let short = close.filter(|close| close - at <= 5 && !is_speech(page, at, *close));
                match short {
                    Some(close)
                        if page.mention_at(at + 1).is_some()
                            || plain > 0
                            || is_named(page, at)
                            || page.is(close + 1, mark::THAT)
                            || page.is(close + 2, mark::THAT) && page.is(close + 1, mark::PREPOSITION) =>
                    {
                        at = close;
                    }
                    Some(close) if (loose || at == from && close - at <= 4) && !is_last(page, close, end) => at = close,
                    _ => return Some((at + 1, at, true)),
                }
            }
            Some('(' | '[' | '-') => {
                if let Some(close) = page.bracket_end(at, end) {
                    at = close;
                }
            }
            Some('"' | '#' | '_' | '/') => {}
            Some(_) => return None,
            None if page.is(at, mark::RELATIVE) || is_and_who(page, at) => (loose, relative) = (true, true),
            None if page.is(at, mark::PREPOSITION | mark::TIME | mark::OF) => loose = true,
            None if page.is(at, mark::EVENT)
                && page.sign(at - 1) == Some(',')
                && !page.is(at, mark::PERSON | mark::DEFINITE | mark::OF) =>
            {
                return None;
            }
            // «..., حيث من المتوقع أن»: another clause.
            None if page.is_strong_turn(at) && !relative => return None,
            None if begins_sentence(page, at) && !relative => return None,
            None if loose || page.is(at, mark::NAME) => {}
            None if plain < 6 && (page.is(at, mark::DEFINITE) || !page.is(at, mark::VERB | mark::EVENT)) => plain += 1,
            None => return None,
        }
        at += 1;
    }
    None
}

/// «في بيان أصدره مكتبه»: who brings out a text in which another speaks.
pub(super) fn is_brought_out(page: &Page<'_, '_>, cue: &Cue) -> bool {
    let after_text = |verb: usize| verb > 0 && page.is(verb - 1, mark::TEXT | mark::OCCASION);
    cue.has_pronoun && cue.verb.is_some_and(after_text)
}

/// Whether a verb of informing stands without whom it informs, as in the passive.
fn is_told(page: &Page<'_, '_>, cue: &Cue, from: usize) -> bool {
    let informs = |verb: &EntryId| is_listed(page, page.lexicon.row(*verb), "informs");
    let alone = page.is(from, mark::THAT | mark::PREPOSITION | mark::OF | mark::TIME) || page.sign(from).is_some();
    alone
        && !cue.has_pronoun
        && cue.verb.is_some_and(|verb| !page.is(verb, mark::AND | mark::SAYING))
        && !cue.verbs.is_empty()
        && cue.verbs.iter().all(informs)
}

/// Whether a verb of describing meets a «أن» without its preposition.
fn describes_otherwise(page: &Page<'_, '_>, cue: &Cue, at: usize) -> bool {
    let by = |verb: &EntryId| {
        let row = page.lexicon.row(*verb);
        let preposition = row.list("complement").next().map(|word| page.lexicon.fold(word)).unwrap_or_default();
        is_listed(page, row, "describes") && !page.text.form(at).starts_with(&*preposition)
    };
    let bare = !at.checked_sub(1).is_some_and(|before| page.is(before, mark::PREPOSITION));
    bare && !cue.verbs.is_empty() && cue.verbs.iter().all(by)
}

/// «المجموعة، والتي تحمل اسم "القبعات"، أن»: a relative pronoun behind «و».
fn is_and_who(page: &Page<'_, '_>, at: usize) -> bool {
    const AND_THE: &str = "\u{0648}\u{0627}\u{0644}";
    page.sign(at - 1) == Some(',') && page.is_adjunct(at) && page.text.form(at).starts_with(AND_THE)
}

/// «قبل أن»، «رغم أن»، «على أن تقام»: a clause of time, ground or term, not what the verb tells.
fn is_ground(page: &Page<'_, '_>, at: usize, cue: &Cue) -> bool {
    let Some(before) = at.checked_sub(1).filter(|before| *before > cue.last) else { return false };
    if page.is(at, mark::CLAUSE) || page.is(before, mark::BEFORE_THAT) {
        return true;
    }
    let takes = |verb: &EntryId| {
        let row = page.lexicon.row(*verb);
        row.list("complement").chain(extra(page, row)).any(|word| page.lexicon.fold(word) == page.text.form(before))
    };
    let on = page.lexicon.vocabulary().class("term-preposition");
    on.is_some_and(|on| page.text.is(before, on))
        && page.is(before, mark::PREPOSITION)
        && !cue.verbs.is_empty()
        && !cue.verbs.iter().any(takes)
}

/// «بعنوان "..."»، «باسم "..."»: what is quoted is a name.
fn is_named(page: &Page<'_, '_>, quote: usize) -> bool {
    let class = page.lexicon.vocabulary().class("naming-word");
    quote > 0 && class.is_some_and(|class| page.text.is(quote - 1, class))
}

/// A quotation that holds a verb is speech, not a name.
fn is_speech(page: &Page<'_, '_>, open: usize, close: usize) -> bool {
    (open + 1..close).any(|at| page.is(at, mark::VERB | mark::NEGATION | mark::AUXILIARY | mark::THAT))
}

fn is_last(page: &Page<'_, '_>, close: usize, end: usize) -> bool {
    (close + 1..end).all(|at| page.sign(at).is_some())
}

fn skip_quote(page: &Page<'_, '_>, at: usize) -> usize {
    if page.opens_quote(at) { at + 1 } else { at }
}

/// The first token after times, places of speech and commas: «الثلاثاء، في خطاب أمام البرلمان،».
fn after_asides(page: &Page<'_, '_>, from: usize, end: usize) -> usize {
    let mut at = from;
    while at < end {
        if page.is(at, mark::TIME) && !page.is(at, mark::NAME) {
            at += 1;
        } else if page.sign(at) == Some(',') {
            at = apposed(page, at, end).or_else(|| thrown_in(page, at, end)).unwrap_or(at) + 1;
        } else if page.is(at, mark::RELATIVE) {
            let Some(comma) = (at..end.min(at + 20)).find(|token| page.sign(*token) == Some(',')) else { break };
            at = comma;
        } else if page.sign(at) == Some('(') {
            let Some(close) = page.bracket_end(at, end) else { break };
            at = close + 1;
        } else if page.is(at, mark::PREPOSITION) && page.is(at + 1, mark::OCCASION | mark::TIME)
            || page.is(at, mark::OF) && page.is(at, mark::OCCASION) && !page.is(at, mark::NAME | mark::EVENT)
        {
            at += 1 + usize::from(page.is(at, mark::PREPOSITION));
            // «بتصريح للأفق»: to whom.
            if page.is(at, mark::OF)
                && page.is(at, mark::NAME)
                && let Some((_, last)) = page.mention_at(at)
            {
                at = last + 1;
            }
            while at < end
                && page.sign(at).is_none()
                && !page.is(at, mark::OF | mark::PREPOSITION | mark::VERB)
                && page.is(at, mark::DEFINITE | mark::TIME | mark::ADJECTIVE | mark::NISBA)
            {
                at += 1;
            }
        } else {
            break;
        }
    }
    at
}

/// The comma that ends an apposition after a comma.
fn apposed(page: &Page<'_, '_>, comma: usize, end: usize) -> Option<usize> {
    let before = comma.checked_sub(1)?;
    let last = super::voice::apposition(page, before, before, end)?;
    (page.sign(last + 1) == Some(',')).then_some(last + 1)
}

/// «اتهم الوزير المدير، الذي عين أمس، بالإهمال»: past the clause between commas about whom the verb is about.
fn past_relative(page: &Page<'_, '_>, noun: usize, end: usize) -> Option<usize> {
    let open = (noun..end.min(noun + 8)).find(|at| page.sign(*at) == Some(','))?;
    if !page.is(open + 1, mark::RELATIVE) {
        return None;
    }
    let close = (open + 2..end.min(open + 20)).find(|at| page.sign(*at) == Some(','))?;
    Some(close + 1)
}

/// The comma that ends an aside of time, place or manner between commas: «، خلال إفادة دورية،».
fn thrown_in(page: &Page<'_, '_>, comma: usize, end: usize) -> Option<usize> {
    if let Some(last) = super::phrase::unnamed(page, comma + 1, end) {
        return (page.sign(last + 1) == Some(',')).then_some(last + 1);
    }
    let class = page.lexicon.vocabulary().class("aside-word");
    if !page.is(comma + 1, mark::TIME) && !class.is_some_and(|class| page.text.is(comma + 1, class)) {
        return None;
    }
    let inside = comma + 2..end.min(comma + 12);
    let close = inside.clone().find(|at| page.sign(*at).is_some_and(|sign| sign != '"'))?;
    let plain = (comma + 1..close).all(|at| {
        !page.is(at, mark::VERB | mark::THAT | mark::SAYS | mark::SAYING) || page.is(at, mark::NAME | mark::DEFINITE)
    });
    (plain && page.sign(close) == Some(',')).then_some(close)
}

/// A verb right after a comma opens a clause of its own; «خطاب ألقاه» does not.
fn begins_sentence(page: &Page<'_, '_>, at: usize) -> bool {
    let other = mark::NAME | mark::DEFINITE | mark::TITLE | mark::PERSON | mark::ADJECTIVE | mark::EVENT;
    page.is(at, mark::VERB) && !page.is(at, other) && page.sign(at - 1) == Some(',')
}

/// Whether an object may still run on: no comma, no verb.
fn goes_on(page: &Page<'_, '_>, at: usize, from: usize) -> bool {
    let comma = page.sign(at).is_some_and(|sign| sign != '"' && sign != '(' && sign != ')');
    !comma
        && (at == from
            || !page.is(at, mark::VERB | mark::CLAUSE | mark::RELATIVE)
            || page.is(at, mark::NAME | mark::DEFINITE))
}

/// «اتهم الوزير الشركة، بالإهمال»: a comma right before the verb's preposition.
fn is_comma_before(page: &Page<'_, '_>, folded: &str, at: usize, end: usize) -> bool {
    page.sign(at) == Some(',') && preposition(page, folded, at + 1, end).is_some_and(|(_, joined)| joined)
}

/// The content after a verb's preposition that stands, alone or joined, at a token.
pub(super) fn preposition(page: &Page<'_, '_>, folded: &str, at: usize, end: usize) -> Option<(usize, bool)> {
    if at >= end {
        return None;
    }
    let form = page.text.form(at);
    if form == folded {
        let next = at + 1;
        let start = if page.is(next, mark::THAT) { next + 1 } else { next };
        return (start < end).then(|| (skip_quote(page, start), false));
    }
    let one_letter = folded.chars().nth(1).is_none();
    let reads_so = || {
        let mut readings = page.text.readings(at).iter();
        readings.any(|reading| usize::from(reading.lead) == folded.len() && reading.proclitics.has_preposition())
    };
    // «بينها»: the letter belongs to another preposition.
    let class = page.lexicon.vocabulary().class("preposition");
    let whole = |hit: &marsad_text::Hit| Some(hit.class) == class && hit.lead == 0 && hit.first == hit.last;
    if page.text.hits.at(at).iter().any(whole) {
        return None;
    }
    let joined =
        one_letter && form.starts_with(folded) && (page.is(at, mark::OF) || !page.is(at, mark::KNOWN) || reads_so());
    joined.then_some((at, true))
}

/// Whether a complement names a noun («مسؤولية») and not a preposition.
pub(super) fn is_noun(word: &str, page: &Page<'_, '_>) -> bool {
    let folded = page.lexicon.fold(word);
    let vocabulary = page.lexicon.vocabulary();
    let of = |name: &str| vocabulary.class(name).is_some_and(|class| is_of(page, &folded, class));
    folded.chars().nth(1).is_some()
        && !matches!(word, "object" | "direct")
        && !of("complementiser")
        && !of("preposition")
}

fn is_of(page: &Page<'_, '_>, folded: &str, class: marsad_lexicon::ClassId) -> bool {
    let vocabulary = page.lexicon.vocabulary();
    vocabulary
        .word(folded)
        .is_some_and(|word| vocabulary.single(word).iter().any(|entry| vocabulary.entry(*entry).class == class))
}

/// Where a noun, with or without clitics, stands in the next few tokens.
pub(super) fn noun_within(page: &Page<'_, '_>, noun: &str, from: usize, end: usize) -> Option<usize> {
    let folded = page.lexicon.fold(noun);
    let long = folded.chars().count() > 4;
    let stem = folded.char_indices().last().filter(|_| long).map_or(folded.as_str(), |(at, _)| &folded[..at]);
    let fits = |at: &usize| {
        let form = page.text.form(*at);
        let bare = form.get(..).map(|form| page.lexicon.without_article(form).unwrap_or(form)).unwrap_or_default();
        bare.starts_with(stem) || page.is(*at, mark::OF) && form.contains(stem)
    };
    (from..end.min(from + 9)).take_while(|at| page.sign(*at).is_none_or(|sign| sign == '"')).find(fits)
}

/// How well a verb fits a clause: one that asks for «أن» first, one that takes only an object last.
fn clause_rank(page: &Page<'_, '_>, row: Row<'_>) -> u8 {
    let class = page.lexicon.vocabulary().class("complementiser");
    let asks = |word: &str| word == "direct" || class.is_some_and(|class| is_of(page, &page.lexicon.fold(word), class));
    if row.get("stance") == Stance::ClaimsResponsibility.name() {
        3
    } else if row.list("complement").any(asks) {
        0
    } else if row.list("complement").any(|word| word != "object") {
        1
    } else {
        2
    }
}

/// «أدلى بهذه التصريحات»: the words are told elsewhere.
fn is_telling_itself(page: &Page<'_, '_>, start: usize) -> bool {
    page.is(start, mark::DEMONSTRATIVE) && page.is(start + 1, mark::TEXT | mark::OCCASION)
}

/// Whether the object of a verb is what its subject says.
fn takes_object(page: &Page<'_, '_>, row: Row<'_>, cue: &Cue) -> bool {
    let announces = announces(page, row);
    // «أظهر التقرير ارتفاع الأسعار»; «شهد التحقيق تأجيلا» shows nothing.
    let of_text = cue.voice().is_some_and(|voice| voice.is_text) && is_listed(page, row, "shows");
    let explains = row.list("complement").any(|word| word == "object") && row.list("complement").count() > 1;
    let announces = announces || of_text || explains && row.get("how") == "says";
    let object = announces || row.list("complement").any(|word| word == "object");
    let stance = Stance::from_name(row.get("stance")).unwrap_or(Stance::Asserts);
    if !object || row.get("how") != "says" && row.get("how") != "denies" {
        return false;
    }
    if cue.verb.is_some_and(|token| is_deed(page, token)) {
        return false;
    }
    match stance {
        Stance::Asserts | Stance::Opines => announces,
        _ => true,
    }
}

/// «اتهم الوزير الشركة بالإهمال»، «هدد المدير العمال بالفصل»: verbs that take a person before what they say.
fn has_addressee(page: &Page<'_, '_>, row: Row<'_>) -> bool {
    let stance = Stance::from_name(row.get("stance")).unwrap_or(Stance::Asserts);
    matches!(stance, Stance::Accuses | Stance::Requests | Stance::Threatens | Stance::Fears)
        || is_listed(page, row, "informs")
        || is_listed(page, row, "describes")
        || is_listed(page, row, "explains")
}

/// Prepositions that an announcing verb takes besides: «أكد على».
fn extra<'l>(page: &Page<'l, '_>, row: Row<'_>) -> Option<&'l str> {
    let vocabulary = page.lexicon.vocabulary();
    let class = vocabulary.class("announces")?;
    let word = vocabulary.word(&page.lexicon.fold(row.get("lemma")))?;
    let entry = vocabulary.single(word).iter().find(|entry| vocabulary.entry(**entry).class == class)?;
    Some(page.lexicon.row(*entry).get("value")).filter(|value| !value.is_empty())
}

/// «أعلن»، «أكد»: a neutral verb whose object is news («أعلنت مقتل»).
fn announces(page: &Page<'_, '_>, row: Row<'_>) -> bool {
    let vocabulary = page.lexicon.vocabulary();
    let class = vocabulary.class("announces");
    class.is_some_and(|class| is_of(page, &page.lexicon.fold(row.get("lemma")), class))
}

/// «هاجم» is a deed before it is a word; «أعلن» only with an object of its own («الطوارئ»).
fn is_deed(page: &Page<'_, '_>, token: usize) -> bool {
    page.text.hits.at(token).iter().filter_map(|hit| hit.entry).map(|entry| page.lexicon.row(entry)).any(|row| {
        row.get("complement").is_empty()
            && matches!(row.get("type"), "ASSAULT" | "COERCE" | "MOBILIZE" | "RETREAT" | "AID")
    })
}
