//! The trace of a take-down as `marsad.takedown/1`.

use marsad_record::takedown::TakeDown;
use serde_json::{Value, json};

/// The trace of a take-down as `marsad.takedown/1`.
pub fn takedown(trace: &TakeDown) -> Value {
    json!({
        "schema": "marsad.takedown/1",
        "document": trace.document,
        "digest": trace.digest,
        "address": trace.address,
        "who": trace.who,
        "when": trace.when,
        "why": trace.why,
    })
}
