//! Laws of the text stage: no letter is lost, sentences survive abbreviations, clitics leave names whole.

use marsad_lexicon::Lexicon;
use marsad_record::{Document, Published};
use marsad_text::{Analyser, Segmenter, TokenKind};
use proptest::prelude::*;

fn document(text: &str) -> Document {
    Document::of_text(text.to_owned(), Published::unknown())
}

fn sentences(text: &str) -> Vec<String> {
    let lexicon = Lexicon::built_in();
    let document = document(text);
    let text = Analyser::new(&lexicon).analyse(&document, &lexicon);
    text.sentences.iter().map(|sentence| sentence.span.of(text.original).to_owned()).collect()
}

fn tokens(text: &str) -> Vec<String> {
    let lexicon = Lexicon::built_in();
    let document = document(text);
    let text = Analyser::new(&lexicon).analyse(&document, &lexicon);
    text.tokens.iter().map(|token| token.span.of(text.original).to_owned()).collect()
}

#[test]
fn a_sentence_survives_titles_agencies_and_decimals() {
    assert_eq!(sentences("وصل د. سالم إلى المدينة. ثم غادر.").len(), 2);
    assert_eq!(
        sentences("ونقلت وكالة أ.ف.ب. عن مصدر أن 3.5 ملايين نزحوا."),
        ["ونقلت وكالة أ.ف.ب. عن مصدر أن 3.5 ملايين نزحوا."]
    );
}

#[test]
fn a_closing_quotation_mark_stays_with_its_sentence() {
    assert_eq!(sentences("قال: «لن نتراجع.» ثم صمت."), ["قال: «لن نتراجع.»", "ثم صمت."]);
}

#[test]
fn a_new_line_ends_a_sentence() {
    assert_eq!(sentences("عنوان الخبر\nنص الخبر"), ["عنوان الخبر", "نص الخبر"]);
}

#[test]
fn digits_glued_to_a_word_are_cut_off() {
    assert_eq!(tokens("أن25 شخصا"), ["أن", "25", "شخصا"]);
    assert_eq!(tokens("1,200.5 و٣٫٥"), ["1,200.5", "و", "٣٫٥"]);
    assert_eq!(tokens("#شارع_النهر"), ["#", "شارع", "_", "النهر"]);
}

proptest! {
    #[test]
    fn every_letter_belongs_to_exactly_one_token(text in "[ء-ي0-9٠-٩a-z .،؛\"«»ًٌَُِّْ\n#_/\u{200f}-]{0,80}") {
        let lexicon = lexicon();
        let document = document(&text);
        let read = analyser().analyse(&document, lexicon);
        let mut at = 0;
        for token in &read.tokens {
            prop_assert!(token.span.start >= at && token.span.end > token.span.start);
            let between = &text[at..token.span.start];
            prop_assert!(between.chars().all(|letter| letter.is_whitespace() || lexicon.folding().drops(letter)), "lost {between:?}");
            at = token.span.end;
        }
        prop_assert!(text[at..].chars().all(|letter| letter.is_whitespace() || lexicon.folding().drops(letter)));
        let covered: usize = read.sentences.iter().map(|sentence| sentence.tokens().len()).sum();
        prop_assert_eq!(covered, read.tokens.len());
    }

    #[test]
    fn every_hit_gives_back_letters_of_its_own_tokens(text in "(و|ب|ل|لل|ال|ف|ك|س)?(قال|طالبان|كابل|هجوم|يوم)(هم|ها|ه|نا)?[ ًَ]{0,3}(في|من)?") {
        let lexicon = lexicon();
        let document = document(&text);
        let read = analyser().analyse(&document, lexicon);
        for hit in read.hits.iter() {
            let span = read.hit_span(hit);
            let outer = read.span(hit.first as usize, hit.last as usize);
            prop_assert!(outer.contains(&span) && text.get(span.start..span.end).is_some());
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let document = document(&text);
        analyser().analyse(&document, lexicon());
    }
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: std::sync::OnceLock<Lexicon> = std::sync::OnceLock::new();
    LEXICON.get_or_init(Lexicon::built_in)
}

fn analyser() -> &'static Analyser {
    static ANALYSER: std::sync::OnceLock<Analyser> = std::sync::OnceLock::new();
    ANALYSER.get_or_init(|| Analyser::new(lexicon()))
}

#[test]
fn a_ligature_is_not_cut_for_a_clitic() {
    // «لالا» written with two ligatures: the clitic ends inside the first one.
    let document = document("\u{FEFB}\u{FEFB}");
    let read = analyser().analyse(&document, lexicon());
    for hit in read.hits.iter() {
        let letters = read.hit_span(hit).of(read.original);
        let word = &read.form(0)[usize::from(hit.lead)..read.form(0).len() - usize::from(hit.tail)];
        assert!(lexicon().fold(letters).contains(word), "{letters} for {word}");
    }
}

#[test]
fn what_was_learnt_from_one_text_changes_nothing_in_the_next() {
    let (first, second) = (document("وصل الوفد إلى كابل أمس"), document("وغادر الوفد كابل اليوم"));
    let fresh = Analyser::new(lexicon());
    let alone = Analyser::new(lexicon()).analyse(&second, lexicon()).hits.iter().copied().collect::<Vec<_>>();
    fresh.analyse(&first, lexicon());
    let after = fresh.analyse(&second, lexicon()).hits.iter().copied().collect::<Vec<_>>();
    assert_eq!(alone, after);
}

#[test]
fn a_word_is_not_a_number() {
    let document = document("كابل 25 AFP !");
    let read = analyser().analyse(&document, lexicon());
    let kinds: Vec<TokenKind> = read.tokens.iter().map(|token| token.kind).collect();
    assert_eq!(kinds, [TokenKind::Word, TokenKind::Number, TokenKind::Latin, TokenKind::Mark]);
}

fn segments(word: &str) -> String {
    let lexicon = lexicon();
    let segmenter = SEGMENTER.get_or_init(|| Segmenter::new(lexicon));
    segmenter.segments(&lexicon.fold(word), lexicon).join("+")
}

static SEGMENTER: std::sync::OnceLock<Segmenter> = std::sync::OnceLock::new();

#[test]
fn clitics_are_cut_off_and_the_article_stays() {
    for (word, expected) in [
        ("وبالمدينة", "و+ب+المدينة"),
        ("فيها", "في+ها"),
        ("بهم", "ب+هم"),
        ("وبأنهم", "و+ب+ان+هم"),
        ("سيكتبون", "س+يكتبون"),
        ("مقاتليهم", "مقاتلي+هم"),
        ("وكان", "و+كان"),
    ] {
        assert_eq!(segments(word), expected, "{word}");
    }
}

#[test]
fn a_word_that_only_looks_like_it_is_left_whole() {
    for word in ["وزير", "بغداد", "لبنان", "كابل", "فرنسا", "سوريا", "ليبيا", "كما", "واشنطن", "بيان"]
    {
        assert_eq!(segments(word), lexicon().fold(word));
    }
}

proptest! {
    #[test]
    fn the_segments_joined_are_the_folded_word(word in "[ء-ي]{1,14}") {
        prop_assert_eq!(segments(&word).replace('+', ""), lexicon().fold(&word));
    }
}
