//! The signed network of actors as `marsad.tie/1`.

use serde_json::{Value, json};

use crate::relation::{Signs, counts, rounded};

/// What was done and told in one stretch of time: its name, deeds, relations, and the score of the deeds.
pub type TiePeriod<'t> = (&'t str, Signs, Signs, f64);

/// One tie as `marsad.tie/1`: what is between two actors, whole and by stretches of time.
pub fn tie(one: &str, other: &str, whole: &TiePeriod<'_>, periods: &[TiePeriod<'_>]) -> Value {
    let period = |(name, deeds, statements, score): &TiePeriod<'_>| {
        json!({
            "period": name,
            "sign": sign(*deeds, *statements),
            "deeds": counts(*deeds),
            "statements": counts(*statements),
            "score": rounded(*score),
        })
    };
    let (_, deeds, statements, score) = whole;
    json!({
        "schema": "marsad.tie/1",
        "actors": [one, other],
        "sign": sign(*deeds, *statements),
        "deeds": counts(*deeds),
        "statements": counts(*statements),
        "score": rounded(*score),
        "periods": periods.iter().map(period).collect::<Vec<_>>(),
    })
}

/// Hostile or cooperative where three quarters of what is behind it are; mixed otherwise.
fn sign(deeds: Signs, statements: Signs) -> &'static str {
    let (hostile, cooperative) = (deeds[0] + statements[0], deeds[1] + statements[1]);
    match (4 * hostile, 4 * cooperative, 3 * (hostile + cooperative)) {
        (_, _, 0) => "mixed",
        (hostile, _, most) if hostile >= most => "hostile",
        (_, cooperative, most) if cooperative >= most => "cooperative",
        _ => "mixed",
    }
}

#[cfg(test)]
mod tests {
    use super::sign;

    #[test]
    fn a_tie_is_mixed_unless_three_quarters_say_one_thing() {
        assert_eq!(sign([3, 1, 9], [0, 0, 0]), "hostile");
        assert_eq!(sign([1, 0, 0], [0, 3, 0]), "cooperative");
        assert_eq!(sign([2, 1, 0], [0, 0, 0]), "mixed");
        assert_eq!(sign([0, 0, 4], [0, 0, 0]), "mixed");
    }
}
