//! One article with one of everything.

use marsad_record::*;
use marsad_store::{Added, Error, Indexing, Store};

const TEXT: &str = "شبكة الأفق: أعلن متحدث مقتل 12 شخصا على الأقل في كابل أمس";

/// What was read out of one article.
pub fn extraction(id: &str) -> Extraction {
    let span = |start: usize, end: usize| Span::new(start, end);
    let number = TEXT.find("12").expect("a number stands in the text");
    Extraction {
        document: Document {
            id: id.to_owned(),
            source: "page.html".to_owned(),
            url: Some("https://horizon.example/1".to_owned()),
            title: Some("عنوان".to_owned()),
            title_span: None,
            byline: None,
            outlet: Some("horizon".to_owned()),
            language: "ar".to_owned(),
            published: Published { value: Some("2022-03-02T10:00".to_owned()), basis: Basis::Given },
            text: TEXT.to_owned(),
            chrome: vec![Chrome { span: span(0, 8), kind: ChromeKind::Byline }],
            digest: "d1".to_owned(),
        },
        mentions: vec![Mention {
            span: span(0, 8),
            kind: EntityKind::Outlet,
            key: "شبكه".to_owned(),
            entity: None,
            form: MentionForm::Name,
        }],
        times: vec![TimeExpression {
            span: span(0, 8),
            kind: TimeKind::Date,
            value: TimeValue::iso("2022-03-01"),
            alternatives: vec![TimeValue::iso("2022-03"), TimeValue::open("PAST_REF")],
            rule: "time/yesterday".to_owned(),
        }],
        quantities: vec![Quantity {
            span: span(number, number + 2),
            range: Range::qualified(12.0, Qualifier::AtLeast),
            unit: Some("شخصا".to_owned()),
            role: QuantityRole::Killed,
            is_cumulative: false,
            is_attackers: false,
            part_of: Some(0),
            is_superseded: false,
            rule: "toll/killed".to_owned(),
        }],
        tokens: Vec::new(),
        claims: vec![Claim {
            id: "c1".to_owned(),
            span: span(0, TEXT.len()),
            attribution: vec![
                Link {
                    voice: "Horizon".to_owned(),
                    entity: Some("horizon".to_owned()),
                    how: How::Publishes,
                    anonymous: false,
                    span: None,
                    cue: None,
                },
                Link {
                    voice: "متحدث".to_owned(),
                    entity: None,
                    how: How::Says,
                    anonymous: true,
                    span: Some(span(0, 8)),
                    cue: Some(span(0, 8)),
                },
            ],
            stance: Stance::Asserts,
            certainty: Certainty::Certain,
            said_at: Some(TimeValue::open("PRESENT_REF")),
            about: vec!["taliban".to_owned()],
            events: vec!["e1".to_owned()],
            rules: vec!["attribution/announced".to_owned()],
        }],
        events: vec![Event {
            id: "e1".to_owned(),
            trigger: span(0, 8),
            kind: EventType::Assault,
            modes: vec!["explosives".to_owned()],
            contexts: Vec::new(),
            actors: vec![Role {
                entity: Some("taliban".to_owned()),
                name: "Taliban".to_owned(),
                span: None,
                status: RoleStatus::Accused,
            }],
            recipients: vec![Role {
                entity: None,
                name: "مدنيون".to_owned(),
                span: Some(span(0, 8)),
                status: RoleStatus::Asserted,
            }],
            when: Some(TimeValue::iso("2022-03-01")),
            when_alternatives: Vec::new(),
            place: Some(EventPlace {
                place: Some("kabul".to_owned()),
                name: "Kabul".to_owned(),
                country: Some("AF".to_owned()),
                level: PlaceLevel::City,
                chain: vec!["kabul-province".to_owned(), "afghanistan".to_owned()],
                point: Some((34.5, 69.2)),
                span: Some(span(0, 8)),
            }),
            toll: Toll {
                killed: Some(TollPart {
                    range: Range::qualified(12.0, Qualifier::AtLeast),
                    who: Some("شخصا".to_owned()),
                    span: None,
                }),
                wounded: None,
            },
            modality: Modality::Asserted,
            claims: vec!["c1".to_owned()],
            is_headline: true,
            confidence: 0.93,
            rules: vec!["event/attack".to_owned()],
        }],
        relations: vec![Relation {
            from: "taliban".to_owned(),
            to: "afghanistan".to_owned(),
            sign: Sign::Hostile,
            modality: RelationModality::Asserted,
            when: None,
            span: span(0, 8),
            claims: vec!["c1".to_owned()],
            rules: Vec::new(),
        }],
        forecasts: vec![Forecast {
            claim: "c1".to_owned(),
            span: span(0, 8),
            from: Some("2022-04".to_owned()),
            to: None,
            condition: None,
        }],
        entities: vec![Entity {
            id: "taliban".to_owned(),
            name_en: "Taliban".to_owned(),
            name_ar: "طالبان".to_owned(),
            also: vec!["Islamic Emirate".to_owned()],
            kind: EntityKind::Group,
            parent: None,
            country: Some("AF".to_owned()),
            wikidata: None,
        }],
        notes: vec![Note::new("odd", None, "something was odd")],
    }
}

/// Keeps it as it is.
pub fn add(store: &Store, extraction: &Extraction) -> Result<Added, Error> {
    store.add(extraction, &Indexing { origin: &[1, u64::MAX], fold: &|text| text.to_owned() })
}
