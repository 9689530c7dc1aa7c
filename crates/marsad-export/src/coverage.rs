//! How much was read, as `marsad.coverage/1`.

use marsad_record::coverage::Coverage;
use serde_json::{Value, json};

/// How much was read, as `marsad.coverage/1`.
pub fn coverage(coverage: &Coverage) -> Value {
    let day = |read: &marsad_record::coverage::DayRead| json!({ "day": read.day, "documents": read.documents, "outlets": read.outlets });
    let gap = |gap: &marsad_record::Interval| {
        let days = gap.from.zip(gap.to).and_then(|(from, to)| Some(from.until(to).ok()?.get_days() + 1));
        json!({
            "from": gap.from.map(|day| day.to_string()),
            "to": gap.to.map(|day| day.to_string()),
            "days": days,
        })
    };
    let outlet = |read: &marsad_record::coverage::OutletRead| {
        json!({
            "outlet": read.outlet,
            "documents": read.documents,
            "days": read.days,
            "first": read.first,
            "last": read.last,
        })
    };
    json!({
        "schema": "marsad.coverage/1",
        "from": coverage.from,
        "to": coverage.to,
        "documents": coverage.documents,
        "undated": coverage.undated,
        "days": coverage.days.iter().map(day).collect::<Vec<_>>(),
        "gaps": coverage.gaps.iter().map(gap).collect::<Vec<_>>(),
        "outlets": coverage.outlets.iter().map(outlet).collect::<Vec<_>>(),
    })
}
