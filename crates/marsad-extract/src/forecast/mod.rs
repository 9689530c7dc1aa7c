//! What was foretold: claims about the future that somebody can check.

use marsad_lexicon::Lexicon;
use marsad_record::{Claim, Document, Forecast, TimeExpression};
use marsad_text::Text;

/// The rules of forecasts.
pub struct Forecasts;

impl Forecasts {
    /// Compiles `rules/forecast`.
    pub fn new(_lexicon: &Lexicon) -> Self {
        Self
    }

    /// Every forecast among the claims.
    pub fn read(
        &self,
        _document: &Document,
        _text: &Text,
        _lexicon: &Lexicon,
        _times: &[TimeExpression],
        _claims: &[Claim],
    ) -> Vec<Forecast> {
        Vec::new()
    }
}
