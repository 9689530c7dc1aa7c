//! Countries as foreign formats code them (ISO 3166-1).

use rust_iso3166::CountryCode;

/// The country of a two-letter code.
pub(super) fn country(code: Option<&str>) -> Option<CountryCode> {
    rust_iso3166::from_alpha2(code?)
}
