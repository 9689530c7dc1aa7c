//! Where something happened: no finer than the source tells.

use crate::span::Span;
use crate::vocabulary;

vocabulary! {
    /// How fine a place is; the order is from the finest to the widest.
    PlaceLevel {
        Site = "site", City = "city", District = "district", Province = "province", Country = "country",
    }
}

/// The place of an event: the finest named, with what contains it.
#[derive(Debug, Clone, PartialEq)]
pub struct EventPlace {
    /// Gazetteer id; `None` for a described site that the gazetteer does not hold.
    pub place: Option<String>,
    /// English name where known, else the text's own words.
    pub name: String,
    /// ISO 3166-1 alpha-2 code.
    pub country: Option<String>,
    /// How fine it is.
    pub level: PlaceLevel,
    /// Ids of the places that contain it, finest first.
    pub chain: Vec<String>,
    /// Latitude and longitude in degrees.
    pub point: Option<(f64, f64)>,
    /// The words.
    pub span: Option<Span>,
}
