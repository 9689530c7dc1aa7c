//! Watches and their notices: the JSON contract, and the feed (Atom, RFC 4287) that every reader knows.

use marsad_record::watch::{Delivery, DeliveryState, Notice, NoticeKind, Watch};
use serde_json::{Value, json};

/// `marsad.watch/1`. What signs its posts is never among what is written.
pub fn watch(watch: &Watch) -> Value {
    let query = &watch.query;
    json!({
        "schema": "marsad.watch/1",
        "id": watch.id,
        "who": watch.who,
        "name": watch.name,
        "made": watch.made,
        "query": {
            "text": query.text,
            "place": query.place,
            "actor": query.actor,
            "type": query.kind,
            "outlet": query.outlet,
            "disputed": query.disputed,
            "passing": query.passing,
            "killed": query.killed,
            "forecasts": query.forecasts,
        },
        "webhook": watch.webhook,
        "inner": watch.is_inner,
        "mail": watch.mail,
    })
}

/// How far the notices of a watch have come: counts by state, and what went wrong.
pub fn deliveries(counts: &[usize], troubled: &[Delivery]) -> Value {
    let mut told = json!({});
    for (state, count) in DeliveryState::ALL.iter().zip(counts) {
        told[state.name()] = (*count).into();
    }
    told["troubled"] = troubled.iter().map(delivery).collect();
    told
}

fn delivery(delivery: &Delivery) -> Value {
    json!({
        "notice": delivery.notice,
        "channel": delivery.channel.name(),
        "state": delivery.state.name(),
        "tries": delivery.tries,
        "next": delivery.next,
        "error": delivery.error,
    })
}

/// `marsad.notice/1`.
pub fn notice(notice: &Notice, watch: &Watch, link: Option<&str>) -> Value {
    let is_claim = notice.kind == NoticeKind::ForecastDue;
    let subject = (notice.kind != NoticeKind::Test).then_some(&notice.subject);
    json!({
        "schema": "marsad.notice/1",
        "id": notice.id,
        "place": notice.row,
        "watch": watch.id,
        "watch_name": watch.name,
        "kind": notice.kind.name(),
        "when": notice.when,
        "incident": subject.filter(|_| !is_claim),
        "claim": subject.filter(|_| is_claim),
        "document": notice.document,
        "title": notice.title,
        "before": notice.before,
        "after": notice.after,
        "quote": notice.quote,
        "link": link,
    })
}

/// The screen that shows what a notice is about.
pub fn notice_link(base: &str, notice: &Notice) -> Option<String> {
    let base = base.trim_end_matches('/');
    match (notice.kind, &notice.document) {
        (NoticeKind::Test, _) => Some(format!("{base}/watches")),
        (NoticeKind::ForecastDue, Some(document)) => Some(format!("{base}/documents/{}", percent(document))),
        (NoticeKind::ForecastDue, None) => None,
        _ => Some(format!("{base}/incidents/{}", percent(&notice.subject))),
    }
}

/// The feed of a watch, newest first. Ids stay the same wherever and however often it is read.
pub fn atom(watch: &Watch, notices: &[Notice], base: &str, words: &dyn Fn(&str) -> String) -> String {
    let base = base.trim_end_matches('/');
    let updated = notices.first().map_or(&watch.made, |notice| &notice.when);
    let mut feed =
        String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
    let mut line = |text: String| {
        feed.push_str(&text);
        feed.push('\n');
    };
    line(format!("<id>urn:marsad:watch:{}</id>", escaped(&watch.id)));
    line(format!("<title type=\"text\">{}</title>", escaped(&watch.name)));
    line(format!("<updated>{}</updated>", escaped(updated)));
    line(format!("<author><name>{}</name></author>", escaped(&format!("Marsad ({})", watch.who))));
    let own = format!("{base}/api/v1/watches/{}/feed.atom", percent(&watch.id));
    line(format!("<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>", escaped(&own)));
    line(format!("<link rel=\"alternate\" href=\"{}\"/>", escaped(&format!("{base}/watches"))));
    for notice in notices {
        let kind = words(&format!("notice-{}", notice.kind));
        let told = if notice.title.is_empty() { &notice.quote } else { &notice.title };
        line("<entry>".to_owned());
        line(format!("<id>urn:uuid:{}</id>", escaped(&notice.id)));
        line(format!("<title type=\"text\">{}</title>", escaped(&format!("{kind}: {told}"))));
        line(format!("<updated>{0}</updated><published>{0}</published>", escaped(&notice.when)));
        line(format!("<category term=\"{}\"/>", escaped(notice.kind.name())));
        if let Some(link) = notice_link(base, notice) {
            line(format!("<link rel=\"alternate\" href=\"{}\"/>", escaped(&link)));
        }
        let change = match (&notice.before, &notice.after) {
            (Some(before), Some(after)) => format!("{before} \u{2192} {after}"),
            (before, after) => after.clone().or_else(|| before.clone()).unwrap_or_default(),
        };
        let paragraphs = [change.as_str(), notice.quote.as_str()];
        let content: Vec<&str> = paragraphs.into_iter().filter(|words| !words.is_empty()).collect();
        line(format!("<content type=\"text\">{}</content>", escaped(&content.join("\n\n"))));
        line("</entry>".to_owned());
    }
    line("</feed>".to_owned());
    feed
}

/// Text for XML; what XML cannot hold is left out.
fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\t' | '\n' | '\r' => text.push(letter),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => text.push(letter),
        }
    }
    text
}

/// A part of an address.
fn percent(part: &str) -> String {
    let mut text = String::with_capacity(part.len());
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use marsad_record::watch::{Notice, NoticeKind, Watch, WatchQuery};

    use super::{atom, notice_link};

    fn watch() -> Watch {
        Watch {
            id: "w1".to_owned(),
            who: "noor".to_owned(),
            name: "قتلى <في> بغداد & حولها".to_owned(),
            made: "2026-01-01T00:00:00Z".to_owned(),
            query: WatchQuery::default(),
            webhook: None,
            is_inner: false,
            mail: None,
        }
    }

    fn notice(title: &str) -> Notice {
        Notice {
            row: 1,
            id: "01234567-89ab-4def-8123-456789abcdef".to_owned(),
            watch: "w1".to_owned(),
            kind: NoticeKind::Toll,
            subject: "i/1".to_owned(),
            when: "2026-01-02T00:00:00Z".to_owned(),
            title: title.to_owned(),
            before: Some("killed 3".to_owned()),
            after: Some("killed 5".to_owned()),
            quote: "قال مصدر".to_owned(),
            document: None,
        }
    }

    #[test]
    fn a_title_cannot_become_markup_and_ids_stay() {
        let words = |name: &str| name.to_owned();
        let feed = atom(&watch(), &[notice("a <script> & \u{8} b")], "http://localhost:1/", &words);
        assert!(feed.contains("a &lt;script&gt; &amp;  b") && !feed.contains("<script>") && !feed.contains('\u{8}'));
        assert!(feed.contains("<id>urn:uuid:01234567-89ab-4def-8123-456789abcdef</id>"));
        assert!(feed.contains("href=\"http://localhost:1/api/v1/watches/w1/feed.atom\""));
        assert!(feed.contains("<updated>2026-01-02T00:00:00Z</updated>"));
        for name in ["<feed", "<entry>", "<content"] {
            let closing = name.trim_end_matches('>').replace('<', "</");
            assert_eq!(feed.matches(name).count(), feed.matches(&closing).count(), "{name}");
        }
        assert!(atom(&watch(), &[], "http://localhost:1", &words).contains("<updated>2026-01-01T00:00:00Z</updated>"));
    }

    #[test]
    fn a_link_leads_to_what_the_notice_is_about() {
        assert_eq!(notice_link("http://d/", &notice("x")).as_deref(), Some("http://d/incidents/i%2F1"));
    }
}
