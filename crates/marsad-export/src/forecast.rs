//! Forecasts as `marsad.forecast/1` and the record of a source as `marsad.forecaster/1`.

use marsad_record::forecast::{Bin, Fate, Fit, ForecastState, LedgerEntry, LookedFor, Proposal, Source, SourceRecord};
use marsad_record::time::Interval;
use serde_json::{Map, Value, json};

/// One forecast of the ledger as `marsad.forecast/1`.
pub fn forecast(entry: &LedgerEntry) -> Value {
    let citation = &entry.citation;
    json!({
        "schema": "marsad.forecast/1",
        "subject": entry.subject,
        "document": citation.claim.document,
        "claim": citation.claim.claim,
        "outlet": known(&citation.outlet),
        "published": citation.published,
        "chain": citation.chain,
        "source": source(&entry.source),
        "quote": citation.quote,
        "stance": entry.stance.name(),
        "certainty": entry.certainty.name(),
        "stated": marsad_record::forecast::stated(entry.certainty),
        "from": entry.from,
        "to": entry.to,
        "due": entry.due,
        "condition": entry.condition,
        "looked_for": entry.looked_for.iter().map(looked_for).collect::<Vec<_>>(),
        "checkable": entry.obstacles.is_empty(),
        "obstacles": entry.obstacles.iter().map(|ground| ground.name()).collect::<Vec<_>>(),
        "state": entry.state.name(),
        "proposed": entry.proposal.as_ref().map(proposal),
        "decided": entry.fate.as_ref().map(fate),
    })
}

/// The record of one source as `marsad.forecaster/1`; `source` is null for all together.
pub fn forecaster(record: &SourceRecord, enough: usize) -> Value {
    let states: Map<String, Value> = ForecastState::ALL
        .iter()
        .zip(record.states)
        .map(|(state, count)| (state.name().to_owned(), count.into()))
        .collect();
    json!({
        "schema": "marsad.forecaster/1",
        "source": record.source.as_ref().map(source),
        "forecasts": record.states.iter().sum::<usize>(),
        "states": states,
        "scored": record.scored,
        "enough": enough,
        "brier": record.brier.map(rounded),
        "bins": record.bins.iter().map(bin).collect::<Vec<_>>(),
    })
}

fn known(words: &str) -> Option<&str> {
    Some(words).filter(|words| !words.is_empty())
}

fn source(source: &Source) -> Value {
    json!({
        "entity": source.entity,
        "name": known(&source.voice).or(known(&source.name_ar)),
        "name_en": known(&source.name_en),
        "name_ar": known(&source.name_ar),
    })
}

fn looked_for(wanted: &LookedFor) -> Value {
    json!({
        "type": wanted.kind.name(),
        "modes": wanted.modes,
        "actors": wanted.actors,
        "recipients": wanted.recipients,
        "place": wanted.place,
        "country": wanted.country,
        "negated": wanted.is_negated,
    })
}

fn proposal(proposal: &Proposal) -> Value {
    json!({
        "fate": proposal.fate.name(),
        "because": proposal.ground.name(),
        "evidence": proposal.fits.iter().map(fit).collect::<Vec<_>>(),
    })
}

fn fit(fit: &Fit) -> Value {
    let citation = &fit.citation;
    json!({
        "incident": fit.incident,
        "type": fit.kind.name(),
        "when": fit.when.map(|days| days_of(&days)),
        "origins": fit.origins,
        "shared": fit.shared,
        "document": citation.claim.document,
        "claim": citation.claim.claim,
        "outlet": known(&citation.outlet),
        "published": citation.published,
        "chain": citation.chain,
        "quote": citation.quote,
    })
}

fn fate(fate: &Fate) -> Value {
    json!({"fate": fate.state.name(), "decision": fate.decision, "who": fate.who, "when": fate.when, "why": fate.why})
}

fn bin(bin: &Bin) -> Value {
    json!({
        "certainty": bin.certainty.name(),
        "stated": bin.stated,
        "decided": bin.decided,
        "came_true": bin.came_true,
        "share": rounded(bin.came_true as f64 / bin.decided.max(1) as f64),
        "low": rounded(bin.low),
        "high": rounded(bin.high),
    })
}

/// One day as a day, more as both ends.
fn days_of(days: &Interval) -> Value {
    match days.single_day() {
        Some(day) => day.to_string().into(),
        None => json!({"from": days.from.map(|day| day.to_string()), "to": days.to.map(|day| day.to_string())}),
    }
}

fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::forecaster;
    use marsad_record::forecast::SourceRecord;

    #[test]
    fn a_source_with_too_few_decided_has_no_score() {
        let record = SourceRecord { states: [3, 1, 2, 0, 0], scored: 2, ..SourceRecord::default() };
        let written = forecaster(&record, 10);
        assert_eq!((&written["forecasts"], &written["brier"], &written["enough"]), (&6.into(), &().into(), &10.into()));
        assert_eq!(written["states"]["came_true"], 2);
    }
}
