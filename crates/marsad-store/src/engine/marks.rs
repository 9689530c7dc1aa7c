//! `?` and `?1` as PostgreSQL writes them.

/// A statement with `$1` for `?1`, and for a bare `?` the number after the highest before it; marks between quotes are
/// letters. A parameter that is asked whether it is there is told to be a text: PostgreSQL must know what is not there.
pub(crate) fn numbered(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len() + 16);
    let mut highest = 0_usize;
    let mut quote = None;
    let mut letters = sql.chars();
    while let Some(letter) = letters.next() {
        match (letter, quote) {
            ('?', None) => {
                let rest = letters.as_str();
                let (digits, after) = rest.split_at(rest.len() - rest.trim_start_matches(is_digit).len());
                let number = digits.parse().unwrap_or(highest + 1);
                highest = highest.max(number);
                let is_asked = after.starts_with(" IS NULL") || after.starts_with(" IS NOT NULL");
                out.push_str(&if is_asked { format!("CAST(${number} AS text)") } else { format!("${number}") });
                letters = after.chars();
                continue;
            }
            ('\'' | '"', None) => quote = Some(letter),
            (_, Some(open)) if open == letter => quote = None,
            _ => {}
        }
        out.push(letter);
    }
    out
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn marks_become_numbers() {
        for (one, other) in [
            ("SELECT 1", "SELECT 1"),
            ("a = ? AND b = ?", "a = $1 AND b = $2"),
            ("a = ?2 AND b = ?1 AND c = ?", "a = $2 AND b = $1 AND c = $3"),
            ("VALUES (?11, ?)", "VALUES ($11, $12)"),
            ("(?1 IS NULL OR id = ?1)", "(CAST($1 AS text) IS NULL OR id = $1)"),
            ("a = '?' AND \"b?\" = ?", "a = '?' AND \"b?\" = $1"),
        ] {
            assert_eq!(numbered(one), other);
        }
    }
}
