//! Paradigms of one verb per class, written out by hand and compared letter by letter, hamzas included.

use super::*;

fn tables() -> Tables {
    Tables::parse(Sources {
        verb_patterns: include_str!("../../../../lexicon/ar/verb_patterns.tsv"),
        verb_endings: include_str!("../../../../lexicon/ar/verb_endings.tsv"),
        verb_meetings: include_str!("../../../../lexicon/ar/verb_meetings.tsv"),
        verb_worn: include_str!("../../../../lexicon/ar/verb_worn.tsv"),
        masdar_patterns: include_str!("../../../../lexicon/ar/masdar_patterns.tsv"),
        noun_endings: include_str!("../../../../lexicon/ar/noun_endings.tsv"),
        homographs: "id\tletters\troot\tnote\nhomograph-1\tمدينة\t\t\nhomograph-2\tيعد\tوعد1\t\n",
    })
    .expect("the tables of inflection parse")
}

fn as_written(text: &str) -> String {
    text.to_owned()
}

fn verb(root: &str, form: &str, vowels: &str) -> VerbLemma {
    let masdars = if form == "1" { vec!["فعل".to_owned()] } else { Vec::new() };
    let passive = form != "7";
    VerbLemma { lemma: 7, root: root.into(), form: form.into(), vowels: vowels.into(), passive, masdars }
}

fn find(forms: &[Form], tense: Tense, voice: Voice, person: Person, gender: Gender, number: Number) -> Vec<&str> {
    let fits = |form: &&Form| {
        form.tense == tense
            && (form.voice == voice || form.voice == Voice::Either)
            && form.person == person
            && form.gender == gender
            && form.number == number
            && !form.bound
    };
    forms.iter().filter(fits).map(|form| form.surface.as_str()).collect()
}

/// Nine active cells: perfect he, she, they, I; imperfect he, they, they (feminine); jussive he; imperative you.
fn active(forms: &[Form]) -> String {
    use {Gender as G, Number as N, Person as P, Tense as T};
    let cells = [
        (T::Perfect, P::Third, G::Masculine, N::Singular),
        (T::Perfect, P::Third, G::Feminine, N::Singular),
        (T::Perfect, P::Third, G::Masculine, N::Plural),
        (T::Perfect, P::First, G::Either, N::Singular),
        (T::Imperfect, P::Third, G::Masculine, N::Singular),
        (T::Imperfect, P::Third, G::Masculine, N::Plural),
        (T::Imperfect, P::Third, G::Feminine, N::Plural),
        (T::Jussive, P::Third, G::Masculine, N::Singular),
        (T::Imperative, P::Second, G::Masculine, N::Singular),
    ];
    let cell = |(tense, person, gender, number)| {
        find(forms, tense, Voice::Active, person, gender, number).first().copied().unwrap_or("-").to_owned()
    };
    cells.map(cell).join(" ")
}

/// Four passive cells: perfect he, she; imperfect he, they.
fn passive(forms: &[Form]) -> String {
    use {Gender as G, Number as N, Tense as T};
    let cells = [
        (T::Perfect, G::Masculine, N::Singular),
        (T::Perfect, G::Feminine, N::Singular),
        (T::Imperfect, G::Masculine, N::Singular),
        (T::Imperfect, G::Masculine, N::Plural),
    ];
    let cell = |(tense, gender, number)| {
        find(forms, tense, Voice::Passive, Person::Third, gender, number).first().copied().unwrap_or("-").to_owned()
    };
    cells.map(cell).join(" ")
}

/// Masdar, active and passive participle.
fn nouns(verb: &VerbLemma, tables: &Tables) -> String {
    let forms = verbal_nouns(verb, tables, &as_written);
    let first = |role: NounRole| {
        forms.iter().find(|form| form.role == role).map_or("-", |form| form.surface.as_str()).to_owned()
    };
    [NounRole::Masdar, NounRole::ActiveParticiple, NounRole::PassiveParticiple].map(first).join(" ")
}

#[test]
fn each_class_of_verbs_has_its_paradigm() {
    let tables = tables();
    // root, form, vowels | active cells | passive cells | masdar, participles
    let rows = "
قتل 1 a-u | قتل قتلت قتلوا قتلت يقتل يقتلون يقتلن - اقتل | قتل قتلت يقتل يقتلون | فعل قاتل مقتول
وقع 1 a-a | وقع وقعت وقعوا وقعت يقع يقعون يقعن - قع | وقع وقعت يوقع يوقعون | فعل واقع موقوع
وصل 1 a-i | وصل وصلت وصلوا وصلت يصل يصلون يصلن - صل | وصل وصلت يوصل يوصلون | فعل واصل موصول
قول 1 a-u | قال قالت قالوا قلت يقول يقولون يقلن يقل قل | قيل قيلت يقال يقالون | فعل قائل مقول
سير 1 a-i | سار سارت ساروا سرت يسير يسيرون يسرن يسر سر | سير سيرت يسار يسارون | فعل سائر مسير
خوف 1 i-a | خاف خافت خافوا خفت يخاف يخافون يخفن يخف خف | خيف خيفت يخاف يخافون | فعل خائف مخوف
دعو 1 a-u | دعا دعت دعوا دعوت يدعو يدعون يدعون يدع ادع | دعي دعيت يدعى يدعون | فعل داعي مدعو
رمي 1 a-i | رمى رمت رموا رميت يرمي يرمون يرمين يرم ارم | رمي رميت يرمى يرمون | فعل رامي مرمي
لقي 1 i-a | لقي لقيت لقوا لقيت يلقى يلقون يلقين يلق الق | لقي لقيت يلقى يلقون | فعل لاقي ملقي
شنن 1 a-u | شن شنت شنوا شننت يشن يشنون يشنن يشنن اشنن | شن شنت يشن يشنون | فعل شان مشنون
ءخذ 1 a-u | أخذ أخذت أخذوا أخذت يأخذ يأخذون يأخذن - خذ | أخذ أخذت يؤخذ يؤخذون | فعل آخذ مأخوذ
سءل 1 a-a | سأل سألت سألوا سألت يسأل يسألون يسألن - اسأل | سئل سئلت يسأل يسألون | فعل سائل مسؤول
قرء 1 a-a | قرأ قرأت قرؤوا قرأت يقرأ يقرؤون يقرأن - اقرأ | قرئ قرئت يقرأ يقرؤون | فعل قارئ مقروء
رءي 1 a-a | رأى رأت رأوا رأيت يرى يرون يرين ير ر | رئي رئيت يرى يرون | فعل رائي مرئي
جيء 1 a-i | جاء جاءت جاؤوا جئت يجيء يجيئون يجئن يجئ جئ | جيء جيئت يجاء يجاؤون | فعل جائئ مجيء
هدد 2 - | هدد هددت هددوا هددت يهدد يهددون يهددن - هدد | هدد هددت يهدد يهددون | تهديد مهدد مهدد
ءدي 2 - | أدى أدت أدوا أديت يؤدي يؤدون يؤدين يؤد أد | أدي أديت يؤدى يؤدون | تأدية مؤدي مؤدى
هجم 3 - | هاجم هاجمت هاجموا هاجمت يهاجم يهاجمون يهاجمن - هاجم | هوجم هوجمت يهاجم يهاجمون | مهاجمة مهاجم مهاجم
دين 4 - | أدان أدانت أدانوا أدنت يدين يدينون يدن يدن أدن | أدين أدينت يدان يدانون | إدانة مدين مدان
لقي 4 - | ألقى ألقت ألقوا ألقيت يلقي يلقون يلقين يلق ألق | ألقي ألقيت يلقى يلقون | إلقاء ملقي ملقى
نشء 4 - | أنشأ أنشأت أنشؤوا أنشأت ينشئ ينشئون ينشئن - أنشئ | أنشئ أنشئت ينشأ ينشؤون | إنشاء منشئ منشأ
وقف 4 - | أوقف أوقفت أوقفوا أوقفت يوقف يوقفون يوقفن - أوقف | أوقف أوقفت يوقف يوقفون | إيقاف موقف موقف
لقي 5 - | تلقى تلقت تلقوا تلقيت يتلقى يتلقون يتلقين يتلق تلق | تلقي تلقيت يتلقى يتلقون | تلقي متلقي متلقى
فوض 6 - | تفاوض تفاوضت تفاوضوا تفاوضت يتفاوض يتفاوضون يتفاوضن - تفاوض | تفووض تفووضت يتفاوض يتفاوضون | تفاوض متفاوض متفاوض
سحب 7 - | انسحب انسحبت انسحبوا انسحبت ينسحب ينسحبون ينسحبن - انسحب | - - - - | انسحاب منسحب -
هور 7 - | انهار انهارت انهاروا انهرت ينهار ينهارون ينهرن ينهر انهر | - - - - | انهيار منهار -
لقي 8 - | التقى التقت التقوا التقيت يلتقي يلتقون يلتقين يلتق التق | التقي التقيت يلتقى يلتقون | التقاء ملتقي ملتقى
وفق 8 - | اتفق اتفقت اتفقوا اتفقت يتفق يتفقون يتفقن - اتفق | اتفق اتفقت يتفق يتفقون | اتفاق متفق متفق
ضرر 8 - | اضطر اضطرت اضطروا اضطررت يضطر يضطرون يضطررن يضطرر اضطرر | اضطر اضطرت يضطر يضطرون | اضطرار مضطر مضطر
زيد 8 - | ازداد ازدادت ازدادوا ازددت يزداد يزدادون يزددن يزدد ازدد | ازديد ازديدت يزداد يزدادون | ازدياد مزداد مزداد
صدم 8 - | اصطدم اصطدمت اصطدموا اصطدمت يصطدم يصطدمون يصطدمن - اصطدم | اصطدم اصطدمت يصطدم يصطدمون | اصطدام مصطدم مصطدم
دعو 8 - | ادعى ادعت ادعوا ادعيت يدعي يدعون يدعين يدع ادع | ادعي ادعيت يدعى يدعون | ادعاء مدعي مدعى
حمر 9 - | احمر احمرت احمروا احمرت يحمر يحمرون يحمرن - احمر | - - - - | احمرار محمر -
هدف 10 - | استهدف استهدفت استهدفوا استهدفت يستهدف يستهدفون يستهدفن - استهدف | استهدف استهدفت يستهدف يستهدفون | استهداف مستهدف مستهدف
قول 10 - | استقال استقالت استقالوا استقلت يستقيل يستقيلون يستقلن يستقل استقل | استقيل استقيلت يستقال يستقالون | استقالة مستقيل مستقال
جوب 10 sound | استجوب استجوبت استجوبوا استجوبت يستجوب يستجوبون يستجوبن - استجوب | استجوب استجوبت يستجوب يستجوبون | استجواب مستجوب مستجوب
سيطر Q1 - | سيطر سيطرت سيطروا سيطرت يسيطر يسيطرون يسيطرن - سيطر | سوطر سوطرت يسيطر يسيطرون | سيطرة مسيطر مسيطر
جمهر Q2 - | تجمهر تجمهرت تجمهروا تجمهرت يتجمهر يتجمهرون يتجمهرن - تجمهر | تجمهر تجمهرت يتجمهر يتجمهرون | تجمهر متجمهر متجمهر
";
    for row in rows.lines().filter(|row| !row.is_empty()) {
        let parts: Vec<&str> = row.split(" | ").collect();
        let head: Vec<&str> = parts[0].split(' ').collect();
        let vowels = if head[2] == "-" { "" } else { head[2] };
        let verb = verb(head[0], head[1], vowels);
        let forms = conjugate(&verb, &tables, &as_written);
        assert_eq!(active(&forms), parts[1], "active of {}", parts[0]);
        assert_eq!(passive(&forms), parts[2], "passive of {}", parts[0]);
        assert_eq!(nouns(&verb, &tables), parts[3], "nouns of {}", parts[0]);
        assert!(forms.iter().all(|form| form.lemma == 7));
    }
}

#[test]
fn plural_hamza_is_written_both_ways() {
    let forms = conjugate(&verb("بدء", "1", "a-a"), &tables(), &as_written);
    let they = find(&forms, Tense::Perfect, Voice::Active, Person::Third, Gender::Masculine, Number::Plural);
    assert_eq!(they, ["بدؤوا", "بدأوا"]);
}

#[test]
fn forms_before_a_pronoun_lose_their_silent_letters() {
    let tables = tables();
    let bound = |root: &str, form: &str, vowels: &str| -> Vec<String> {
        let forms = conjugate(&verb(root, form, vowels), &tables, &as_written);
        let third = |form: &&Form| form.bound && form.person == Person::Third && form.tense == Tense::Perfect;
        forms
            .iter()
            .filter(third)
            .filter(|form| form.voice != Voice::Passive)
            .map(|form| form.surface.clone())
            .collect()
    };
    assert_eq!(bound("قتل", "1", "a-u"), ["قتلو"]);
    assert_eq!(bound("رمي", "1", "a-i"), ["رما", "رمو"]);
}

#[test]
fn active_and_passive_of_the_same_letters_are_one_form() {
    let forms = conjugate(&verb("قتل", "1", "a-u"), &tables(), &as_written);
    let he = find(&forms, Tense::Perfect, Voice::Active, Person::Third, Gender::Masculine, Number::Singular);
    assert_eq!(he, ["قتل"]);
    assert!(forms.iter().filter(|form| form.surface == "قتلوا").all(|form| form.voice == Voice::Either));
    let distinct = conjugate(&verb("هجم", "3", ""), &tables(), &as_written);
    assert!(distinct.iter().any(|form| form.surface == "هوجمت" && form.voice == Voice::Passive));
}

#[test]
fn letters_that_are_another_word_are_not_given() {
    let tables = tables();
    let condemn = verbal_nouns(&verb("دين", "4", ""), &tables, &as_written);
    assert!(!condemn.iter().any(|form| form.surface == "مدينة"));
    assert!(condemn.iter().any(|form| form.surface == "مدين"));
    let has = |root: &str, vowels: &str| {
        conjugate(&verb(root, "1", vowels), &tables, &as_written).iter().any(|form| form.surface == "يعد")
    };
    assert!(!has("وعد", "a-i") && has("عدد", "a-u"));
}

#[test]
fn a_root_that_does_not_fit_gives_nothing() {
    let tables = tables();
    assert!(conjugate(&verb("قتل", "Q1", ""), &tables, &as_written).is_empty());
    assert!(conjugate(&verb("قتل", "1", "o-o"), &tables, &as_written).is_empty());
    assert_eq!(citation(&verb("", "4", ""), &tables), None);
}

fn declined(singular: &str, plurals: &[&str]) -> Vec<NounForm> {
    let noun = NounLemma {
        lemma: 3,
        singular: singular.into(),
        plurals: plurals.iter().map(|plural| (*plural).to_owned()).collect(),
        gender: Gender::Masculine,
    };
    decline(&noun, &tables(), &as_written)
}

fn surfaces(forms: &[NounForm], number: Number, state: State) -> Vec<&str> {
    let fits = |form: &&NounForm| form.number == number && form.state == state;
    forms.iter().filter(fits).map(|form| form.surface.as_str()).collect()
}

#[test]
fn nouns_take_dual_plural_accusative_and_construct() {
    let attack = declined("هجوم", &["هجمات"]);
    assert_eq!(surfaces(&attack, Number::Singular, State::Indefinite), ["هجوما"]);
    assert_eq!(surfaces(&attack, Number::Dual, State::Absolute), ["هجومان", "هجومين"]);
    assert_eq!(surfaces(&attack, Number::Dual, State::Construct), ["هجوما", "هجومي"]);
    assert!(surfaces(&attack, Number::Plural, State::Any).contains(&"هجمات"));
    let gunman = declined("مسلح", &["ون"]);
    assert_eq!(surfaces(&gunman, Number::Plural, State::Absolute), ["مسلحون", "مسلحين"]);
    assert_eq!(surfaces(&gunman, Number::Plural, State::Construct), ["مسلحو", "مسلحي"]);
    let raid = declined("غارة", &["ات"]);
    assert_eq!(surfaces(&raid, Number::Dual, State::Absolute), ["غارتان", "غارتين"]);
    assert_eq!(surfaces(&raid, Number::Plural, State::Any), ["غارات"]);
    assert!(raid.iter().any(|form| form.bound && form.surface == "غارت"));
    let meeting = declined("لقاء", &["لقاءات"]);
    assert!(!meeting.iter().any(|form| form.surface == "لقاءا" && form.state == State::Indefinite));
}

#[test]
fn a_phrase_inflects_in_its_first_word() {
    let bomb = declined("عبوة ناسفة", &["عبوات ناسفة"]);
    let has = |surface: &str| bomb.iter().any(|form| form.surface == surface);
    assert!(has("عبوة ناسفة") && has("عبوات ناسفة") && has("عبوة الناسفة"));
}

#[test]
fn participles_inflect_for_gender_and_number() {
    let forms = verbal_nouns(&verb("هجم", "3", ""), &tables(), &as_written);
    let of = |gender: Gender, number: Number| -> Vec<&str> {
        let fits = |form: &&NounForm| {
            form.role == NounRole::ActiveParticiple && form.gender == gender && form.number == number
        };
        forms.iter().filter(fits).map(|form| form.surface.as_str()).collect()
    };
    assert_eq!(of(Gender::Masculine, Number::Plural), ["مهاجمون", "مهاجمين", "مهاجمو", "مهاجمي"]);
    assert_eq!(of(Gender::Feminine, Number::Plural), ["مهاجمات"]);
    assert!(of(Gender::Feminine, Number::Dual).contains(&"مهاجمتين"));
}

#[test]
fn a_table_with_a_wrong_cell_names_its_row() {
    let fault = Tables::parse(Sources {
        verb_patterns: "id\tform\n",
        verb_endings: "id\ttense\nending-01\tpluperfect\n",
        verb_meetings: "id\n",
        verb_worn: "id\n",
        masdar_patterns: "id\n",
        noun_endings: "id\n",
        homographs: "id\n",
    })
    .expect_err("no such tense");
    assert!(fault.contains("ending-01") && fault.contains("tense"), "{fault}");
}
