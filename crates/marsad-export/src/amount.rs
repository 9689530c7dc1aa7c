//! Amounts as the contract writes them (13, not 13.0) and as people do.

use marsad_record::{Qualifier, Range};
use serde::Serialize;
use serde::ser::Serializer;

/// A number that is written whole where it is whole.
#[derive(Debug, Clone, Copy)]
pub struct Amount(pub f64);

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.fract() == 0.0 && self.0.abs() < 9.0e15 {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

/// An amount as people write it.
pub fn amount(range: &Range) -> String {
    let number = |bound: Option<f64>| bound.map(|bound| bound.to_string()).unwrap_or_default();
    match range.qualifier {
        Qualifier::Exact | Qualifier::Fraction => number(range.low.or(range.high)),
        Qualifier::AtLeast | Qualifier::Vague => format!("≥{}", number(range.low)),
        Qualifier::MoreThan => format!(">{}", number(range.low)),
        Qualifier::AtMost => format!("≤{}", number(range.high)),
        Qualifier::LessThan => format!("<{}", number(range.high)),
        Qualifier::About => format!("~{}", number(range.low)),
        Qualifier::Range => format!("{}-{}", number(range.low), number(range.high)),
    }
}

#[cfg(test)]
mod tests {
    use super::Amount;

    #[test]
    fn a_whole_amount_has_no_point() {
        assert_eq!(serde_json::to_string(&[Amount(13.0), Amount(0.5)]).unwrap(), "[13,0.5]");
    }
}
