//! How actors stand to one another, from events and from plain statements.
//!
//! Forces, officials and administrations stand for their state where the article names it. One relation per pair and sign.

mod actors;
mod events;
mod modality;

use std::collections::BTreeMap;

use marsad_lexicon::Lexicon;
use marsad_record::{Claim, Document, Event, Mention, Relation, RelationModality, Sign, Span};
use marsad_text::{Match, RuleSet, Text};

use actors::Actors;
use modality::Modalities;

/// The rules of relations.
pub struct Relations {
    rules: RuleSet,
    /// What each rule gives: whether both ways, and its sign if the word does not tell it.
    gives: Vec<(bool, Option<Sign>)>,
    modalities: Modalities,
}

/// A relation while it is being gathered.
struct Found {
    from: String,
    to: String,
    sign: Sign,
    modality: RelationModality,
    span: Span,
    when: Option<marsad_record::TimeValue>,
    rule: String,
}

impl Relations {
    /// Compiles `rules/relation`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let rules = RuleSet::new(lexicon, "relation").nearest();
        let gives = rules.rules().iter().map(|rule| gives(&rule.gives)).collect();
        Self { rules, gives, modalities: Modalities::new(lexicon) }
    }

    /// Every relation that the text tells, one per pair and sign.
    pub fn read(
        &self,
        _document: &Document,
        text: &Text,
        lexicon: &Lexicon,
        mentions: &[Mention],
        events: &[Event],
        claims: &[Claim],
    ) -> Vec<Relation> {
        let actors = Actors::new(text, lexicon, mentions);
        let hits = actors.hits(lexicon, text);
        let mut found = Vec::new();
        for sentence in text.sentences.iter().filter(|sentence| !sentence.is_chrome) {
            for token in sentence.tokens() {
                for matched in self.rules.all_at(text, &[&hits], token) {
                    self.tell(&matched, text, lexicon, &actors, &mut found);
                }
            }
        }
        events::tell(events, &actors, lexicon, &mut found);
        found.retain(|one| !actors::is_at_home(&one.from, &one.to, lexicon));
        gather(found, claims)
    }

    /// The relations of one match.
    fn tell(&self, matched: &Match, text: &Text, lexicon: &Lexicon, actors: &Actors, found: &mut Vec<Found>) {
        let (both, given) = self.gives[matched.rule];
        let sign = given.or_else(|| {
            let entry = matched.capture("word")?.entry?;
            Sign::from_name(lexicon.row(entry).get("sign"))
        });
        let Some(sign) = sign else { return };
        let modality = self.modalities.of(text, matched.first..matched.last + 1);
        let span = text.span(matched.first, matched.last);
        let rule = self.rules.rule(matched).id();
        let group = |name: &str| matched.capture(name).map(|hit| actors.group(hit.payload as usize));
        let mut push = |from: &String, to: &String| {
            if from != to {
                let (from, to, rule) = (from.clone(), to.clone(), rule.clone());
                found.push(Found { from, to, sign, modality, span, when: None, rule });
            }
        };
        if let Some(members) = group("both") {
            for one in members {
                members.iter().for_each(|other| push(one, other));
            }
            return;
        }
        let (Some(from), Some(to)) = (group("from"), group("to")) else { return };
        for one in from {
            for other in to {
                push(one, other);
                if both {
                    push(other, one);
                }
            }
        }
    }
}

fn gives(written: &[String]) -> (bool, Option<Sign>) {
    let words = || written.iter().flat_map(|line| line.split_whitespace());
    (words().any(|word| word == "both"), words().find_map(Sign::from_name))
}

/// One relation per pair and sign: the first words that tell it, and every claim that carries it.
fn gather(found: Vec<Found>, claims: &[Claim]) -> Vec<Relation> {
    let mut relations: BTreeMap<(String, String, &'static str), Relation> = BTreeMap::new();
    for one in found {
        let carrier = carrier(&one.span, claims);
        let key = (one.from.clone(), one.to.clone(), one.sign.name());
        let relation = relations.entry(key).or_insert_with(|| Relation {
            from: one.from,
            to: one.to,
            sign: one.sign,
            modality: one.modality,
            when: one.when.clone(),
            span: one.span,
            claims: Vec::new(),
            rules: Vec::new(),
        });
        if relation.modality != RelationModality::Asserted && one.modality == RelationModality::Asserted {
            (relation.modality, relation.span) = (one.modality, one.span);
            relation.when = one.when;
        }
        relation.claims.extend(carrier.filter(|claim| !relation.claims.contains(claim)));
        if !relation.rules.contains(&one.rule) {
            relation.rules.push(one.rule);
        }
    }
    let mut relations: Vec<Relation> = relations.into_values().collect();
    relations.sort_by_key(|relation| (relation.span.start, relation.span.end));
    relations
}

/// The claim that the words stand in.
fn carrier(span: &Span, claims: &[Claim]) -> Option<String> {
    let until = claims.partition_point(|claim| claim.span.start <= span.start);
    let near = claims[..until].iter().rev().take(8);
    near.clone()
        .find(|claim| claim.span.contains(span))
        .or_else(|| near.clone().find(|claim| claim.span.overlaps(span)))
        .map(|claim| claim.id.clone())
}
