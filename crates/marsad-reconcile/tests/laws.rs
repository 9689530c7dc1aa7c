//! The laws of reconciliation: a pure function of the set, whatever the order and the batches.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use marsad_lexicon::Entities;
use marsad_reconcile::{blocks, incidents, posts, probes, strands, touched};
use marsad_record::claim::Stance;
use marsad_record::decision::{Act, Decision};
use marsad_record::incident::{Block, Incident, Strand, Telling};
use marsad_record::*;
use proptest::prelude::*;

/// One telling out of a small world, so that happenings meet often.
fn telling(document: usize, event: usize, seed: u32) -> Telling {
    let pick = |of: u32, among: u32| (seed / of) % among;
    let day = date(2018, 3, 1 + i8::try_from(pick(1, 5)).unwrap_or(0));
    let place = [Some(("kabul", "AF", PlaceLevel::City)), Some(("herat", "AF", PlaceLevel::City)), None];
    let (killed, actor) = ([None, Some(4.0), Some(26.0), Some(31.0)], [None, Some("taliban"), Some("isk")]);
    let place = place[pick(5, 3) as usize].map(|(id, country, level)| EventPlace {
        place: Some(id.to_owned()),
        name: id.to_owned(),
        country: Some(country.to_owned()),
        level,
        chain: vec!["afghanistan".to_owned()],
        point: None,
        span: None,
    });
    let modality = if pick(15, 7) == 0 { Modality::Denied } else { Modality::Asserted };
    let event = Event {
        id: format!("e{event}"),
        trigger: Span::new(0, 1),
        kind: if pick(105, 5) == 0 { EventType::Coerce } else { EventType::Assault },
        modes: if pick(525, 2) == 0 { vec!["explosives".to_owned()] } else { Vec::new() },
        contexts: Vec::new(),
        actors: actor[pick(1050, 3) as usize]
            .map(|entity| Role {
                entity: Some(entity.to_owned()),
                name: entity.to_owned(),
                span: None,
                status: RoleStatus::Asserted,
            })
            .into_iter()
            .collect(),
        recipients: Vec::new(),
        when: (pick(3150, 4) > 0).then(|| TimeValue::day(day)),
        when_alternatives: Vec::new(),
        place,
        toll: Toll {
            killed: killed[pick(12_600, 4) as usize].map(|amount| TollPart {
                range: Range::exact(amount),
                who: None,
                span: None,
            }),
            wounded: None,
        },
        modality,
        claims: vec![format!("c{event}")],
        is_headline: event == 1,
        confidence: 0.9,
        rules: Vec::new(),
    };
    Telling {
        document: format!("d{document:02}"),
        claim: event.claims[0].clone(),
        event,
        outlet: format!("o{}", document % 4),
        chain: vec![format!("o{}", document % 4)],
        published: Some(day.tomorrow().unwrap_or(day).to_string()),
        stance: Stance::Asserts,
        quote: String::new(),
        origin: Vec::new(),
        agency: None,
    }
}

/// A store in memory that does what the pipeline does with the file.
#[derive(Default)]
struct Shelf {
    blocks: BTreeMap<String, Block>,
}

impl Shelf {
    fn add(&mut self, fresh: Vec<Strand>) {
        let entities = Entities::default();
        let keys: BTreeSet<u64> = fresh.iter().flat_map(probes).collect();
        let kept = self.blocks.values().flat_map(|block| &block.strands);
        let near: Vec<Strand> = kept.filter(|strand| !posts(strand).is_disjoint(&keys)).cloned().collect();
        let touched: BTreeSet<String> = touched(&fresh, &near, &entities).into_iter().collect();
        let is_hit = |block: &Block| block.strands.iter().any(|strand| touched.contains(&strand.id));
        let hit: Vec<String> =
            self.blocks.iter().filter(|(_, block)| is_hit(block)).map(|(id, _)| id.clone()).collect();
        let beside = hit.iter().filter_map(|id| self.blocks.remove(id)).flat_map(|block| block.strands);
        let together: Vec<Strand> = beside.chain(fresh).collect();
        for block in blocks(together, &[], &entities) {
            self.blocks.insert(block.id.clone(), block);
        }
    }

    fn incidents(&self) -> Vec<Incident> {
        let mut all: Vec<Incident> = self.blocks.values().flat_map(|block| block.incidents.clone()).collect();
        all.sort_by(|one, other| one.id.cmp(&other.id));
        all
    }
}

fn world() -> impl Strategy<Value = Vec<Vec<Telling>>> {
    let document = prop::collection::vec(any::<u32>(), 1..4);
    prop::collection::vec(document, 1..14).prop_map(|documents| {
        let told = |(document, seeds): (usize, Vec<u32>)| -> Vec<Telling> {
            (1..).zip(seeds).map(|(event, seed)| telling(document, event, seed)).collect()
        };
        documents.into_iter().enumerate().map(told).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_order_gives_the_same_incidents(documents in world(), seed in any::<u64>()) {
        let all: Vec<Telling> = documents.into_iter().flatten().collect();
        let mut shuffled = all.clone();
        let mut state = seed | 1;
        for place in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.swap(place, (state >> 33) as usize % (place + 1));
        }
        let entities = Entities::default();
        prop_assert_eq!(incidents(all, &[], &entities), incidents(shuffled, &[], &entities));
    }

    #[test]
    fn any_batches_give_the_same_incidents(documents in world(), batch in 1_usize..5, turn in any::<bool>()) {
        let all: Vec<Telling> = documents.iter().flatten().cloned().collect();
        let mut order = documents;
        if turn {
            order.reverse();
        }
        let mut shelf = Shelf::default();
        for some in order.chunks(batch) {
            shelf.add(strands(some.iter().flatten().cloned().collect()));
        }
        prop_assert_eq!(shelf.incidents(), incidents(all, &[], &Entities::default()));
    }

    #[test]
    fn every_headline_has_one_incident_at_most(documents in world()) {
        let all: Vec<Telling> = documents.into_iter().flatten().collect();
        let incidents = incidents(all, &[], &Entities::default());
        let mut seen = BTreeSet::new();
        for document in incidents.iter().flat_map(|incident| &incident.headline_of) {
            prop_assert!(seen.insert(document.clone()), "{} is the headline of two", document);
        }
    }

    #[test]
    fn an_id_that_was_once_given_still_leads_somewhere(documents in world()) {
        let mut told = Vec::new();
        let mut given: BTreeSet<String> = BTreeSet::new();
        for document in documents {
            told.extend(document);
            let now = incidents(told.clone(), &[], &Entities::default());
            let known: BTreeSet<&String> =
                now.iter().flat_map(|incident| std::iter::once(&incident.id).chain(&incident.former)).collect();
            prop_assert!(given.iter().all(|id| known.contains(id)));
            given.extend(now.iter().map(|incident| incident.id.clone()));
        }
    }
}

fn decision(id: &str, act: Act, subjects: &[&str]) -> Decision {
    Decision {
        id: id.to_owned(),
        who: "reader".to_owned(),
        when: "2022-01-01".to_owned(),
        why: "the photographs show it".to_owned(),
        act,
        subjects: subjects.iter().map(|subject| (*subject).to_owned()).collect(),
        before: None,
        after: None,
    }
}

/// Two documents about one day: the first in Kabul, the second in the place of that number.
fn pair(place: u32) -> Vec<Telling> {
    let asserted = 15;
    let dated = 3150;
    vec![telling(1, 1, asserted + dated), telling(2, 1, asserted + dated + 5 * place)]
}

#[test]
fn a_person_merges_what_the_machine_kept_apart_and_undoes_it() {
    let (kabul_and_herat, entities) = (pair(1), Entities::default());
    let apart = incidents(kabul_and_herat.clone(), &[], &entities);
    assert_eq!(apart.len(), 2);
    let merge = decision("m", Act::Merge, &[&apart[0].id, &apart[1].id]);
    let merged = incidents(kabul_and_herat.clone(), std::slice::from_ref(&merge), &entities);
    assert_eq!(merged.len(), 1);
    let undone = incidents(kabul_and_herat, &[merge, decision("u", Act::Undo, &["m"])], &entities);
    assert_eq!(undone, apart);
}

#[test]
fn a_person_splits_what_the_machine_joined_or_takes_a_claim_out() {
    let (both_in_kabul, entities) = (pair(0), Entities::default());
    assert_eq!(incidents(both_in_kabul.clone(), &[], &entities).len(), 1);
    let split = decision("s", Act::Split, &["d01/c1", "d02/c1"]);
    assert_eq!(incidents(both_in_kabul.clone(), &[split], &entities).len(), 2);
    let left = incidents(both_in_kabul, &[decision("r", Act::Retract, &["d02/c1"])], &entities);
    assert_eq!(left.iter().flat_map(|incident| &incident.documents).collect::<Vec<_>>(), ["d01"]);
}
