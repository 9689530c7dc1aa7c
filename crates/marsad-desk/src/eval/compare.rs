//! The comparison itself: documents lined up with their coded events, counted, and every disagreement kept.

use std::collections::BTreeMap;

use marsad_lexicon::Lexicon;
use marsad_record::Modality;
use marsad_record::evaluation::{Evaluation, Miss, Tenth};
use marsad_record::gold::{Coded, GoldEvent};

use super::fields::{FIELDS, compared};
use super::matching::{Sample, likeness, pairs};
use super::names::Names;
use super::statistics::{Tally, f1, share};
use super::{Counting, ReadDocument, ReadEvent, Scope};

/// Compares what was read with a coded sample.
pub fn evaluate(gold: &[GoldEvent], read: &[ReadDocument], lexicon: &Lexicon, counting: Counting) -> Evaluation {
    let mut work = Work {
        names: Names::new(lexicon),
        counting,
        tallies: Vec::new(),
        fields: BTreeMap::new(),
        tenths: [(0.0, 0, 0); 10],
        silent: (0, 0),
        misses: Vec::new(),
    };
    let (by_document, alone): (Vec<&GoldEvent>, Vec<&GoldEvent>) =
        gold.iter().partition(|event| event.document.is_some());
    let mut unread = Vec::new();
    let mut coded: BTreeMap<usize, Vec<&GoldEvent>> = BTreeMap::new();
    let places = places_of(read);
    for event in by_document {
        let named = event.document.as_deref().unwrap_or_default();
        match places.get(named) {
            Some(place) => coded.entry(*place).or_default().push(event),
            None if unread.iter().any(|(other, _)| other == named) => {}
            None => unread.push((named.to_owned(), event.line)),
        }
    }
    let documents = if alone.is_empty() { coded.len() } else { read.len() };
    for (place, events) in &coded {
        work.document(&read[*place], events);
    }
    if !alone.is_empty() {
        work.events_alone(read, &alone);
    }
    work.evaluation(documents, unread, !coded.is_empty() && alone.is_empty())
}

/// A document by its id, its address, its file, and its file's name.
fn places_of(read: &[ReadDocument]) -> BTreeMap<&str, usize> {
    let mut places = BTreeMap::new();
    let file_name = |source: &'_ str| source.rfind('/').map_or(0, |slash| slash + 1);
    let keys: [fn(&ReadDocument) -> Option<&str>; 3] =
        [|document| Some(&document.id), |document| document.url.as_deref(), |document| Some(&document.source)];
    for key in keys {
        for (place, document) in read.iter().enumerate() {
            if let Some(key) = key(document) {
                places.entry(key).or_insert(place);
            }
        }
    }
    for (place, document) in read.iter().enumerate() {
        places.entry(&document.source[file_name(&document.source)..]).or_insert(place);
    }
    places
}

struct Work<'l> {
    names: Names<'l>,
    counting: Counting,
    tallies: Vec<Tally>,
    /// Right and all, by field.
    fields: BTreeMap<&'static str, (usize, usize)>,
    /// Sum of confidence, right and all, by tenth.
    tenths: [(f64, usize, usize); 10],
    /// Rightly without an event, and all coded so.
    silent: (usize, usize),
    misses: Vec<Miss>,
}

impl Work<'_> {
    /// Whether an event counts at all, however sure.
    fn is_counted(&self, read: &ReadEvent) -> bool {
        let in_scope = self.counting.scope == Scope::Events || read.event.is_headline;
        in_scope && read.event.modality == Modality::Asserted
    }

    fn is_sure(&self, read: &ReadEvent) -> bool {
        read.event.confidence >= self.counting.threshold
    }

    /// One coded document.
    fn document(&mut self, document: &ReadDocument, coded: &[&GoldEvent]) {
        let events: Vec<&GoldEvent> = coded.iter().copied().filter(|event| event.kind != Coded::Nothing).collect();
        let counted: Vec<&ReadEvent> = document.events.iter().filter(|read| self.is_counted(read)).collect();
        let sure: Vec<&ReadEvent> = counted.iter().copied().filter(|read| self.is_sure(read)).collect();
        if events.is_empty() {
            self.silent.1 += 1;
            self.silent.0 += usize::from(sure.is_empty());
        }
        let found = pairs(&events, &sure, Sample::ByDocument, &self.names);
        let mut tally = Tally { hit: found.len(), alarm: 0, missed: events.len() - found.len() };
        for pair in &found {
            self.compare(document, events[pair.gold], sure[pair.read]);
        }
        for (at, event) in events.iter().enumerate() {
            if !found.iter().any(|pair| pair.gold == at) {
                self.not_found(Some(document), event);
            }
        }
        for (at, read) in sure.iter().enumerate() {
            // What an article tells twice is one event.
            if !found.iter().any(|pair| pair.read == at) && !self.is_coded(read, &events) {
                tally.alarm += 1;
                self.misses.push(Miss {
                    kind: "false-alarm".to_owned(),
                    line: None,
                    document: Some(document.id.clone()),
                    span: Some(read.span),
                    words: read.words.clone(),
                    coded: "none".to_owned(),
                    read: read_told(read),
                });
            }
        }
        for read in &counted {
            let tenth = ((read.event.confidence * 10.0) as usize).min(9);
            let is_right = self.is_coded(read, &events);
            let (sum, right, all) = &mut self.tenths[tenth];
            (*sum, *right, *all) = (*sum + read.event.confidence, *right + usize::from(is_right), *all + 1);
        }
        self.tallies.push(tally);
    }

    /// Whether a person coded this event, or one that it tells again.
    fn is_coded(&self, read: &ReadEvent, events: &[&GoldEvent]) -> bool {
        let same = |event: &&&GoldEvent| event.kind.value().is_none_or(|kind| *kind == read.event.kind);
        events.iter().filter(same).any(|event| likeness(event, read, Sample::ByDocument, &self.names).is_some())
    }

    /// Events that the sample tells without a document: looked for in all documents.
    fn events_alone(&mut self, documents: &[ReadDocument], events: &[&GoldEvent]) {
        let all = documents.iter().flat_map(|document| document.events.iter().map(move |read| (document, read)));
        let told: Vec<(&ReadDocument, &ReadEvent)> =
            all.filter(|(_, read)| self.is_counted(read) && self.is_sure(read)).collect();
        for event in events.iter().filter(|event| event.kind != Coded::Nothing) {
            // Many documents tell one event, so that each coded event takes the likest without taking it from others.
            let likest = told
                .iter()
                .filter_map(|(document, read)| {
                    Some((likeness(event, read, Sample::EventsAlone, &self.names)?, *document, *read))
                })
                .reduce(|best, other| if other.0 > best.0 { other } else { best });
            let mut tally = Tally::default();
            match likest {
                Some((_, document, read)) => {
                    tally.hit = 1;
                    self.compare(document, event, read);
                }
                None => {
                    tally.missed = 1;
                    self.not_found(None, event);
                }
            }
            self.tallies.push(tally);
        }
    }

    /// The fields of a coded event that was found.
    fn compare(&mut self, document: &ReadDocument, event: &GoldEvent, read: &ReadEvent) {
        for field in FIELDS {
            let Some(compared) = compared(field, event, &read.event, &self.names) else { continue };
            let (right, all) = self.fields.entry(field).or_default();
            (*right, *all) = (*right + usize::from(compared.is_right), *all + 1);
            if !compared.is_right {
                self.misses.push(Miss {
                    kind: field.to_owned(),
                    line: Some(event.line),
                    document: Some(document.id.clone()),
                    span: Some(read.span),
                    words: read.words.clone(),
                    coded: compared.coded,
                    read: compared.read,
                });
            }
        }
    }

    fn not_found(&mut self, document: Option<&ReadDocument>, event: &GoldEvent) {
        self.misses.push(Miss {
            kind: "not-found".to_owned(),
            line: Some(event.line),
            document: document.map(|document| document.id.clone()),
            span: event.span,
            words: String::new(),
            coded: coded_told(event),
            read: "none".to_owned(),
        });
    }

    fn evaluation(self, documents: usize, unread: Vec<(String, u64)>, is_whole: bool) -> Evaluation {
        let sum = |part: fn(&Tally) -> usize| self.tallies.iter().map(part).sum::<usize>();
        let (hit, alarm, missed) = (sum(|tally| tally.hit), sum(|tally| tally.alarm), sum(|tally| tally.missed));
        let field = |name: &&'static str| {
            let (right, all) = self.fields.get(name)?;
            Some(((*name).to_owned(), share(*right, *all)))
        };
        let tenth = |(at, (sum, right, all)): (usize, &(f64, usize, usize))| {
            let mean = sum / (*all).max(1) as f64;
            (*all > 0).then(|| Tenth { from: at as f64 / 10.0, mean, right: share(*right, *all) })
        };
        Evaluation {
            threshold: self.counting.threshold,
            documents,
            unread,
            found: share(hit, hit + missed),
            precise: is_whole.then(|| share(hit, hit + alarm)),
            f1: if is_whole { f1(&self.tallies) } else { None },
            silent: share(self.silent.0, self.silent.1),
            fields: FIELDS.iter().filter_map(field).collect(),
            reliability: self.tenths.iter().enumerate().filter_map(tenth).collect(),
            misses: self.misses,
        }
    }
}

fn coded_told(event: &GoldEvent) -> String {
    let kind = event.kind.value().map_or("any type", |kind| kind.name());
    let place = event.place.value().and_then(|place| place.name.as_deref());
    let parts = [Some(kind), event.date.value().map(String::as_str), place];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn read_told(read: &ReadEvent) -> String {
    let event = &read.event;
    let when = event.when.as_ref().map(|when| when.value.as_str());
    let place = event.place.as_ref().map(|place| place.name.as_str());
    let sure = format!("({:.2})", event.confidence);
    [Some(event.kind.name()), when, place, Some(sure.as_str())].into_iter().flatten().collect::<Vec<_>>().join(" ")
}
