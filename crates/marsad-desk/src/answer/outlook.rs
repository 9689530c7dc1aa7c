//! What is foretold about the parties, and what happened between them on which day.

use marsad_record::incident::Incident;
use marsad_record::{Extraction, Interval};

use crate::desk::Desk;
use crate::error::Error;
use crate::ledger::Fates;
use marsad_record::answer::{Moment, Outlook, Part, Party, ReadAs};
use marsad_store::IncidentQuery;

/// At most so many incidents are looked at, the latest first.
const INCIDENTS: usize = 400;
/// At most so many forecasts and moments are given.
const GIVEN: usize = 40;

impl Desk {
    /// Forecasts of the documents whose words name a party, with their state on a day, else on the desk's latest.
    pub(crate) fn forecasts_about(
        &self,
        read_as: &ReadAs,
        extractions: &[Extraction],
        as_of: Option<&str>,
    ) -> Result<Vec<Outlook>, Error> {
        let today = match as_of {
            Some(day) => day.to_owned(),
            None => self.store.latest_day()?.unwrap_or_default(),
        };
        let parties: Vec<&Party> = read_as.parties.iter().filter(|party| !party.is_any_state).collect();
        let until = as_of.and_then(Interval::of_iso).and_then(|days| days.to);
        let fates = Fates::of(&self.store.decisions()?, until);
        let mut outlooks = Vec::new();
        for extraction in extractions {
            for forecast in &extraction.forecasts {
                let is_about = extraction.mentions.iter().any(|mention| {
                    let is_party = |id: &String| parties.iter().any(|party| party.ids.contains(id));
                    forecast.span.contains(&mention.span) && mention.entity.as_ref().is_some_and(is_party)
                });
                if !is_about {
                    continue;
                }
                let claim = extraction.claims.iter().find(|claim| claim.id == forecast.claim);
                let due = forecast.to.as_deref().and_then(Interval::of_iso).and_then(|days| days.to);
                let fate = fates.of_forecast(&extraction.document.id, forecast.span);
                let state = match (&fate, due) {
                    (Some(fate), _) => fate.state.name(),
                    (None, None) => "undated",
                    (None, Some(due)) if due.to_string() < today => "due",
                    (None, Some(_)) => "open",
                };
                outlooks.push(Outlook {
                    document: extraction.document.id.clone(),
                    claim: forecast.claim.clone(),
                    quote: forecast.span.of(&extraction.document.text).to_owned(),
                    span: forecast.span,
                    outlet: extraction.document.outlet.clone(),
                    chain: claim
                        .map(|claim| claim.attribution.iter().map(|link| link.voice.clone()).collect())
                        .unwrap_or_default(),
                    published: extraction.document.published.value.clone(),
                    from: forecast.from.clone(),
                    to: forecast.to.clone(),
                    condition: forecast.condition.clone(),
                    state,
                });
            }
        }
        outlooks.truncate(GIVEN);
        Ok(outlooks)
    }

    /// Dated incidents in which the asked parties meet, oldest first; of one party alone, those it is in. With a day,
    /// as they were known then.
    pub(crate) fn timeline(&self, read_as: &ReadAs, as_of: Option<&str>) -> Result<Vec<Moment>, Error> {
        let asked: Vec<&Party> =
            read_as.parties.iter().filter(|party| party.part == Part::Asked && !party.is_any_state).collect();
        let Some(first) = asked.first() else { return Ok(Vec::new()) };
        let mut query = IncidentQuery { limit: INCIDENTS, ..IncidentQuery::default() };
        if first.is_place {
            query.places = self.place_ids(&first.id);
        } else {
            query.actors.clone_from(&first.ids);
        }
        let mut moments = Vec::new();
        for (_, incident) in self.store.incidents(&query)? {
            let Some(days) = incident.facts.date.sides.first().map(|side| side.value) else { continue };
            if asked[1..].iter().all(|party| is_in(&incident, party)) {
                moments.extend(self.moment(&incident, days)?);
            }
        }
        moments.sort_by(|one, other| (one.when, &one.incident).cmp(&(other.when, &other.incident)));
        let Some(day) = as_of else {
            let surplus = moments.len().saturating_sub(GIVEN);
            return Ok(moments.split_off(surplus));
        };
        let mut known = Vec::new();
        for moment in
            moments.iter().rev().filter(|moment| moment.when.from.is_some_and(|from| from.to_string().as_str() <= day))
        {
            let Some(view) = self.incident_known_on(&moment.incident, day)? else { continue };
            let Some(days) = view.incident.facts.date.sides.first().map(|side| side.value) else { continue };
            known.extend(self.moment(&view.incident, days)?);
            if known.len() == GIVEN {
                break;
            }
        }
        known.reverse();
        Ok(known)
    }

    fn moment(&self, incident: &Incident, when: Interval) -> Result<Option<Moment>, Error> {
        let side = incident.facts.date.sides.first().and_then(|side| side.claims.first());
        let Some(claim) = side.or_else(|| incident.claims.first()) else { return Ok(None) };
        let Some(row) = self.store.claim(&claim.document, &claim.claim)? else { return Ok(None) };
        Ok(Some(Moment {
            when,
            kind: incident.kind.name(),
            incident: incident.id.clone(),
            document: claim.document.clone(),
            claim: claim.claim.clone(),
            quote: row.quote,
            span: row.claim.span,
            chain: row.claim.attribution.iter().map(|link| link.voice.clone()).collect(),
            origins: incident.origins,
            disputed: incident.contradictions.iter().map(|contradiction| contradiction.fact.clone()).collect(),
        }))
    }
}

fn is_in(incident: &Incident, party: &Party) -> bool {
    let facts = &incident.facts;
    let mut actors = facts.actors.sides.iter().chain(&facts.recipients.sides);
    let is_actor = actors.any(|side| side.value.entity.as_ref().is_some_and(|id| party.ids.contains(id)));
    let is_place = facts.place.sides.iter().any(|side| {
        side.value.place.as_ref().is_some_and(|id| party.ids.contains(id))
            || side.value.chain.iter().any(|id| party.ids.contains(id))
    });
    is_actor || party.is_place && is_place
}
