//! The laws of reconciliation: a pure function of the set, whatever the order and the batches.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::date;
use marsad_lexicon::Entities;
use marsad_reconcile::{Kept, Posted, correct, incidents, names, posts, reading, settle, strands};
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
        // Most articles tell their news, some what was months before.
        published: Some((day + [0, 1, 30, 75][pick(50_400, 4) as usize].days()).to_string()),
        stance: Stance::Asserts,
        origin: Vec::new().into(),
        agency: None,
    }
}

/// A store in memory that does what the pipeline does with the file.
#[derive(Default)]
struct Shelf {
    blocks: BTreeMap<String, Block>,
}

impl Shelf {
    fn settle(&mut self, fresh: Vec<Strand>, decisions: &[Decision]) {
        // What is only compared has no voices and no rules.
        let in_part = |strand: &Strand| {
            let mut strand = strand.clone();
            strand.tellings.iter_mut().for_each(|telling| {
                telling.chain.clear();
                telling.outlet.clear();
                telling.event.rules.clear();
            });
            strand
        };
        let kept: Vec<Kept> = (0..)
            .zip(self.blocks.values())
            .flat_map(|(block, of)| of.strands.iter().map(move |strand| Kept { block, strand: strand.clone() }))
            .collect();
        let before: Vec<&Block> = self.blocks.values().collect();
        let shelf: marsad_reconcile::Shelf<'_, std::convert::Infallible> = marsad_reconcile::Shelf {
            under: &|keys| {
                let posted = (0..).zip(&kept).flat_map(|(strand, kept)| {
                    let posts = posts(&kept.strand, decisions).into_iter().filter(|key| keys.contains(key));
                    posts.map(move |key| Posted { block: kept.block, strand, key }).collect::<Vec<_>>()
                });
                Ok(posted.collect())
            },
            compared: &|places, each| {
                let near = |place: &i64| kept.get(usize::try_from(*place).ok()?);
                let near = places.iter().filter_map(near);
                let near: Vec<Kept> =
                    near.map(|kept| Kept { block: kept.block, strand: in_part(&kept.strand) }).collect();
                near.chunks(3).for_each(|some| each(some.to_vec()));
                Ok(())
            },
            blocks: &|blocks, each| {
                let strands = kept.iter().filter(|kept| blocks.contains(&kept.block));
                let strands = strands.map(|kept| Kept { block: kept.block, strand: in_part(&kept.strand) });
                strands.collect::<Vec<_>>().chunks(3).for_each(|some| each(some.to_vec()));
                let asked = (0..).zip(&before).filter(|(block, _)| blocks.contains(block)).map(|(_, block)| block);
                let incidents = asked.flat_map(|block| block.incidents.iter().zip(&block.members));
                Ok(incidents.map(|(incident, members)| (incident.id.clone(), *members)).collect())
            },
            whole: &|ids| {
                let strands = kept.iter().map(|kept| &kept.strand);
                Ok(strands.filter(|strand| ids.contains(&strand.id)).cloned().collect())
            },
            named: &|subjects| {
                let is_named = |kept: &&Kept| subjects.iter().any(|subject| names(subject, &kept.strand));
                Ok(kept.iter().filter(is_named).map(|kept| kept.block).collect())
            },
        };
        let mut made = Vec::new();
        let kept_all = settle(fresh, decisions, &Entities::default(), &shelf, &mut |mut block| {
            // What went into it whole comes along, and the incidents that stay.
            let merged = kept.iter().filter(|kept| block.merged.contains(&kept.block));
            block.strands.extend(merged.map(|kept| kept.strand.clone()));
            let told = before.iter().flat_map(|block| block.incidents.iter().zip(&block.members));
            for (incident, members) in told.filter(|(incident, _)| block.stays.contains(&incident.id)) {
                block.incidents.push(incident.clone());
                block.members.push(*members);
            }
            made.push(block);
            Ok(())
        });
        match kept_all {
            Ok(()) => {}
            Err(never) => match never {},
        }
        let moved: BTreeSet<&String> = made.iter().flat_map(|block| &block.strands).map(|strand| &strand.id).collect();
        self.blocks.retain(|_, block| !block.strands.iter().any(|strand| moved.contains(&strand.id)));
        self.blocks.extend(made.into_iter().map(|block| (block.id.clone(), block)));
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
            shelf.settle(strands(some.iter().flatten().cloned().collect()), &[]);
        }
        prop_assert_eq!(shelf.incidents(), incidents(all, &[], &Entities::default()));
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10))]

    #[test]
    fn crowds_in_batches_give_the_same_incidents(seeds in prop::collection::vec(any::<u32>(), 600..900), batch in 100_usize..900) {
        // Three hundred countries, and a third of the articles tell none.
        let told = |(document, seed): (usize, &u32)| {
            let mut told = telling(document, 1, *seed);
            if let Some(place) = &mut told.event.place {
                let country = format!("C{}", document % 300);
                place.place = place.place.as_ref().map(|id| format!("{id} of {country}"));
                place.chain = vec![country.clone()];
                place.country = Some(country);
            }
            told
        };
        let all: Vec<Telling> = seeds.iter().enumerate().map(told).collect();
        let mut shelf = Shelf::default();
        for some in all.chunks(batch) {
            shelf.settle(strands(some.to_vec()), &[]);
        }
        prop_assert_eq!(shelf.incidents(), incidents(all, &[], &Entities::default()));
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

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
        fact: None,
        before: None,
        after: None,
        item: None,
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

/// A decision about the killed of a telling: place in the text, value.
fn correction(id: &str, subject: &str, fact: &str, after: &str) -> Decision {
    Decision { fact: Some(fact.to_owned()), after: Some(after.to_owned()), ..decision(id, Act::Correct, &[subject]) }
}

fn killed(incident: &Incident) -> Vec<String> {
    incident.facts.killed.reported.sides.iter().map(|side| side.value.range.to_string()).collect()
}

#[test]
fn a_correction_shows_in_the_incident_and_its_undoing_takes_it_back() {
    let (both_in_kabul, entities) = (pair(0), Entities::default());
    let before = incidents(both_in_kabul.clone(), &[], &entities);
    let corrected = correction("c", "d01@0-1", "killed", ">=29");
    let after = incidents(both_in_kabul.clone(), std::slice::from_ref(&corrected), &entities);
    assert_eq!(killed(&after[0]), [">=29"]);
    let undone = incidents(both_in_kabul, &[corrected, decision("u", Act::Undo, &["c"])], &entities);
    assert_eq!(undone, before);
}

#[test]
fn a_corrected_place_or_day_moves_a_telling_to_another_incident() {
    let (both_in_kabul, entities) = (pair(0), Entities::default());
    for (fact, after) in [("place", "herat|Herat|AF|city|afghanistan"), ("date", "2018-03-20")] {
        let moved = correction("c", "d02@0-1", fact, after);
        assert_eq!(incidents(both_in_kabul.clone(), &[moved], &entities).len(), 2, "{fact}");
    }
}

#[test]
fn a_correction_of_a_place_in_a_text_survives_a_newer_reading() {
    let entities = Entities::default();
    let mut read_anew = pair(0);
    for telling in &mut read_anew {
        telling.event.id = "e7".to_owned();
        telling.claim = "c9".to_owned();
        telling.event.claims = vec!["c9".to_owned()];
    }
    let corrected = incidents(read_anew.clone(), &[correction("c", "d01@0-1", "killed", "29")], &entities);
    assert_eq!(killed(&corrected[0]), ["29"]);
    let by_number = incidents(read_anew, &[correction("c", "d01/e1", "killed", "29")], &entities);
    assert!(killed(&by_number[0]).is_empty(), "a number of the old reading names nothing in the new one");
}

#[test]
fn what_is_no_value_of_a_fact_corrects_nothing() {
    let (both_in_kabul, entities) = (pair(0), Entities::default());
    let before = incidents(both_in_kabul.clone(), &[], &entities);
    for (fact, after) in [("killed", "many"), ("killed", "30-20"), ("date", "yesterday"), ("mood", "grim")] {
        let odd = correction("c", "d01@0-1", fact, after);
        assert_eq!(incidents(both_in_kabul.clone(), &[odd], &entities), before, "{fact}: {after}");
    }
}

#[test]
fn every_reading_of_a_fact_can_be_written_back() {
    for document in 0..40 {
        let told = telling(document, 1, 977 * u32::try_from(document).unwrap_or(0));
        for fact in ["killed", "wounded", "date", "place", "actors", "recipients", "type", "method", "modality"] {
            let read = reading(&told.event, fact).expect("it is a fact");
            let mut event = told.event.clone();
            assert!(correct(&mut event, fact, &read), "{fact}: {read}");
            assert_eq!(event, told.event, "{fact}: {read}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_batches_give_the_same_incidents_under_decisions(documents in world(), batch in 1_usize..4, pick in any::<u32>()) {
        let all: Vec<Telling> = documents.iter().flatten().cloned().collect();
        let name = |turn: u32| {
            let told = &all[(pick.rotate_left(turn) as usize) % all.len()];
            format!("{}/{}", told.document, told.claim)
        };
        let (one, two, three) = (name(0), name(7), name(13));
        let decisions = [
            decision("m", Act::Merge, &[&one, &two]),
            decision("s", Act::Split, &[&two, &three]),
            correction("k", &three, "place", "herat|Herat|AF|city|afghanistan"),
            correction("d", &one, "date", "2018-03-09"),
            decision("r", Act::Retract, &[&three]),
            decision("u", Act::Undo, &["r"]),
        ];
        let mut shelf = Shelf::default();
        for some in documents.chunks(batch) {
            shelf.settle(strands(some.iter().flatten().cloned().collect()), &decisions);
        }
        prop_assert_eq!(shelf.incidents(), incidents(all, &decisions, &Entities::default()));
    }
}

/// Copies of one telling in so many documents.
fn copies(count: usize, origin: impl Fn(usize) -> Vec<u64>) -> Vec<Telling> {
    let one = |document: usize| {
        let told = telling(1, 1, 15 + 3150);
        Telling {
            document: format!("d{document:05}"),
            outlet: format!("o{document}"),
            origin: origin(document).into(),
            ..told
        }
    };
    (0..count).map(one).collect()
}

/// Far more than it takes, and far less than anything that grows with the square of ten thousand articles.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(60);

#[test]
fn ten_thousand_copies_of_one_article_are_one_incident_of_one_origin() {
    let start = std::time::Instant::now();
    let found = incidents(copies(10_000, |_| (0..64).collect()), &[], &Entities::default());
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].documents.len(), found[0].outlets, found[0].origins), (10_000, 10_000, 1));
    assert!(start.elapsed() < PATIENCE);
}

#[test]
fn an_incident_with_five_thousand_claims_is_made_in_bounded_time() {
    let start = std::time::Instant::now();
    let of_its_own = |document: usize| (0..64).map(|slot| (document * 64 + slot) as u64).collect();
    let mut told = copies(5_000, of_its_own);
    for (document, telling) in told.iter_mut().enumerate() {
        telling.event.toll.killed =
            Some(TollPart { range: Range::exact(20.0 + (document % 7) as f64), who: None, span: None });
    }
    let found = incidents(told, &[], &Entities::default());
    assert_eq!(found.iter().map(|incident| incident.claims.len()).max(), Some(5_000));
    assert_eq!(found[0].origins, 5_000);
    assert!(start.elapsed() < PATIENCE);
}

#[test]
fn a_page_of_another_age_or_of_no_day_meets_nobody() {
    let mut told = pair(0);
    let entities = Entities::default();
    for published in [Some("1900-01-01"), Some("2999-12-31"), Some("no day"), None] {
        told[1].published = published.map(str::to_owned);
        told[1].event.when = None;
        let found = incidents(told.clone(), &[], &entities);
        assert_eq!(found.len(), 2, "{published:?}");
    }
}
