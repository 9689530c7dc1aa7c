//! A digest of all that an incident says: what says the same is not written again.

use marsad_record::event::{RoleStatus, TollPart};
use marsad_record::incident::{ActorFact, ContradictionKind, Incident, PlaceFact, TollFact};
use marsad_record::place::PlaceLevel;
use marsad_record::plover::EventType;
use marsad_record::quantity::Qualifier;
use marsad_record::reported::{ClaimRef, Reported};
use marsad_record::time::Interval;

use crate::code::{code, day, signed};

/// The digest of everything that is kept of an incident; which block it is in is not part of it.
pub(crate) fn digest(incident: &Incident) -> i64 {
    let facts = &incident.facts;
    let mut digest = Digest(0xcbf2_9ce4_8422_2325);
    digest.word(&incident.id);
    digest.words(&incident.former);
    digest.number(code(EventType::ALL, &incident.kind));
    digest.words(&incident.modes);
    digest.words(&incident.documents);
    digest.words(&incident.headline_of);
    digest.claims(&incident.claims);
    digest.number(incident.outlets as i64);
    digest.number(incident.origins as i64);
    digest.sides(&facts.date, Digest::interval);
    digest.sides(&facts.place, Digest::place);
    digest.sides(&facts.actors, Digest::actor);
    digest.sides(&facts.recipients, Digest::actor);
    digest.toll(&facts.killed);
    digest.toll(&facts.wounded);
    digest.sides(&facts.method, |digest, mode| digest.word(mode));
    digest.number(incident.contradictions.len() as i64);
    for found in &incident.contradictions {
        digest.word(&found.fact);
        digest.number(code(ContradictionKind::ALL, &found.kind));
        digest.number(found.sides as i64);
        digest.number(i64::from(found.is_rising));
    }
    signed(digest.0)
}

/// A digest on its way: numbers of eight bytes, each mixed in by a multiplication.
struct Digest(u64);

impl Digest {
    fn mix(&mut self, number: u64) {
        let mixed = (self.0.rotate_left(5) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }

    fn number(&mut self, number: i64) {
        self.mix(u64::from_ne_bytes(number.to_ne_bytes()));
    }

    fn amount(&mut self, amount: Option<f64>) {
        self.number(i64::from(amount.is_some()));
        self.mix(amount.unwrap_or_default().to_bits());
    }

    fn word(&mut self, word: &str) {
        self.mix(word.len() as u64);
        for bytes in word.as_bytes().chunks(8) {
            let mut whole = [0; 8];
            whole[..bytes.len()].copy_from_slice(bytes);
            self.mix(u64::from_le_bytes(whole));
        }
    }

    fn known(&mut self, word: Option<&str>) {
        self.number(i64::from(word.is_some()));
        self.word(word.unwrap_or_default());
    }

    fn words(&mut self, words: &[String]) {
        self.number(words.len() as i64);
        words.iter().for_each(|word| self.word(word));
    }

    fn claims(&mut self, claims: &[ClaimRef]) {
        self.number(claims.len() as i64);
        for ClaimRef { document, claim } in claims {
            self.word(document);
            self.word(claim);
        }
    }

    fn sides<T>(&mut self, reported: &Reported<T>, value: impl Fn(&mut Self, &T)) {
        self.number(reported.sides.len() as i64);
        for side in &reported.sides {
            value(self, &side.value);
            self.claims(&side.claims);
        }
    }

    fn interval(&mut self, interval: &Interval) {
        self.number(interval.from.map_or(i64::MIN, day));
        self.number(interval.to.map_or(i64::MIN, day));
    }

    fn place(&mut self, place: &PlaceFact) {
        self.known(place.place.as_deref());
        self.word(&place.name);
        self.known(place.country.as_deref());
        self.number(code(PlaceLevel::ALL, &place.level));
        self.words(&place.chain);
    }

    fn actor(&mut self, actor: &ActorFact) {
        self.known(actor.entity.as_deref());
        self.word(&actor.name);
        self.number(code(RoleStatus::ALL, &actor.status));
    }

    fn toll(&mut self, toll: &TollFact) {
        self.sides(&toll.reported, Self::part);
        self.number(i64::from(toll.spread.is_some()));
        if let Some(spread) = &toll.spread {
            [spread.low, spread.best, spread.high].into_iter().for_each(|amount| self.amount(amount));
            self.word(&spread.rule);
        }
    }

    fn part(&mut self, part: &TollPart) {
        self.amount(part.range.low);
        self.amount(part.range.high);
        self.number(code(Qualifier::ALL, &part.range.qualifier));
        self.known(part.who.as_deref());
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use marsad_record::event::{RoleStatus, TollPart};
    use marsad_record::incident::{
        ActorFact, Contradiction, ContradictionKind, Facts, Incident, PlaceFact, Spread, TollFact,
    };
    use marsad_record::place::PlaceLevel;
    use marsad_record::plover::EventType;
    use marsad_record::quantity::{Qualifier, Range};
    use marsad_record::reported::{ClaimRef, Reported, Side};
    use marsad_record::time::Interval;

    use super::digest;

    fn told<T>(value: T) -> Reported<T> {
        let claims = vec![ClaimRef { document: "a".to_owned(), claim: "c1".to_owned() }];
        Reported { sides: vec![Side { value, claims }] }
    }

    fn incident() -> Incident {
        let range = Range { low: Some(3.0), high: None, qualifier: Qualifier::AtLeast };
        let actor = ActorFact { entity: None, name: "police".to_owned(), status: RoleStatus::Asserted };
        Incident {
            id: "i".to_owned(),
            former: Vec::new(),
            kind: EventType::Assault,
            modes: Vec::new(),
            documents: vec!["a".to_owned()],
            headline_of: Vec::new(),
            claims: told(()).sides.remove(0).claims,
            outlets: 1,
            origins: 1,
            facts: Facts {
                date: told(Interval { from: None, to: None }),
                place: told(PlaceFact {
                    place: None,
                    name: "Herat".to_owned(),
                    country: None,
                    level: PlaceLevel::City,
                    chain: Vec::new(),
                }),
                actors: told(actor.clone()),
                recipients: told(actor),
                killed: TollFact {
                    reported: told(TollPart { range, who: None, span: None }),
                    spread: Some(Spread { low: Some(3.0), best: None, high: None, rule: "rule".to_owned() }),
                },
                wounded: TollFact::default(),
                method: told("bombing".to_owned()),
            },
            contradictions: vec![Contradiction {
                fact: "killed".to_owned(),
                kind: ContradictionKind::Toll,
                sides: 2,
                is_rising: false,
            }],
        }
    }

    #[test]
    fn whatever_an_incident_says_is_in_its_digest() {
        let changes: &[fn(&mut Incident)] = &[
            |incident| incident.id.push('j'),
            |incident| incident.former.push("h".to_owned()),
            |incident| incident.kind = EventType::Agree,
            |incident| incident.modes.push("bombing".to_owned()),
            |incident| incident.documents.push("b".to_owned()),
            |incident| incident.headline_of.push("a".to_owned()),
            |incident| incident.claims[0].claim.push('2'),
            |incident| incident.outlets = 2,
            |incident| incident.origins = 2,
            |incident| incident.facts.date.sides[0].claims.clear(),
            |incident| incident.facts.place.sides[0].value.level = PlaceLevel::Country,
            |incident| incident.facts.place.sides[0].value.chain.push("AF".to_owned()),
            |incident| incident.facts.place.sides[0].value.country = Some(String::new()),
            |incident| incident.facts.actors.sides[0].value.entity = Some(String::new()),
            |incident| incident.facts.recipients.sides[0].value.status = RoleStatus::Denied,
            |incident| incident.facts.killed.reported.sides[0].value.range.high = Some(0.0),
            |incident| incident.facts.killed.reported.sides[0].value.who = Some("men".to_owned()),
            |incident| incident.facts.killed.spread = None,
            |incident| incident.facts.wounded.spread = incident.facts.killed.spread.clone(),
            |incident| incident.facts.method.sides[0].value.push('s'),
            |incident| incident.contradictions[0].is_rising = true,
            |incident| incident.contradictions.clear(),
        ];
        let mut digests = BTreeSet::from([digest(&incident())]);
        for change in changes {
            let mut changed = incident();
            change(&mut changed);
            digests.insert(digest(&changed));
        }
        assert_eq!(digests.len(), changes.len() + 1);
        assert_eq!(digest(&incident()), digest(&incident()));
    }
}
