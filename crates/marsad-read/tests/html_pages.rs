//! HTML pages: the article's lines, the furniture among them marked, the menus gone.

mod common;

use common::{chrome, note_kinds, one};
use marsad_record::Basis;
use marsad_record::ChromeKind::{Byline, Caption, Dateline, Teaser};

const FIRST: &str = "أعلنت وزارة النقل صباح اليوم إعادة فتح المعبر الشمالي أمام المسافرين بعد إغلاق دام أسبوعين، وقال متحدث باسمها إن العمل يسير.";
const SECOND: &str =
    "وأضاف المتحدث أن الشاحنات ستعبر ليلا إلى حين انتهاء أعمال الترميم، وأن الرسوم لن تتغير قبل نهاية العام الجاري.";

fn page(head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"ar\" dir=\"rtl\"><head>{head}</head><body class=\"has-sidebar news\">{body}</body></html>"
    )
}

#[test]
fn an_article_between_menus_comes_out_alone() {
    let read = one(page(
        "<title>المعبر الشمالي يعود إلى العمل | المرفأ</title><meta property=\"og:site_name\" content=\"المرفأ\">",
        &format!(
            "<header><nav><ul><li><a href=/>الرئيسية</a><li><a href=/e>اقتصاد</a></ul></nav></header>\
             <div class=\"layout\"><div class=\"article-page\"><h1>المعبر الشمالي يعود إلى العمل</h1>\
             <div class=\"meta\"><span class=\"author\">هدى منصور</span><span class=\"date\">4 مايو 2021</span></div>\
             <div class=\"share-buttons\"><a>فيسبوك</a><a>تويتر</a></div>\
             <figure><img src=x><figcaption>طابور من الشاحنات</figcaption></figure>\
             <div class=\"article-body\"><p>{FIRST}</p><div class=\"related\"><a href=/1>أسعار الوقود ترتفع في كل المدن</a></div><p>{SECOND}</p></div></div>\
             <aside><h3>الأكثر قراءة</h3><ul><li><a>خبر عن الرياضة وأهلها</a></ul></aside></div>\
             <footer>جميع الحقوق محفوظة</footer>"
        ),
    ))
    .value;
    assert_eq!(read.title.as_deref(), Some("المعبر الشمالي يعود إلى العمل"));
    assert_eq!(read.outlet.as_deref(), Some("المرفأ"));
    assert_eq!(read.byline.as_deref(), Some("هدى منصور"));
    assert_eq!((read.published.value.as_deref(), read.published.basis), (Some("2021-05-04"), Basis::Stated));
    assert_eq!(
        read.text,
        format!(
            "المعبر الشمالي يعود إلى العمل\nهدى منصور\n4 مايو 2021\nطابور من الشاحنات\n{FIRST}\nأسعار الوقود ترتفع في كل المدن\n{SECOND}"
        )
    );
    assert_eq!(
        chrome(&read),
        [
            (Byline, "هدى منصور"),
            (Dateline, "4 مايو 2021"),
            (Caption, "طابور من الشاحنات"),
            (Teaser, "أسعار الوقود ترتفع في كل المدن")
        ]
    );
}

#[test]
fn the_articles_own_data_tells_date_writer_and_house() {
    let data = r#"<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "NewsArticle", "headline": "المعبر الشمالي يعود إلى العمل", "datePublished": "2021-05-04T09:30:00+03:00", "author": [{"name": "هدى منصور"}], "publisher": {"name": "المرفأ"}}]}</script>"#;
    let read = one(page(data, &format!("<h1>المعبر الشمالي يعود إلى العمل</h1><p>{FIRST}</p><p>{SECOND}</p>"))).value;
    assert_eq!((read.published.value.as_deref(), read.published.basis), (Some("2021-05-04T09:30"), Basis::Metadata));
    assert_eq!(read.byline.as_deref(), Some("هدى منصور"));
    assert_eq!(read.outlet.as_deref(), Some("المرفأ"));
}

#[test]
fn lines_parted_by_breaks_are_lines() {
    let read = one(page("<title>المعبر الشمالي يعود إلى العمل</title>", &format!("<table><tr><td width=20><a>سياسة</a><br><a>رياضة</a></td><td><font>{FIRST}<br><br>{SECOND}</font></td></tr></table>"))).value;
    assert_eq!(read.text, format!("المعبر الشمالي يعود إلى العمل\n{FIRST}\n{SECOND}"));
}

#[test]
fn an_article_cut_up_by_adverts_is_whole() {
    let read = one(page(
        "<meta property=\"og:title\" content=\"المعبر الشمالي يعود إلى العمل\">",
        &format!("<div id=c><div class=s><p>{FIRST}</p></div><div class=\"ad-slot\">إعلان</div><div class=s><p>{SECOND}</p></div><div class=s><p>{FIRST}</p><p>{SECOND}</p></div></div>"),
    ))
    .value;
    assert_eq!(read.text.lines().count(), 5, "{}", read.text);
}

#[test]
fn a_date_line_that_contradicts_the_metadata_is_noted() {
    let read = one(page(
        "<meta property=\"article:published_time\" content=\"2021-05-09T08:00:00Z\">",
        &format!(
            "<h1>المعبر الشمالي يعود إلى العمل</h1><p class=d>الثلاثاء 4 مايو 2021</p><p>{FIRST}</p><p>{SECOND}</p>"
        ),
    ));
    assert_eq!(read.value.published.value.as_deref(), Some("2021-05-09T08:00"));
    assert_eq!(note_kinds(&read), ["published-disagrees"]);
}

#[test]
fn a_page_of_links_only_gives_what_text_it_has() {
    let outcomes = common::read_bytes("<html><body><nav><a>سياسة</a></nav><script>x</script></body></html>");
    assert_eq!(common::reason(&outcomes), "-: an HTML page without text");
}

#[test]
fn names_that_lie_do_not_lose_the_article() {
    let read = one(page(
        "<title>المعبر الشمالي يعود إلى العمل</title>",
        &format!(
            "<div id=app class=\"sidebar-right widget-area\"><form><div class=\"main related-layout comments-open\"><h1>المعبر الشمالي يعود إلى العمل</h1>\
             <a rel=author href=\"/author/7\">هدى منصور</a> <time>4 مايو 2021</time> <span>3 دقائق للقراءة</span>\
             <p>{FIRST}</p><p>{SECOND}</p></div></form></div><div class=comments><p>تعليق قارئ على الخبر يقول فيه رأيه في المعبر والشاحنات</p></div>"
        ),
    ))
    .value;
    assert_eq!(
        read.text.lines().collect::<Vec<_>>(),
        ["المعبر الشمالي يعود إلى العمل", "هدى منصور", "4 مايو 2021", "3 دقائق للقراءة", FIRST, SECOND]
    );
    assert_eq!(read.byline.as_deref(), Some("هدى منصور"));
    assert_eq!(read.chrome.len(), 3);
}
