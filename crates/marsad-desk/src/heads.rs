//! What a list shows of a document or a place without opening it.

use marsad_record::PlaceLevel;
use marsad_record::document::DocumentRow;

use crate::desk::Desk;
use crate::error::Error;

/// What a place is called and where it lies.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceNames {
    /// In English.
    pub name_en: String,
    /// In Arabic.
    pub name_ar: String,
    /// How fine it is.
    pub level: PlaceLevel,
    /// Latitude and longitude.
    pub point: Option<(f64, f64)>,
}

impl Desk {
    /// Documents by their ids, in the order asked, without their text; unknown ids are left out.
    pub fn document_heads(&self, ids: &[String]) -> Result<Vec<DocumentRow>, Error> {
        let heads = ids.iter().filter_map(|id| self.store.document_head(id).transpose());
        Ok(heads.collect::<Result<_, _>>()?)
    }

    /// What a place of the gazetteer is called and where it lies.
    pub fn place_names(&self, id: &str) -> Option<PlaceNames> {
        let place = self.lexicon.places().get(id)?;
        Some(PlaceNames {
            name_en: place.name_en.clone(),
            name_ar: place.name_ar.clone(),
            level: place.level,
            point: place.point,
        })
    }
}
