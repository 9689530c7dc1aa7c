//! Facts of an incident in a few words, for tables and lists.

use marsad_export::amount;
use marsad_record::incident::{Facts, TollFact};
use marsad_record::reported::Side;
use marsad_record::{Interval, Range, TollPart};

/// The day, or the days, most widely told; `+1` where another is told too.
pub fn date_told(facts: &Facts) -> String {
    let told = facts.date.sides.first().map(|side| interval(&side.value)).unwrap_or_default();
    told + &more(facts.date.sides.len())
}

/// The place most widely told.
pub fn place_told(facts: &Facts) -> String {
    let told = facts.place.sides.first().map(|side| side.value.name.clone()).unwrap_or_default();
    told + &more(facts.place.sides.len())
}

/// The amounts of a toll, from the lowest to the highest.
pub fn amount_told(toll: &TollFact) -> String {
    match toll.reported.sides.as_slice() {
        [] => String::new(),
        [side] => amount(&side.value.range),
        _ => {
            let mut told: Vec<f64> = toll.ranges().filter_map(Range::told).collect();
            told.sort_by(f64::total_cmp);
            match (told.first(), told.last()) {
                (Some(low), Some(high)) if low < high => format!("{low}-{high}"),
                (Some(low), _) => low.to_string(),
                _ => String::new(),
            }
        }
    }
}

/// The side of a toll that is most widely told.
pub fn best_amount(toll: &TollFact) -> Option<&Side<TollPart>> {
    toll.reported.sides.first()
}

/// One day, or the first and the last.
pub fn interval(days: &Interval) -> String {
    let [from, to] = [days.from, days.to].map(|day| day.map_or_else(|| "…".to_owned(), |day| day.to_string()));
    if from == to { from } else { format!("{from} to {to}") }
}

fn more(sides: usize) -> String {
    if sides > 1 { format!(" +{}", sides - 1) } else { String::new() }
}
