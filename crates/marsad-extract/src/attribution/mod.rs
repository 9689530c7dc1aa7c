//! According to whom: claims with the chain of voices that carried them.
//!
//! Layers (verbs of saying, voices) are found first, the rules of `rules/attribution` are matched over them (`cue`), each
//! cue is given its content (`opening`, `segment`), its chain (`reader`, `speakers`), its stance and certainty (`stance`).
//! It never reads a document twice and never looks at another one.

mod backward;
mod chain;
mod cue;
mod ends;
mod layers;
mod objects;
mod opening;
mod phrase;
mod quotation;
mod reader;
mod segment;
mod speakers;
mod stance;
mod voice;
mod words;

use std::collections::BTreeSet;

use marsad_lexicon::Lexicon;
use marsad_record::{Claim, Document, How, Link, Mention, TimeExpression};
use marsad_text::Text;

use cue::Cues;
use layers::Layers;
use reader::{Draft, Reader};
use stance::Stances;
use words::{Classes, Page};

/// What the record calls an outlet that nobody names.
const UNKNOWN_OUTLET: &str = "unknown outlet";

/// The rules of attribution.
pub struct Attributions {
    classes: Classes,
    layers: Layers,
    cues: Cues,
    stances: Stances,
}

impl Attributions {
    /// Compiles `rules/attribution`.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self {
            classes: Classes::new(lexicon),
            layers: Layers::new(lexicon),
            cues: Cues::new(lexicon),
            stances: Stances::new(lexicon),
        }
    }

    /// Every claim, attributed or in the outlet's own voice, in text order.
    pub fn read(
        &self,
        document: &Document,
        text: &Text,
        lexicon: &Lexicon,
        mentions: &[Mention],
        times: &[TimeExpression],
    ) -> Vec<Claim> {
        let page = Page::new(text, lexicon, mentions, times, &self.classes);
        let hits = self.layers.find(&page, &self.classes);
        let parts = (&self.classes, &self.layers, &self.cues, &self.stances);
        let mut reader = Reader::new(&page, parts, &hits, outlet(document, lexicon));
        for sentence in text.sentences.iter().filter(|sentence| !sentence.is_chrome) {
            reader.sentence(sentence.tokens());
        }
        let mut drafts = reader.drafts;
        drafts.sort_by_key(|draft| (draft.span.start, draft.span.end));
        let claims = drafts.into_iter().enumerate();
        claims.map(|(index, draft)| claim(index, draft, &page, times)).collect()
    }
}

/// The first link of every chain.
fn outlet(document: &Document, lexicon: &Lexicon) -> Link {
    let known = document.outlet.as_deref().and_then(|outlet| {
        lexicon.entities().get(outlet).or_else(|| lexicon.entities().get(lexicon.entities().outlet(outlet)?))
    });
    let voice = known.map(|entity| entity.name_en.clone()).or_else(|| document.outlet.clone());
    Link {
        voice: voice.unwrap_or_else(|| UNKNOWN_OUTLET.to_owned()),
        entity: known.map(|entity| entity.id.clone()),
        how: How::Publishes,
        anonymous: false,
        span: None,
        cue: None,
    }
}

fn claim(index: usize, draft: Draft, page: &Page<'_, '_>, times: &[TimeExpression]) -> Claim {
    let mut seen = BTreeSet::new();
    let from = page.mentions.partition_point(|mention| mention.span.start < draft.span.start);
    let inside = page.mentions[from..].iter().take_while(|mention| mention.span.start < draft.span.end);
    let about =
        inside.filter_map(|mention| mention.entity.clone()).filter(|entity| seen.insert(entity.clone())).collect();
    let said_at = (!draft.aside.is_empty())
        .then(|| page.text.span(draft.aside.start, draft.aside.end - 1))
        .and_then(|aside| {
            let from = times.partition_point(|time| time.span.start < aside.start);
            times.get(from).filter(|time| aside.contains(&time.span))
        })
        .map(|time| time.value.clone());
    Claim {
        id: format!("c{}", index + 1),
        span: draft.span,
        attribution: each_once(draft.links),
        stance: draft.stance,
        certainty: draft.certainty,
        said_at,
        about,
        events: Vec::new(),
        rules: draft.rules,
    }
}

/// A voice met twice in one chain is one link: the first.
fn each_once(links: Vec<Link>) -> Vec<Link> {
    let mut kept: Vec<Link> = Vec::with_capacity(links.len());
    for link in links {
        if link.span.is_none() || !kept.iter().any(|before| before.span == link.span) {
            kept.push(link);
        }
    }
    kept
}
