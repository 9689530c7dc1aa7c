//! Plain text as it is pasted from a page: headline, date, writer and furniture, by their shape and place.

mod common;

use common::{chrome, note_kinds, one};
use marsad_record::Basis;
use marsad_record::ChromeKind::{About, Advert, Byline, Caption, Dateline, Navigation, Other, Share, Teaser};

const PARAGRAPH: &str = "أعلنت وزارة النقل صباح اليوم إعادة فتح المعبر الشمالي أمام المسافرين بعد إغلاق دام أسبوعين، وقال متحدث باسمها إن العمل يسير على ما يرام.";

#[test]
fn what_stands_around_an_article_is_marked() {
    let page = format!(
        "إعلان\n\nالمعبر الشمالي يعود إلى العمل\n\nالأربعاء 5 مايو 2021 - 09:15 م\n\nطابور من الشاحنات\n\nكتبت- هدى منصور:\n\n{PARAGRAPH}\n\nاقرأ أيضا: أسعار الوقود ترتفع\n\n{PARAGRAPH}\n\nموضوعات متعلقة:\nمطار جديد في الجنوب\nالسكك الحديدية تنقل مليون راكب\n\nالكلمات المفتاحية: معابر - نقل\nشارك"
    );
    let read = one(page).value;
    assert_eq!(read.title.as_deref(), Some("المعبر الشمالي يعود إلى العمل"));
    assert_eq!(read.title_span.expect("it stands in the text").of(&read.text), "المعبر الشمالي يعود إلى العمل");
    assert_eq!(read.byline.as_deref(), Some("هدى منصور"));
    assert_eq!((read.published.value.as_deref(), read.published.basis), (Some("2021-05-05T21:15"), Basis::Stated));
    assert_eq!(
        chrome(&read),
        [
            (Advert, "إعلان"),
            (Dateline, "الأربعاء 5 مايو 2021 - 09:15 م"),
            (Caption, "طابور من الشاحنات"),
            (Byline, "كتبت- هدى منصور:"),
            (Teaser, "اقرأ أيضا: أسعار الوقود ترتفع"),
            (Teaser, "موضوعات متعلقة:"),
            (Teaser, "مطار جديد في الجنوب"),
            (Teaser, "السكك الحديدية تنقل مليون راكب"),
            (Other, "الكلمات المفتاحية: معابر - نقل"),
            (Share, "شارك"),
        ]
    );
}

#[test]
fn a_site_that_presents_itself_is_not_the_headline() {
    let page = format!(
        "مركز المرافئ للدراسات\nمركز بحثي مستقل يعنى بشؤون النقل البحري، تأسس عام 2009 ويصدر تقارير فصلية\n\nالمعبر الشمالي يعود إلى العمل\n\n{PARAGRAPH}\n"
    );
    let read = one(page).value;
    assert_eq!(read.title.as_deref(), Some("المعبر الشمالي يعود إلى العمل"));
    assert_eq!(read.outlet.as_deref(), Some("مركز المرافئ للدراسات"));
    assert_eq!(chrome(&read).iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), [About, About]);
    assert_eq!(read.published.value, None, "the year of its founding is no date of publication");
}

#[test]
fn a_path_and_a_section_above_the_headline_are_navigation() {
    let read = one(format!("الرئيسية > أخبار > اقتصاد\nاقتصاد\nالمعبر الشمالي يعود إلى العمل\n{PARAGRAPH}")).value;
    assert_eq!(read.title.as_deref(), Some("المعبر الشمالي يعود إلى العمل"));
    assert_eq!(chrome(&read), [(Navigation, "الرئيسية > أخبار > اقتصاد"), (Navigation, "اقتصاد")]);
}

#[test]
fn a_first_sentence_is_not_a_headline() {
    assert_eq!(one(format!("{PARAGRAPH}\n{PARAGRAPH}")).value.title, None);
    assert_eq!(one("عاد المعبر إلى العمل").value.title, None, "one line alone is a text, not a headline");
}

#[test]
fn the_dateline_before_the_first_sentence_is_marked() {
    let read = one(format!("المعبر الشمالي يعود إلى العمل\n\nعمّان (رويترز) - {PARAGRAPH}")).value;
    assert_eq!(chrome(&read), [(Dateline, "عمّان (رويترز) -")]);
}

#[test]
fn words_that_open_teasers_also_open_sentences() {
    let body = "شاهد عشرات السكان الطائرة وهي تهبط قرب النهر.\nشارك ألفا شخص في المسيرة التي انطلقت من الساحة.\nللمزيد من الضغط على الحكومة أعلنت النقابات الإضراب.\nنشر الجيش تعزيزات في محيط المدينة.\nتصوير الفيلم يبدأ في الربيع المقبل.\nكتب الوزير على حسابه أن القرار نهائي.";
    let read = one(format!("يوم طويل في العاصمة\n\n{PARAGRAPH}\n{body}\n{PARAGRAPH}")).value;
    assert_eq!(chrome(&read), []);
}

#[test]
fn section_headings_stay_in_the_article() {
    let read = one(format!(
        "المعبر الشمالي يعود إلى العمل\n\n{PARAGRAPH}\n\nطوابير طويلة\n\n{PARAGRAPH}\n\nما الذي تغير؟\n{PARAGRAPH}"
    ))
    .value;
    assert_eq!(chrome(&read), []);
}

#[test]
fn date_lines_are_read_in_their_many_forms() {
    for (line, expected) in [
        ("الثلاثاء 4 أيار/مايو 2021", "2021-05-04"),
        ("٤ مايو ٢٠٢١", "2021-05-04"),
        ("Published On 4/5/2021", "2021-05-04"),
        ("تاريخ النشر: 04/05/2021 - 14:30 GMT", "2021-05-04T14:30"),
        ("آخر تحديث: الثلاثاء 4 ماي 2021 الساعة 10:05 مساء", "2021-05-04T22:05"),
        ("22 رمضان 1442 هـ - 4 مايو 2021 م 12:40 ص", "2021-05-04T00:40"),
        ("نشر في 2021-05-04", "2021-05-04"),
        ("مايو 4, 2021", "2021-05-04"),
        ("May 4, 2021", "2021-05-04"),
        ("الرباط | 4 ماي 2021", "2021-05-04"),
        ("31 غشت 2021 | 9:30 صباحا", "2021-08-31T09:30"),
        ("12 كانون الأول 2020", "2020-12-12"),
    ] {
        let read = one(format!("المعبر الشمالي يعود إلى العمل\n{line}\n{PARAGRAPH}")).value;
        assert_eq!(read.published.value.as_deref(), Some(expected), "{line}");
        assert_eq!(read.published.basis, Basis::Stated, "{line}");
        assert_eq!(chrome(&read), [(Dateline, line)]);
    }
}

#[test]
fn a_day_in_a_sentence_or_a_headline_is_not_the_day_of_publication() {
    let read = one(format!("4 مايو 2021.. يوم غيّر المدينة\n\nفي 4 مايو 2021 أعلنت الوزارة إعادة فتح المعبر الشمالي أمام المسافرين.\n{PARAGRAPH}")).value;
    assert_eq!(read.published.value, None);
    assert_eq!(read.title.as_deref(), Some("4 مايو 2021.. يوم غيّر المدينة"));
}

#[test]
fn the_day_of_publication_beats_the_day_of_change() {
    let read =
        one(format!("المعبر الشمالي يعود إلى العمل\nآخر تحديث: 6 مايو 2021\nنشر: 4 مايو 2021\n{PARAGRAPH}")).value;
    assert_eq!(read.published.value.as_deref(), Some("2021-05-04"));
}

#[test]
fn a_weekday_that_is_not_that_days_is_noted() {
    let read = one(format!("المعبر الشمالي يعود إلى العمل\nالجمعة 4 مايو 2021\n{PARAGRAPH}"));
    assert_eq!(read.value.published.value.as_deref(), Some("2021-05-04"));
    assert_eq!(note_kinds(&read), ["weekday-contradicts-date"]);
}

#[test]
fn a_day_that_cannot_be_is_noted() {
    let read = one(format!("المعبر الشمالي يعود إلى العمل\n32 مايو 2021\n{PARAGRAPH}"));
    assert_eq!(read.value.published.value, None);
    assert_eq!(note_kinds(&read), ["absurd-date"]);
}

#[test]
fn rights_and_disclaimers_below_the_article_are_marked() {
    let read = one(format!("المعبر الشمالي يعود إلى العمل\n\n{PARAGRAPH}\n*نقلا عن صحيفة الضفة\n** المقالات تعبر عن رأي كتابها ولا تعبر بالضرورة عن رأي الموقع.\nجميع الحقوق محفوظة لموقع المرفأ 2021")).value;
    assert_eq!(chrome(&read).iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), [Byline, About, About]);
}

#[test]
fn pages_of_many_makes_are_read() {
    let second =
        "وأضاف المتحدث أن الشاحنات ستعبر ليلا إلى حين انتهاء أعمال الترميم، وأن الرسوم لن تتغير قبل نهاية العام الجاري.";
    let title = "المعبر الشمالي يعود إلى العمل بعد أسبوعين";
    for (above, below) in [
        (
            "أخبار|العراق\n{T}\nPublished On 26/8/2021\n|\nآخر تحديث: 27/8/2021 - 10:20 (بتوقيت مكة المكرمة)\nحفظ\nشارك\nfacebook twitter whatsapp\nالمعبر كما بدا أمس (رويترز)",
            "المصدر : وكالات",
        ),
        (
            "{T}\n\nنشرت في 26 أغسطس/ آب 2021\n\nمصدر الصورة، Getty Images\n\nالتعليق على الصورة، شاحنات تنتظر عند المعبر",
            "قصص مقترحة\nالسكك الحديدية تنقل مليون راكب",
        ),
        ("{T}\nأخبار العالم العربي\nتاريخ النشر: 26.08.2021 | 14:10 GMT |\nReuters\nانسخ الرابط", "المصدر: رويترز"),
        (
            "{T}\nالخميس - 18 محرم 1443 هـ - 26 أغسطس 2021 مـ رقم العدد [15612]\nشاحنات عند المعبر (رويترز)\nبغداد: «المرفأ اليومي»",
            "TT\nتابعنا على تويتر",
        ),
        (
            "{T}\nكتب بواسطة: رامي سعد\nترجمة وتحرير: هبة نور\n26 أغسطس 2021\n2 دقائق قراءة",
            "الوسوم: المعبر ، النقل\nشارك المقال",
        ),
        (
            "تخطى إلى المحتوى\nالقائمة\n{T}\n26 أغسطس 2021\nآخر تحديث منذ ساعتين\n0 12 أقل من دقيقة",
            "فيسبوك تويتر لينكدإن\nطباعة\nاترك تعليقاً إلغاء الرد\nلن يتم نشر عنوان بريدك الإلكتروني.",
        ),
        (
            "{T}\nالخميس، 26 أغسطس 2021 06:15 م\nكتبت : سارة منير",
            "موضوعات متعلقة..\nأسعار الوقود ترتفع\nمشاركة\nإضافة تعليق",
        ),
        ("{T}\n26 أغسطس 2021", "(إعداد سارة منير للنشرة العربية - تحرير علي نجم)"),
        ("{T}\n26 أغسطس 2021", "سم/عل/كت"),
    ] {
        let above = above.replace("{T}", title);
        let read = one(format!("{above}\n{PARAGRAPH}\n\n{second}\n{below}\n")).value;
        assert_eq!(read.title.as_deref(), Some(title), "{above}");
        assert_eq!(read.published.date().map(|day| day.to_string()).as_deref(), Some("2021-08-26"), "{above}");
        let marked: Vec<&str> = chrome(&read).into_iter().map(|(_, words)| words).collect();
        let around: Vec<&str> =
            above.lines().chain(below.lines()).filter(|line| !line.is_empty() && *line != title).collect();
        assert_eq!(marked, around);
    }
}
