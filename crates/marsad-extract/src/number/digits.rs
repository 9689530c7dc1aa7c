//! Numbers written in digits: separators of thousands and decimals, and the scale word after them («1.5 مليون»).

use marsad_lexicon::Lexicon;
use marsad_record::Note;
use marsad_text::Text;

use super::words::Kind;
use super::{Number, Numbers, Shape};

/// Beyond this nobody counts anything in the news.
const ABSURD: f64 = 1e16;

impl Numbers {
    /// The number whose digits are that token, with the scale word that multiplies it.
    pub(super) fn digits_at(
        &self,
        text: &Text,
        lexicon: &Lexicon,
        token: usize,
        end: usize,
        notes: &mut Vec<Note>,
    ) -> Option<Number> {
        let scale = (token + 1 < end).then(|| self.scale_at(text, lexicon, token + 1)).flatten();
        if text.form(token).len() > 1
            && text.form(token).starts_with('0')
            && text.form(token).as_bytes()[1].is_ascii_digit()
        {
            return None;
        }
        let value = value(text.form(token), scale.is_some());
        if !value.is_finite() || value >= ABSURD {
            let span = text.tokens[token].span;
            notes.push(Note::new("absurd-number", Some(span), "No amount in the news is that large; it was left out."));
            return None;
        }
        let alone = token > 0
            && text.tokens[token - 1].span.end == text.tokens[token].span.start
            && self.is_conjunction(text, token - 1);
        Some(Number {
            first: token,
            last: token + usize::from(scale.is_some()),
            low: value * scale.unwrap_or(1.0),
            high: Some(value * scale.unwrap_or(1.0)),
            shape: Shape::Exact,
            is_digits: true,
            is_definite: false,
            is_percent: false,
            is_one: false,
            is_hyphenated: false,
            is_joined: alone,
            lead: 0,
        })
    }

    fn scale_at(&self, text: &Text, lexicon: &Lexicon, token: usize) -> Option<f64> {
        let (kind, value, _, lead, _) = self.word_at(text, lexicon, token)?;
        (matches!(kind, Kind::Scale | Kind::ScaleAccusative | Kind::ScaleMany) && lead == 0).then_some(value)
    }
}

/// The value of folded digits with separators. Three digits after the only point are a group of thousands, unless a
/// scale word follows («1.325 مليار»).
fn value(form: &str, has_scale: bool) -> f64 {
    let marks = |letter: char| !letter.is_ascii_digit();
    let groups = form.split(marks).skip(1).all(|group| group.len() == 3);
    let count = form.chars().filter(|letter| marks(*letter)).count();
    let head = form.split(marks).next().unwrap_or_default();
    let is_decimal = count == 1 && (!groups || has_scale || form.contains('\u{066B}') || head == "0" || head.len() > 3);
    let plain: String = if is_decimal {
        form.chars().map(|letter| if marks(letter) { '.' } else { letter }).collect()
    } else {
        form.chars().filter(char::is_ascii_digit).collect()
    };
    plain.parse().unwrap_or(f64::INFINITY)
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn separators_of_thousands_and_decimals_are_told_apart() {
        for (form, has_scale, expected) in [
            ("5,000", false, 5000.0),
            ("1.500", false, 1500.0),
            ("12,5", false, 12.5),
            ("7.25", false, 7.25),
            ("1.325", true, 1.325),
            ("1,234,567", false, 1_234_567.0),
            ("0.125", false, 0.125),
        ] {
            assert!((value(form, has_scale) - expected).abs() < 1e-9, "{form}");
        }
    }
}
