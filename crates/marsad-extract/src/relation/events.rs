//! Deeds show how actors stand to one another.

use marsad_lexicon::Lexicon;
use marsad_record::{EntityKind, Event, EventType, Modality, RelationModality, Role, Sign};

use super::Found;
use super::actors::Actors;

/// Events less likely than this show nothing.
const LIKELY: f64 = 0.5;

/// Adds what the events show.
pub(super) fn tell(events: &[Event], actors: &Actors, lexicon: &Lexicon, found: &mut Vec<Found>) {
    for event in events.iter().filter(|event| event.confidence >= LIKELY) {
        let Some(sign) = sign(event.kind) else { continue };
        let Some(modality) = modality(event.modality) else { continue };
        let parties = |roles: &[Role]| -> Vec<String> {
            let ids = roles.iter().filter_map(|role| role.entity.as_deref()).filter(|id| is_party(id, lexicon));
            ids.map(|id| actors.whole(id)).collect()
        };
        let (doers, others) = (parties(&event.actors), parties(&event.recipients));
        let span = event.trigger;
        let mut push = |from: &String, to: &String| {
            if from != to {
                let rule = "relation/event".to_owned();
                let (from, to) = (from.clone(), to.clone());
                found.push(Found { from, to, sign, modality, span, when: event.when.clone(), rule });
            }
        };
        let mutual = is_mutual(event.kind);
        for one in &doers {
            others.iter().for_each(|other| push(one, other));
            if mutual {
                others.iter().for_each(|other| push(other, one));
            }
            // Two sides that fight or meet stand together among the actors.
            if others.is_empty() {
                doers.iter().for_each(|other| push(one, other));
            }
        }
    }
}

fn is_party(id: &str, lexicon: &Lexicon) -> bool {
    lexicon.entities().get(id).is_some_and(|entity| !matches!(entity.kind, EntityKind::Outlet | EntityKind::Place))
}

fn sign(kind: EventType) -> Option<Sign> {
    use EventType::{
        Accuse, Agree, Aid, Assault, Coerce, Concede, Consult, Cooperate, Mobilize, Protest, Reject, Sanction, Support,
        Threaten,
    };
    match kind {
        Agree | Consult | Support | Concede | Cooperate | Aid => Some(Sign::Cooperative),
        Accuse | Reject | Threaten | Protest | Sanction | Mobilize | Coerce | Assault => Some(Sign::Hostile),
        EventType::Retreat | EventType::Request => None,
    }
}

fn is_mutual(kind: EventType) -> bool {
    matches!(kind, EventType::Cooperate | EventType::Consult | EventType::Agree)
}

fn modality(modality: Modality) -> Option<RelationModality> {
    match modality {
        Modality::Asserted | Modality::Averted => Some(RelationModality::Asserted),
        Modality::Possible | Modality::Future | Modality::General => Some(RelationModality::Possible),
        Modality::Hypothetical => Some(RelationModality::Conditional),
        Modality::Denied => None,
    }
}
