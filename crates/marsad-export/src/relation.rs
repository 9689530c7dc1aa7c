//! Relations through time as `marsad.relation/1` and `marsad.triad/1`.

use std::collections::BTreeSet;

use marsad_record::reported::ClaimRef;
use serde_json::{Value, json};

/// Signs by sign: hostile, cooperative, neutral.
pub type Signs = [usize; 3];

/// What one outlet or voice tells: its name, deeds, relations, and the score of its deeds.
pub type Teller<'t> = (&'t str, Signs, Signs, f64);

/// One point of a series, with what is behind it.
pub struct SeriesPoint<'t> {
    /// The stretch of time.
    pub period: &'t str,
    /// Who.
    pub from: &'t str,
    /// To whom.
    pub to: &'t str,
    /// Deeds, each incident once.
    pub deeds: Signs,
    /// Relations told.
    pub statements: Signs,
    /// PLOVER scores together.
    pub score: f64,
    /// Incidents.
    pub incidents: &'t BTreeSet<String>,
    /// Claims.
    pub claims: &'t BTreeSet<ClaimRef>,
    /// By outlet.
    pub outlets: Vec<Teller<'t>>,
    /// By innermost voice.
    pub voices: Vec<Teller<'t>>,
}

/// One point as `marsad.relation/1`.
pub fn relation(point: &SeriesPoint<'_>) -> Value {
    let count = point.incidents.len();
    let mean = if count == 0 { None } else { Some(rounded(point.score / count as f64)) };
    let teller = |(name, deeds, statements, score): &Teller<'_>| json!({"name": name, "deeds": counts(*deeds), "statements": counts(*statements), "score": rounded(*score)});
    json!({
        "schema": "marsad.relation/1",
        "period": point.period,
        "from": point.from,
        "to": point.to,
        "deeds": counts(point.deeds),
        "statements": counts(point.statements),
        "score": rounded(point.score),
        "mean": mean,
        "incidents": point.incidents,
        "claims": point.claims.iter()
            .map(|claim| json!({"document": claim.document, "claim": claim.claim})).collect::<Vec<_>>(),
        "outlets": point.outlets.iter().map(teller).collect::<Vec<_>>(),
        "voices": point.voices.iter().map(teller).collect::<Vec<_>>(),
    })
}

/// One strained threesome as `marsad.triad/1`: each pair with its score and the incidents behind it.
pub fn triad(third: &str, pairs: &[(String, String, f64, BTreeSet<String>)]) -> Value {
    let pair = |(one, other, score, incidents): &(String, String, f64, BTreeSet<String>)| {
        let sign = if *score < 0.0 { "hostile" } else { "cooperative" };
        json!({"actors": [one, other], "sign": sign, "score": rounded(*score), "incidents": incidents})
    };
    json!({"schema": "marsad.triad/1", "third": third, "pairs": pairs.iter().map(pair).collect::<Vec<_>>()})
}

pub(crate) fn counts([hostile, cooperative, neutral]: Signs) -> Value {
    json!({"hostile": hostile, "cooperative": cooperative, "neutral": neutral})
}

/// Scores are sums of halves; what is left of a float's last digits says nothing.
pub(crate) fn rounded(score: f64) -> f64 {
    (score * 100.0).round() / 100.0
}
