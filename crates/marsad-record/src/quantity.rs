//! Amounts as told. "At least twenty" and "twenty" are different things to say and never compare equal.

use crate::span::Span;
use crate::vocabulary;

vocabulary! {
    /// How an amount is told.
    Qualifier {
        Exact = "exact", AtLeast = "at_least", MoreThan = "more_than", AtMost = "at_most", LessThan = "less_than",
        About = "about", Range = "range", Fraction = "fraction", Vague = "vague",
    }
}

vocabulary! {
    /// What the counted things have undergone, or are.
    QuantityRole {
        Killed = "killed", Wounded = "wounded", KilledOrWounded = "killed_or_wounded", Missing = "missing",
        Detained = "detained", Displaced = "displaced", Released = "released", Surrendered = "surrendered",
        Strength = "strength", Other = "other",
    }
}

/// An amount: both bounds where both are told. At least 20 is `(20, None)`, at most 20 is `(None, 20)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// Lower bound.
    pub low: Option<f64>,
    /// Upper bound.
    pub high: Option<f64>,
    /// How it was told.
    pub qualifier: Qualifier,
}

impl Range {
    /// Just this many.
    pub fn exact(amount: f64) -> Self {
        Self { low: Some(amount), high: Some(amount), qualifier: Qualifier::Exact }
    }

    /// The same amount told another way: the bounds follow the qualifier.
    pub fn qualified(amount: f64, qualifier: Qualifier) -> Self {
        let (low, high) = match qualifier {
            Qualifier::AtLeast | Qualifier::MoreThan | Qualifier::Vague => (Some(amount), None),
            Qualifier::AtMost | Qualifier::LessThan => (None, Some(amount)),
            _ => (Some(amount), Some(amount)),
        };
        Self { low, high, qualifier }
    }

    /// The one number a reader would repeat: the lower bound, else the upper.
    pub fn told(&self) -> Option<f64> {
        self.low.or(self.high)
    }
}

/// An amount as examples and specs write it: `14`, `>=9`, `~40`, `10-15`.
impl std::fmt::Display for Range {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bound = |bound: Option<f64>| bound.map(|bound| bound.to_string()).unwrap_or_default();
        let (low, high) = (bound(self.low), bound(self.high));
        match self.qualifier {
            Qualifier::Exact => write!(formatter, "{low}"),
            Qualifier::AtLeast => write!(formatter, ">={low}"),
            Qualifier::MoreThan => write!(formatter, ">{low}"),
            Qualifier::AtMost => write!(formatter, "<={high}"),
            Qualifier::LessThan => write!(formatter, "<{high}"),
            Qualifier::About => write!(formatter, "~{low}"),
            Qualifier::Range => write!(formatter, "{low}-{high}"),
            Qualifier::Fraction => write!(formatter, "{low}:fraction"),
            Qualifier::Vague => write!(formatter, ">={low}:vague"),
        }
    }
}

/// A span that tells an amount of something.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The whole phrase, qualifier and unit included.
    pub span: Span,
    /// How many.
    pub range: Range,
    /// The counted thing in the text's own words («شخصا», «جنود أمريكيين»).
    pub unit: Option<String>,
    /// What happened to them.
    pub role: QuantityRole,
    /// True of a sum over a period or many events («منذ بداية العام قتل 300»).
    pub is_cumulative: bool,
    /// True of those who did it («مقتل المهاجمين الثلاثة»).
    pub is_attackers: bool,
    /// Index of the quantity in the same list of which this one is a part («بينهم 4 أطفال»).
    pub part_of: Option<usize>,
    /// True of a figure that the same article later replaces.
    pub is_superseded: bool,
    /// The rule that read it.
    pub rule: String,
}

#[cfg(test)]
mod tests {
    use super::{Qualifier, Range};

    #[test]
    fn at_least_twenty_is_not_twenty() {
        assert_ne!(Range::exact(20.0), Range::qualified(20.0, Qualifier::AtLeast));
        assert_eq!(Range::qualified(20.0, Qualifier::AtLeast).high, None);
    }
}
