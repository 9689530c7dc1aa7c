//! How far the noun phrase of a voice reaches, word by word.

use marsad_record::{EntityKind, MentionForm};
use marsad_text::TokenKind;

use super::words::{Page, mark};

/// The last token of the noun phrase that begins at a token.
pub(super) fn extent(page: &Page<'_, '_>, first: usize, end: usize) -> Option<usize> {
    let mut phrase = Phrase::default();
    let mut at = first;
    while at < end {
        match phrase.step(page, first, at, end) {
            Some(next) => at = next,
            None => break,
        }
    }
    phrase.last
}

/// How far a noun phrase has come.
#[derive(Default)]
struct Phrase {
    last: Option<usize>,
    /// It could end here.
    is_closed: bool,
    has_person: bool,
    /// Its head is a person or a role, which may have its office in a prepositional phrase.
    has_role: bool,
    /// Its last noun is a role, which may have its office after it.
    ends_in_role: bool,
    /// It begins with a definite body.
    is_body: bool,
    /// Its head is indefinite and anonymous: only adjectives follow.
    is_indefinite: bool,
    after_name: bool,
    /// It ends with a state or a person, whose names stand in no quotation marks.
    after_state: bool,
    indefinite_run: usize,
    definite_run: usize,
}

impl Phrase {
    /// Takes what stands at a token; the next token, or `None` where the phrase ends before this one.
    fn step(&mut self, page: &Page<'_, '_>, first: usize, at: usize, end: usize) -> Option<usize> {
        if let Some(sign) = page.sign(at) {
            return self.sign(page, first, at, end, sign);
        }
        if self.last == at.checked_sub(1) && page.opens_quote(at + 1) && page.text.form(at).chars().nth(1).is_none() {
            return page.is(at.saturating_sub(1), mark::LINK).then_some(at + 1);
        }
        // «أبلغ الوزير الصحفيين»: whom one tells is another.
        let names = |token: usize| page.is(token, mark::TITLE) && !page.is(token, mark::SPEAKER);
        let ends =
            self.is_closed || at > first && (is_strange(page, at - 1) || page.is(at - 1, mark::NAME) || names(at - 1));
        // «المسؤول الإعلامي» is no hearer.
        const OF: char = '\u{064A}';
        let kind = page.is(at, mark::ADJECTIVE) && page.text.form(at).ends_with(OF);
        let hears = page.is(at, mark::HEARER) && !page.is(at, mark::NAME) && !kind;
        if at > first && hears && ends {
            return None;
        }
        if at == first && (page.is_pronoun_phrase(at) || page.text.form(at).chars().nth(1).is_none()) {
            return None;
        }
        if let Some((mention, last)) = page.mention_at(at) {
            return self.mention(page, first, at, last.min(end - 1), mention.kind, mention.form);
        }
        if page.is(at, mark::LINK) && self.last.is_some() {
            self.is_closed = false;
            self.is_indefinite = false;
            self.after_name = false;
            self.ends_in_role = false;
            return self.take(at);
        }
        if self.last.is_some()
            && let Some(last) = unnamed(page, at, end)
        {
            self.is_closed = true;
            return self.take(last);
        }
        if page.is(at, mark::THAT | mark::RELATIVE | mark::CLAUSE | mark::NEGATION | mark::TIME) {
            return None;
        }
        // «نورا عبد الكريم»: a servant of one of God's names is one name.
        let servant = page.lexicon.vocabulary().class("name-servant");
        let is_servant = |token: usize| servant.is_some_and(|servant| page.text.is(token, servant));
        if at > first && is_servant(at - 1) && page.is(at, mark::DEFINITE) {
            (self.is_closed, self.after_name) = (true, false);
            return self.take(at);
        }
        // «زين الدين»، «عبد الله»: the second part of one name.
        let part = page.lexicon.vocabulary().class("name-tail");
        if at > first && part.is_some_and(|part| page.text.is(at, part)) && !page.is(at - 1, mark::DEFINITE) {
            (self.is_closed, self.after_name) = (true, false);
            self.has_role |= is_strange(page, at + 1);
            return self.take(at);
        }
        // «الشاب البالغ من العمر»: what tells of the speaker is no part of its name.
        let tells = page.lexicon.vocabulary().class("after-voice");
        if at > first && tells.is_some_and(|tells| page.text.is(at, tells)) {
            return None;
        }
        // «أكد كريمي وفقا للوكالة»: the words before another voice are no part of this one.
        let leads = page.lexicon.vocabulary().class("voice-lead");
        let long = page.text.form(at).chars().nth(2).is_some();
        let is_lead = |hit: &marsad_text::Hit| Some(hit.class) == leads && hit.lead == 0;
        if at > first
            && long
            && !page.is(at, mark::SPEAKER | mark::NAME | mark::TITLE)
            && page.text.hits.at(at).iter().any(is_lead)
        {
            return None;
        }
        if page.is(at, mark::SPEAKER) && !(at > first && page.is(at, mark::AND)) {
            return self.speaker(page, first, at);
        }
        if page.is(at, mark::PREPOSITION) || at > first && page.is(at, mark::OF) {
            return self.preposition(page, at, end);
        }
        if page.is(at, mark::SAYS | mark::SAYING | mark::VERB | mark::AUXILIARY | mark::CONJUNCTION)
            && !page.is(at, mark::DEFINITE | mark::TITLE)
            && (at > first || page.is(at, mark::SAYS | mark::SAYING | mark::AUXILIARY | mark::CONJUNCTION))
            && !(at == first + 1
                && (is_strange(page, first) || page.is(first, mark::TITLE))
                && page.is(at, mark::VERB)
                && !page.is(at, mark::SAYS | mark::SAYING | mark::AUXILIARY | mark::CONJUNCTION | mark::AND)
                && (page.sign(at + 1) == Some(',') || page.is(at + 1, mark::THAT)))
        {
            return None;
        }
        if at > first && page.is(at, mark::AND) && !page.is(at, mark::NAME) {
            return None;
        }
        if page.is(at, mark::DEFINITE) { self.definite(page, first, at) } else { self.indefinite(page, first, at) }
    }

    fn take(&mut self, at: usize) -> Option<usize> {
        self.last = Some(at);
        Some(at + 1)
    }

    fn sign(&mut self, page: &Page<'_, '_>, first: usize, at: usize, end: usize, sign: char) -> Option<usize> {
        match sign {
            '_' if self.last == at.checked_sub(1) && at + 1 < end => {
                self.is_closed = true;
                self.take(at + 1)
            }
            '#' | '_' => Some(at + 1),
            '-' | '/' if self.last == Some(at - 1) => {
                let (this, next) = (page.text.tokens[at].span, page.text.tokens.get(at + 1)?.span);
                let before = page.text.tokens[at - 1].span;
                (before.end == this.start && this.end == next.start).then_some(at + 1)
            }
            '"' if page.opens_quote(at) => {
                let close = page.quote_end(at, end)?;
                let short = close - at <= 7 && !(at + 1..close).any(|token| page.is(token, mark::THAT));
                // «تعتبر فرنسا "الجبهة"»: a state has no other name in quotation marks.
                let may = !self.after_state || !self.is_closed;
                // «شركة "..."»: a body or a medium without the article has its name after it.
                let is_head =
                    at > first && page.is(at - 1, mark::BODY | mark::MEDIUM) && !page.is(at - 1, mark::DEFINITE);
                let names = page.mention_at(at + 1).is_some() && may
                    || !self.is_closed
                    || is_head
                    || self.after_name && may && close - at <= 4;
                // «قال المدير "عدنا"»: what ends the sentence, or holds a verb, is what is said.
                let is_said = (close + 1..page.text.sentence_of(at).end).all(|token| page.sign(token).is_some())
                    || (at + 1..close).any(|token| {
                        page.is(token, mark::SAYS | mark::VERB | mark::NEGATION)
                            && !page.is(token, mark::NAME | mark::DEFINITE | mark::TITLE)
                    });
                let is_title = page.is(at - usize::from(at > 0), mark::MEDIUM);
                let is_said = is_said && !is_title && self.last.is_some() && page.mention_at(at + 1).is_none();
                if !short || !names || is_said {
                    return None;
                }
                self.is_closed = true;
                self.after_name = true;
                self.take(close)
            }
            '(' if self.last.is_some() => {
                let close = page.bracket_end(at, end)?;
                (close - at <= 8).then(|| self.last = Some(close)).map(|()| close + 1)
            }
            _ => None,
        }
    }

    fn mention(
        &mut self,
        page: &Page<'_, '_>,
        first: usize,
        at: usize,
        last: usize,
        kind: EntityKind,
        form: MentionForm,
    ) -> Option<usize> {
        let joined = at > first && page.is(at, mark::AND);
        let clitic =
            page.mention_at(at).is_some_and(|(mention, _)| mention.span.start > page.text.tokens[at].span.start);
        if at > first && kind == EntityKind::Outlet && (page.is(at, mark::OF) || clitic && !page.is(at, mark::AND)) {
            return None;
        }
        let nisba = form == MentionForm::Nisba || self.is_indefinite && kind == EntityKind::State && at == last;
        let is_title = page.is(at, mark::PERSON) || kind == EntityKind::Person;
        // «الأمين العام للجامعة العربية»: whose office it is.
        let office = matches!(kind, EntityKind::Organisation | EntityKind::Group | EntityKind::State);
        if at > first && office && self.has_role && !self.has_person && page.is(at, mark::OF) && !page.is(at, mark::AND)
        {
            (self.is_closed, self.is_indefinite, self.after_name) = (true, false, true);
            return self.take(last);
        }
        if form == MentionForm::Nominal && is_title && !(at > first && page.is(at, mark::AND)) {
            // «الرئيس جو بايدن»: the role opens the name.
            self.has_role = true;
            self.is_closed = true;
            self.after_name = false;
            return self.take(last);
        }
        if joined && (!self.after_name || kind == EntityKind::Place) {
            return None;
        }
        let fits = !self.is_closed
            || joined
            || nisba
            || kind == EntityKind::Person && !self.has_person && (self.has_role || !self.after_state)
            || kind == EntityKind::Outlet && !self.has_person
            || kind == EntityKind::Place && self.definite_run > 0 && !self.after_name;
        if !fits || self.is_indefinite && !nisba && self.is_closed {
            return None;
        }
        if at > first && !nisba && page.is(at, mark::OF) && !self.has_role && !self.is_closed {
            return None;
        }
        self.is_closed = true;
        self.after_name = !nisba;
        // «ظريف "الاتهامات الكاذبة"»: nor is it a man's.
        let said_next = kind == EntityKind::Person && page.is(last + 2, mark::DEFINITE);
        self.after_state = !nisba && (kind == EntityKind::State || said_next);
        self.has_person |= kind == EntityKind::Person;
        self.ends_in_role &= nisba;
        self.has_role |= kind == EntityKind::Person && page.is(at, mark::PERSON);
        // «الإسباني أوناي إيمري»: a man called by his people, and his name.
        self.has_role |= nisba && at == first && page.is(at, mark::DEFINITE) && is_strange(page, last + 1);
        self.definite_run = 0;
        self.take(last)
    }

    fn speaker(&mut self, page: &Page<'_, '_>, first: usize, at: usize) -> Option<usize> {
        let definite = page.is(at, mark::DEFINITE);
        let is_name =
            |token: usize| page.is(token, mark::TITLE) && !page.is(token, mark::SPEAKER) || is_strange(page, token);
        if at == first + 1 && is_name(first) && page.is(at, mark::ANONYMOUS) && !page.is(at, mark::ADJECTIVE) {
            return None;
        }
        let second = self.is_closed && at > first;
        // «دعا حفتر سكان المدينة»: after a name only a role goes on.
        let named = page.is(at, mark::PERSON)
            && !(page.is(at, mark::ANONYMOUS) && self.has_person && !page.is(at, mark::ADJECTIVE));
        if second && !definite && !(named && (self.has_role || self.has_person)) {
            return None;
        }
        // «المسؤول الإعلامي»: a man of the press, and what an official is for.
        const OF: char = '\u{064A}';
        let is_kind = self.ends_in_role
            && page.is(at - usize::from(second), mark::DEFINITE)
            && page.text.form(at).ends_with(OF)
            && at == first + 1;
        // «رئيس البلدية الوفد»: a second definite noun is the object, if it is no adjective.
        if second && definite && !is_kind && !page.is(at, mark::ADJECTIVE | mark::NISBA) {
            return None;
        }
        if self.after_name && definite && !page.is(at, mark::NISBA | mark::ADJECTIVE) {
            return None;
        }
        if at > first && page.is(at, mark::OF) && (!self.has_role || page.is(at, mark::ANONYMOUS)) {
            return None;
        }
        // «مسؤول كبير» is anybody, «قائد الشرطة» is somebody.
        let is_nisba = page.mention_at(at + 1).is_some_and(|(mention, _)| mention.form == MentionForm::Nisba);
        let construct = !is_nisba
            && page.is(at + 1, mark::DEFINITE | mark::NAME | mark::SPEAKER)
            && !page.is(at + 1, mark::ADJECTIVE | mark::NISBA | mark::OF | mark::AND);
        self.is_indefinite = !definite && !construct && page.is(at, mark::ANONYMOUS) && !page.is(at, mark::QUANTIFIER);
        self.has_role |= page.is(at, mark::PERSON);
        self.ends_in_role = page.is(at, mark::PERSON);
        self.is_body |= at == first && definite && page.is(at, mark::BODY);
        self.is_closed = definite || self.is_indefinite;
        self.after_name = false;
        self.take(at)
    }

    /// «مسؤول في وزارة الدفاع»، «القائد العام للجيش» go on; «الرئيس في خطاب» does not.
    fn preposition(&mut self, page: &Page<'_, '_>, at: usize, end: usize) -> Option<usize> {
        let alone = page.is(at, mark::PREPOSITION) && !page.is(at, mark::OF);
        let noun = if alone { at + 1 } else { at };
        // «اللجنة العليا للثروات»: what a body is for.
        let purpose =
            self.is_body && !alone && page.is(noun, mark::DEFINITE) && !page.is(noun, mark::NAME | mark::PERSON);
        let open = self.has_role && (!self.has_person || self.ends_in_role) || purpose;
        let may = open && self.last.is_some() && noun < end;
        let office = page.is(noun, mark::DEFINITE | mark::NAME | mark::BODY)
            && !page.is(noun, mark::DEMONSTRATIVE | mark::OCCASION | mark::TIME | mark::MEDIUM | mark::THAT);
        // «مسؤول الحكومة بالتقصير»: by that letter only a house is an office («ضابط بالجيش»).
        const BA: char = '\u{0628}';
        let by = !alone && page.text.form(noun).starts_with(BA);
        let house = page.is(noun, mark::BODY | mark::NAME) && !page.is(noun, mark::EVENT);
        // «قال المتحدث للصحفيين»: whom one speaks to is no office.
        let hearer = page.lexicon.vocabulary().class("hearer");
        let hears = !alone && hearer.is_some_and(|hearer| page.text.is(noun, hearer));
        if !may
            || !office
            || hears
            || by && !house
            || alone && !page.is(at, mark::OF | mark::LINK) && !is_of_office(page, at)
        {
            return None;
        }
        self.is_closed = false;
        self.is_indefinite = false;
        self.after_name = false;
        self.has_role |= !purpose;
        if alone {
            return Some(noun);
        }
        if let Some((_, last)) = page.mention_at(noun) {
            self.is_closed = true;
            return self.take(last);
        }
        self.is_closed = page.is(noun, mark::DEFINITE);
        self.take(noun)
    }

    fn definite(&mut self, page: &Page<'_, '_>, first: usize, at: usize) -> Option<usize> {
        let adjective = page.is(at, mark::NISBA | mark::ADJECTIVE);
        let ends_there = page.sign(at + 1).is_some() || page.is(at + 1, mark::THAT | mark::TIME);
        if self.after_name && !adjective && (!ends_there || page.is(at, mark::EVENT))
            || self.is_indefinite && self.is_closed
        {
            return None;
        }
        // «الخبراء القيمة»: no adjective of a man ends so.
        const TEH_MARBUTA: char = '\u{0629}';
        let man = self.ends_in_role
            && page.is(first, mark::PERSON)
            && page.is(first, mark::DEFINITE)
            && !page.text.original(first).ends_with(TEH_MARBUTA);
        // «بعض المراقبين الأطماع»: nor is it an adjective of men.
        const MEN: [&str; 2] = ["\u{064A}\u{0646}", "\u{0648}\u{0646}"];
        let of_men = |token: usize| MEN.iter().any(|ending| page.text.form(token).ends_with(ending));
        let after_men =
            at > first && page.is(at - 1, mark::PERSON) && page.is(at - 1, mark::DEFINITE) && of_men(at - 1);
        if after_men && !of_men(at) && !page.is(at, mark::MUTE) {
            return None;
        }
        if self.is_closed && at > first && man && page.text.original(at).ends_with(TEH_MARBUTA) {
            return None;
        }
        if self.is_closed && !adjective && (page.is(at, mark::EVENT | mark::OCCASION) || self.definite_run >= 3) {
            return None;
        }
        // «اللفتنانت جنرال كينيث ماكنزي»: a title that no list holds, and a name.
        let name_next = is_strange(page, at + 1) || page.is(at + 1, mark::PERSON) && !page.is(at + 1, mark::DEFINITE);
        self.has_role |=
            at == first && !page.is(at, mark::KNOWN | mark::EVENT) && name_next && is_strange(page, at + 2);
        self.definite_run += 1;
        self.indefinite_run = 0;
        self.is_closed = true;
        self.after_name = false;
        self.take(at)
    }

    fn indefinite(&mut self, page: &Page<'_, '_>, first: usize, at: usize) -> Option<usize> {
        let kind = page.text.tokens[at].kind;
        if page.text.form(at).chars().nth(1).is_none() && at > first {
            return None;
        }
        // «اللواء 35 مدرع»: a unit has a number, and what it fights with.
        let of_unit = |name: &str| page.lexicon.vocabulary().class(name);
        let is_of = |name: &str, token: usize| of_unit(name).is_some_and(|class| page.text.is(token, class));
        if at > first && kind == TokenKind::Number && is_of("numbered-unit", at - 1) {
            return self.take(at);
        }
        if at > first && page.text.tokens[at - 1].kind == TokenKind::Number && is_of("unit-arm", at) {
            return self.take(at);
        }
        if kind == TokenKind::Number {
            return if at == first { Some(at + 1) } else { None };
        }
        // «وسائل إعلام يمنية محلية»: adjectives of one noun.
        let adjective = mark::ADJECTIVE | mark::NISBA;
        if at > first && page.is(at, adjective) && page.is(at - 1, adjective) && !page.is(at - 1, mark::DEFINITE) {
            return self.take(at);
        }
        if self.is_indefinite {
            let adjective = page.is(at, mark::ADJECTIVE | mark::NISBA);
            return if adjective { self.take(at) } else { None };
        }
        // «ديمتري بيسكوف صحة الخبر»، «جونسون نيابة عن الشركة»: what has an owner or a preposition is no surname.
        const TEH_MARBUTA: char = '\u{0629}';
        let owned = page.text.original(at).ends_with(TEH_MARBUTA)
            && !page.is(at, mark::TITLE | mark::NAME | mark::SPEAKER)
            && (page.is(at + 1, mark::PREPOSITION) || page.is(at + 1, mark::DEFINITE) && !page.is(at + 1, mark::NISBA));
        if at > first && owned && (self.has_person || is_strange(page, first)) {
            return None;
        }
        let unknown = !page.is(at, mark::KNOWN | mark::EVENT | mark::OCCASION) || page.is(at, mark::TITLE);
        let before_name = page.mention_at(at + 1).is_some_and(|(next, _)| next.kind == EntityKind::Person);
        if self.has_role && before_name && !page.is(at, mark::EVENT | mark::OCCASION) {
            return self.take(at);
        }
        // «نور بودي،»: what ends the phrase after a given name is a surname, whatever else it could be.
        let ends_phrase = matches!(page.sign(at + 1), Some(',' | ':' | '"' | '(')) || page.is(at + 1, mark::THAT);
        let is_surname = ends_phrase && self.last == at.checked_sub(1) && !ends_in_alif(page, at);
        if is_surname && at == first + 1 && (is_strange(page, first) || page.is(first, mark::TITLE)) {
            return self.take(at);
        }
        // «رفض هارون حضور الجلسة»: after an unknown name a known word is no name.
        if at > first && is_strange(page, first) && page.is(at, mark::KNOWN) && !page.is(at, mark::TITLE) && !is_surname
        {
            return None;
        }
        if self.is_closed {
            let given = page.is(at, mark::TITLE) && !page.is(at, mark::PERSON);
            let name = unknown && (self.has_role || given) && !self.has_person && self.indefinite_run < 3;
            let goes_on = name || self.has_person && unknown && self.indefinite_run < 2 && self.last == Some(at - 1);
            if !goes_on {
                return None;
            }
        } else if at > first + 1 && page.is(at, mark::EVENT) || self.indefinite_run >= 4 {
            return None;
        }
        self.indefinite_run += 1;
        self.ends_in_role = false;
        self.take(at)
    }
}

/// «في», «من», «لدى»: prepositions by which an office follows a role.
fn is_of_office(page: &Page<'_, '_>, at: usize) -> bool {
    let class = page.lexicon.vocabulary().class("voice-preposition");
    class.is_some_and(|class| page.text.is(at, class))
}

/// «مصدر طلب عدم ذكر اسمه»، «المسؤول الذي لم يشأ كشف هويته»: the last token of a voice's wish to stay unnamed.
pub(super) fn unnamed(page: &Page<'_, '_>, at: usize, end: usize) -> Option<usize> {
    let vocabulary = page.lexicon.vocabulary();
    let (wish, name) = (vocabulary.class("wish-unnamed")?, vocabulary.class("own-name")?);
    let from = at + usize::from(page.is(at, mark::RELATIVE));
    let wishes = page.text.hits.at(from).iter().any(|hit| hit.class == wish && hit.lead == 0);
    let mut reach = from + 1..end.min(from + 9);
    if wishes { reach.find(|token| page.text.is(*token, name)) } else { None }
}

/// A word that no list holds is most often a name, unless it ends like a noun with its owner («رغبته»، «كلماتها»).
pub(super) fn is_strange(page: &Page<'_, '_>, token: usize) -> bool {
    const HEH: char = '\u{0647}';
    const HERS: &str = "\u{0647}\u{0627}";
    const THEIRS: &str = "\u{0647}\u{0645}";
    if token >= page.text.tokens.len() {
        return false;
    }
    let form = page.text.form(token);
    let owned = form.chars().count() > 3 && (form.ends_with(HEH) || form.ends_with(HERS) || form.ends_with(THEIRS));
    page.text.tokens[token].kind == TokenKind::Word
        && page.text.hits.at(token).is_empty()
        && !page.is(token, mark::DEFINITE | mark::AND | mark::OF | mark::VERB)
        && form.chars().nth(2).is_some()
        && !owned
}

pub(super) fn ends_in_alif(page: &Page<'_, '_>, token: usize) -> bool {
    page.text.form(token).ends_with('\u{0627}')
}
