//! From a question to its dossier: documents that name the parties, their passages, ranked and cited.

use std::collections::{BTreeMap, BTreeSet};

use marsad_record::{Claim, Extraction, Span};
use marsad_text::Analyser;

use crate::answer::cues::Cues;
use crate::answer::own_words::OwnWords;
use crate::answer::passages::{Passage, Reader, Reading};
use crate::answer::reading::OWN_WORDS;
use crate::desk::Desk;
use crate::error::Error;
use crate::incidents::{bound, iso};
use marsad_record::answer::{Answer, AnswerQuery, Asks, Evidence, Part, ReadAs, Silence};

/// At most so many documents are read for one question, the latest first.
const DOCUMENTS: usize = 200;
/// At most so many documents that tell of a place are looked at.
const PLACED: usize = 2000;
/// Quotes given unless asked otherwise.
const QUOTES: usize = 40;
/// A quote that bears less than this share of the best one is left out.
const LEAST: f64 = 0.5;

impl Desk {
    /// Everything the desk holds for and against what a question asks.
    pub fn answer(&self, query: &AnswerQuery) -> Result<Answer, Error> {
        let words = self.lexicon.questions();
        let cues = Cues::of(words);
        if query.about.as_deref().is_some_and(|id| cues.topic(id).is_none()) {
            return Err(Error::question("about", "there is no such topic in question_topics.tsv"));
        }
        let analyser = Analyser::new(words);
        let mut read_as = self.read_question(query, &cues);
        let days = |field, day: &Option<String>| day.as_deref().map(|day| bound(field, day)).transpose();
        read_as.from = days("from", &query.from)?.and_then(|days| iso(days.from));
        read_as.to = days("to", &query.to)?.and_then(|days| iso(days.to));
        let as_of = days("as-of", &query.as_of)?.and_then(|days| iso(days.to));
        if let Some(day) = &as_of {
            read_as.to = Some(read_as.to.map_or(day.clone(), |to| to.min(day.clone())));
        }

        let extractions = self.documents_about(&read_as)?;
        let is_own = read_as.about.first().is_some_and(|topic| topic.id == OWN_WORDS);
        let own = if is_own { self.content_of(&query.question, &cues) } else { Vec::new() };
        let own = OwnWords::of(self, &own);
        let reader = Reader { lexicon: words, cues: &cues, analyser: &analyser, read_as: &read_as, own: &own };
        let readings: Vec<Reading> = extractions.iter().map(|extraction| reader.passages(extraction)).collect();
        let densest = readings.iter().map(|reading| reading.density).fold(0.0, f64::max);
        let mut evidence = Vec::new();
        for (extraction, reading) in extractions.iter().zip(readings) {
            // An article about the very question weighs more than one that comes by it.
            let density = reading.density / densest.max(f64::MIN_POSITIVE);
            let about = 0.1 + 0.9 * reading.title.max(density);
            for mut passage in reading.passages {
                passage.weight *= about;
                evidence.push((passage.value, cited(extraction, passage)));
            }
        }
        let timeline = self.timeline(&read_as, as_of.as_deref())?;
        let limit = if query.limit == 0 { QUOTES } else { query.limit };
        let (supporting, against) = sides(evidence, &read_as, limit);
        let silent = self.silent(&read_as, &extractions, &supporting, &against);
        let forecasts = self.forecasts_about(&read_as, &extractions, as_of.as_deref())?;
        Ok(Answer { question: query.question.clone(), read_as, supporting, against, silent, forecasts, timeline })
    }

    /// Fixed labels of a dossier in a language (`ar` or `en`), by id.
    pub fn labels(&self, language: &str) -> BTreeMap<String, String> {
        let table = self.lexicon.table("ar/answer_labels");
        table.rows().map(|row| (row.id().to_owned(), row.get(language).to_owned())).collect()
    }

    /// Documents that name every party asked about; those that name some of them if none names all.
    fn documents_about(&self, read_as: &ReadAs) -> Result<Vec<Extraction>, Error> {
        let mut groups: Vec<Vec<String>> = Vec::new();
        let mut told_at: Option<BTreeSet<String>> = None;
        for party in read_as.parties.iter().filter(|party| party.part != Part::Context && !party.is_any_state) {
            if party.is_place {
                // Places are no entities of a document: they are found by their names.
                let rows = self.lexicon.table("world/place_names").rows();
                let also = rows.filter(|row| party.ids.iter().any(|id| id == row.id())).map(|row| row.get("name"));
                let mut found: BTreeSet<String> = BTreeSet::new();
                for words in also.chain([party.name_ar.as_str()]).filter_map(|name| self.words(name)) {
                    found.extend(self.store.documents_holding(&words, PLACED)?);
                }
                told_at = Some(told_at.map_or(found.clone(), |known| known.intersection(&found).cloned().collect()));
            } else {
                groups.push(party.ids.clone());
            }
        }
        if groups.is_empty() && told_at.is_none() {
            return Ok(Vec::new());
        }
        let (from, to) = (read_as.from.as_deref(), read_as.to.as_deref());
        let most = if told_at.is_some() { usize::MAX >> 1 } else { DOCUMENTS };
        let mut ids = self.store.documents_naming(&groups, from, to, most)?;
        if ids.is_empty() && !groups.is_empty() {
            ids = self.store.documents_naming(&[groups.concat()], from, to, most)?;
        }
        if let Some(told_at) = told_at {
            ids.retain(|id| told_at.contains(id));
            ids.truncate(DOCUMENTS);
        }
        let mut extractions = Vec::new();
        for id in ids {
            extractions.extend(self.store.extraction(&id)?);
        }
        Ok(extractions)
    }

    fn silent(
        &self,
        read_as: &ReadAs,
        extractions: &[Extraction],
        supporting: &[Evidence],
        against: &[Evidence],
    ) -> Vec<Silence> {
        let mut silent = Vec::new();
        let mut say = |kind, of: &str| silent.push(Silence { kind, of: of.to_owned() });
        if read_as.parties.is_empty() {
            say("no-actor", "");
        }
        if read_as.about.is_empty() {
            say("no-topic", "");
        }
        for party in read_as.parties.iter().filter(|party| !party.is_any_state) {
            let names = |extraction: &Extraction| {
                extraction.entities.iter().any(|entity| party.ids.contains(&entity.id))
                    || extraction
                        .mentions
                        .iter()
                        .any(|mention| mention.entity.as_ref().is_some_and(|id| party.ids.contains(id)))
            };
            if !extractions.iter().any(names) && (!party.is_place || extractions.is_empty()) {
                say("unknown-actor", &party.id);
            }
        }
        let told: BTreeSet<&String> = supporting.iter().chain(against).flat_map(|evidence| &evidence.because).collect();
        for topic in &read_as.about {
            if !told.contains(&topic.id) {
                say("unknown-topic", &topic.id);
            }
        }
        if supporting.is_empty() {
            say("nothing-for", "");
        }
        if against.is_empty() && read_as.asks == Asks::Whether {
            say("nothing-against", "");
        }
        silent
    }
}

/// A passage with its claim, its voices and its day.
fn cited(extraction: &Extraction, passage: Passage) -> Evidence {
    let document = &extraction.document;
    let claim = claim_of(extraction, passage.span);
    let events = extraction.events.iter().filter(|event| passage.span.contains(&event.trigger));
    let when = events.filter_map(|event| event.when.as_ref()).map(|when| when.value.clone()).next();
    Evidence {
        document: document.id.clone(),
        claim: claim.map(|claim| claim.id.clone()),
        quote: passage.span.of(&document.text).to_owned(),
        span: passage.span,
        outlet: document.outlet.clone(),
        published: document.published.value.clone(),
        chain: claim.map(|claim| claim.attribution.iter().map(|link| link.voice.clone()).collect()).unwrap_or_default(),
        when,
        origins: 1,
        because: passage.because,
        weight: passage.weight,
    }
}

/// The claim that shares most with a span, the shorter of two.
pub(crate) fn claim_of(extraction: &Extraction, span: Span) -> Option<&Claim> {
    let shared = |claim: &Claim| claim.span.end.min(span.end).saturating_sub(claim.span.start.max(span.start));
    let touching = extraction.claims.iter().filter(|claim| claim.span.overlaps(&span));
    touching
        .max_by_key(|claim| (shared(claim), std::cmp::Reverse(claim.span.len()), std::cmp::Reverse(claim.span.start)))
}

/// The weightiest quotes of each side; words that are told twice are given once, with how many told them.
fn sides(evidence: Vec<(f64, Evidence)>, read_as: &ReadAs, limit: usize) -> (Vec<Evidence>, Vec<Evidence>) {
    let mut ranked = evidence;
    ranked.sort_by(|(_, one), (_, other)| {
        let place = |evidence: &Evidence| (evidence.document.clone(), evidence.span);
        other.weight.total_cmp(&one.weight).then_with(|| place(one).cmp(&place(other)))
    });
    let best = ranked.first().map_or(0.0, |(_, evidence)| evidence.weight);
    let mut kept: Vec<(f64, Evidence, BTreeSet<String>)> = Vec::new();
    for (value, one) in ranked {
        if one.weight < best * LEAST {
            continue;
        }
        let words: BTreeSet<String> = one.quote.split_whitespace().map(str::to_owned).collect();
        let twin = kept.iter_mut().find(|(_, other, known)| other.document != one.document && is_same(known, &words));
        if let Some((_, other, _)) = twin {
            let outlets = [&other.outlet, &one.outlet];
            // A reprint is no second origin; other words of another outlet are.
            if outlets[0] != outlets[1] && other.quote != one.quote {
                other.origins += 1;
            }
            continue;
        }
        kept.push((value, one, words));
    }
    kept.truncate(limit);
    let mut sides: BTreeMap<bool, Vec<Evidence>> = BTreeMap::new();
    for (value, evidence, _) in kept {
        sides.entry((value >= 0.0) == read_as.is_positive).or_default().push(evidence);
    }
    let supporting = sides.remove(&true).unwrap_or_default();
    (supporting, sides.remove(&false).unwrap_or_default())
}

fn is_same(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let shared = one.intersection(other).count();
    shared * 5 >= one.len().max(other.len()) * 4
}
