//! Claims, each with the chain of voices that carried it.

use marsad_record::claim::Stance;
use marsad_record::incident::Citation;
use marsad_record::reported::ClaimRef;
use marsad_store::{ClaimQuery, ClaimRow};

use crate::desk::Desk;
use crate::error::Error;
use crate::incidents::{bound, iso};

/// Which claims are asked for; every field left empty asks for all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClaimFilter {
    /// Only of this document.
    pub document: Option<String>,
    /// Published on this day or later (ISO, partial).
    pub from: Option<String>,
    /// Published on this day or earlier (ISO, partial).
    pub to: Option<String>,
    /// About it or carried by it: id or any name.
    pub actor: Option<String>,
    /// Published or passed on by it: id or any name.
    pub outlet: Option<String>,
    /// What the innermost voice does (`asserts`, `denies` ...).
    pub stance: Option<String>,
    /// Words of the claim.
    pub text: Option<String>,
    /// The last that was added comes first.
    pub is_latest_first: bool,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// At most so many; 0 is no limit.
    pub limit: usize,
}

/// One page of claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimPage {
    /// The claims.
    pub claims: Vec<ClaimRow>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

impl Desk {
    /// Claims, in the order they were added or the last one first.
    pub fn claims(&self, filter: &ClaimFilter) -> Result<ClaimPage, Error> {
        let stance = filter.stance.as_deref().map(|name| {
            Stance::from_name(name).ok_or_else(|| Error::question("stance", format!("`{name}` is no stance")))
        });
        let after = filter
            .cursor
            .as_deref()
            .map(|cursor| cursor.parse().map_err(|_| Error::question("cursor", "it is not one that a page gave")));
        let query = ClaimQuery {
            document: filter.document.clone(),
            from: filter.from.as_deref().map(|day| bound("from", day)).transpose()?.and_then(|days| iso(days.from)),
            to: filter.to.as_deref().map(|day| bound("to", day)).transpose()?.and_then(|days| iso(days.to)),
            actors: filter.actor.as_deref().map(|name| self.actor_ids(name)).unwrap_or_default(),
            carriers: filter.outlet.as_deref().map(|name| self.actor_ids(name)).unwrap_or_default(),
            stance: stance.transpose()?,
            words: filter.text.as_deref().and_then(|text| self.words(text)),
            is_latest_first: filter.is_latest_first,
            after: after.transpose()?,
            limit: if filter.limit == 0 { 0 } else { filter.limit + 1 },
        };
        let mut hits = self.store.claims(&query)?;
        let taken_back = self.taken_back()?;
        let is_more = filter.limit > 0 && hits.len() > filter.limit;
        if is_more {
            hits.truncate(filter.limit);
        }
        let next = hits.last().filter(|_| is_more).map(|hit| hit.place.to_string());
        let rows = hits.into_iter().map(|hit| hit.row);
        Ok(ClaimPage { claims: rows.filter(|row| !taken_back.contains(&row.claim.id)).collect(), next })
    }

    /// One claim of a document.
    pub fn claim(&self, claim: &ClaimRef) -> Result<Option<ClaimRow>, Error> {
        Ok(self.store.claim(&claim.document, &claim.claim)?)
    }
}

/// A claim as it is cited.
pub fn citation(row: &ClaimRow) -> Citation {
    Citation {
        claim: ClaimRef { document: row.document.clone(), claim: row.claim.id.clone() },
        outlet: row.outlet.clone().unwrap_or_default(),
        chain: row.claim.attribution.iter().map(|link| link.voice.clone()).collect(),
        quote: row.quote.clone(),
        span: row.claim.span,
        published: row.published.clone(),
    }
}
