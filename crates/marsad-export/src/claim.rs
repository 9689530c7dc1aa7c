//! One claim as `marsad.claim/1`: what is claimed, by which chain of voices, apart from its document.

use marsad_record::incident::Citation;
use marsad_record::{Claim, Link};
use serde::Serialize;
use serde_json::Value;

use crate::position::Positions;
use crate::spans::WhenJson;

/// One claim as `marsad.claim/1`; `marks` are the parts of its words that a search found, in bytes.
pub fn claim(claim: &Claim, citation: &Citation, marks: &[(usize, usize)]) -> Value {
    let positions = Positions::of(&citation.quote);
    let object = ClaimJson {
        schema: "marsad.claim/1",
        document: &citation.claim.document,
        claim: &claim.id,
        outlet: Some(citation.outlet.as_str()).filter(|outlet| !outlet.is_empty()),
        published: citation.published.as_deref(),
        text: &citation.quote,
        attribution: claim.attribution.iter().map(VoiceJson::of).collect(),
        stance: claim.stance.name(),
        certainty: claim.certainty.name(),
        said_at: claim.said_at.as_ref().map(WhenJson::of),
        about: &claim.about,
        events: &claim.events,
        rules: &claim.rules,
        marks: marks.iter().map(|(start, end)| [positions.at(*start), positions.at(*end)]).collect(),
    };
    serde_json::to_value(object).expect("plain strings and numbers always serialise")
}

#[derive(Serialize)]
struct ClaimJson<'t> {
    schema: &'static str,
    document: &'t str,
    claim: &'t str,
    outlet: Option<&'t str>,
    published: Option<&'t str>,
    text: &'t str,
    attribution: Vec<VoiceJson<'t>>,
    stance: &'static str,
    certainty: &'static str,
    said_at: Option<WhenJson<'t>>,
    about: &'t [String],
    events: &'t [String],
    rules: &'t [String],
    marks: Vec<[usize; 2]>,
}

#[derive(Serialize)]
struct VoiceJson<'t> {
    voice: &'t str,
    entity: Option<&'t str>,
    how: &'static str,
    anonymous: bool,
}

impl<'t> VoiceJson<'t> {
    fn of(link: &'t Link) -> Self {
        Self { voice: &link.voice, entity: link.entity.as_deref(), how: link.how.name(), anonymous: link.anonymous }
    }
}

/// One thing that a check found, as `marsad.finding/1`.
pub fn finding(law: &str, text: &str) -> Value {
    serde_json::json!({"schema": "marsad.finding/1", "law": law, "text": text})
}
