//! Markup to tags and text in one pass, forgiving as a browser: nothing needs to be closed.

use std::borrow::Cow;

/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "title", "textarea", "iframe", "noembed", "xmp"];

/// One piece of markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token<'m> {
    /// A start tag, its name in lower case.
    Open { name: String, attributes: Attributes<'m>, is_closed: bool },
    /// An end tag.
    Close { name: String },
    /// Text with its entities still in it.
    Text(&'m str),
}

/// The attributes of a tag, unread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Attributes<'m>(&'m str);

impl<'m> Attributes<'m> {
    /// The value of an attribute, its entities resolved.
    pub(crate) fn get(&self, wanted: &str) -> Option<Cow<'m, str>> {
        self.all()
            .find(|(name, _)| name.eq_ignore_ascii_case(wanted))
            .map(|(_, value)| html_escape::decode_html_entities(value))
    }

    fn all(&self) -> impl Iterator<Item = (&'m str, &'m str)> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            rest = rest.trim_start_matches(|letter: char| letter.is_ascii_whitespace() || letter == '/');
            if rest.is_empty() {
                return None;
            }
            let end = rest.find(|letter: char| letter.is_ascii_whitespace() || letter == '=').unwrap_or(rest.len());
            // A stray `=` has no name: step over it.
            let end = if end == 0 { 1 } else { end };
            let name = &rest[..end];
            rest = rest[end..].trim_start();
            let Some(after) = rest.strip_prefix('=') else { return Some((name, "")) };
            let after = after.trim_start();
            let (value, left) = match after.chars().next() {
                Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                _ => after.split_at(after.find(|letter: char| letter.is_ascii_whitespace()).unwrap_or(after.len())),
            };
            rest = left;
            Some((name, value))
        })
    }
}

/// The pieces of a page in order.
pub(crate) fn tokens(markup: &str) -> Tokens<'_> {
    Tokens { markup, at: 0, raw: None }
}

/// The iterator behind [`tokens`].
pub(crate) struct Tokens<'m> {
    markup: &'m str,
    at: usize,
    /// The raw element just opened.
    raw: Option<String>,
}

impl<'m> Iterator for Tokens<'m> {
    type Item = Token<'m>;

    fn next(&mut self) -> Option<Token<'m>> {
        if let Some(name) = self.raw.take() {
            let rest = &self.markup[self.at..];
            let end = find_close(rest, &name).unwrap_or_else(|| {
                // Never closed: a title ends at the next tag, a script swallows the rest.
                if name == "title" { rest.find('<').unwrap_or(rest.len()) } else { rest.len() }
            });
            self.at += end;
            if end > 0 {
                return Some(Token::Text(&rest[..end]));
            }
        }
        loop {
            let rest = &self.markup[self.at..];
            if rest.is_empty() {
                return None;
            }
            let Some(bracket) = rest.find('<') else {
                self.at = self.markup.len();
                return Some(Token::Text(rest));
            };
            if bracket > 0 {
                self.at += bracket;
                return Some(Token::Text(&rest[..bracket]));
            }
            if let Some(comment) = rest.strip_prefix("<!--") {
                self.at +=
                    comment.find("-->").map_or_else(|| rest.find('>').map_or(rest.len(), |end| end + 1), |end| end + 7);
                continue;
            }
            match rest.as_bytes().get(1) {
                Some(b'!' | b'?') => self.at += rest.find('>').map_or(rest.len(), |end| end + 1),
                Some(b'/') => {
                    let end = rest.find('>').unwrap_or(rest.len());
                    self.at += (end + 1).min(rest.len());
                    return Some(Token::Close { name: tag_name(&rest[2..end]).to_ascii_lowercase() });
                }
                Some(first) if first.is_ascii_alphabetic() => return Some(self.open(rest)),
                _ => {
                    self.at += 1;
                    return Some(Token::Text(&rest[..1]));
                }
            }
        }
    }
}

impl<'m> Tokens<'m> {
    fn open(&mut self, rest: &'m str) -> Token<'m> {
        let end = tag_end(rest);
        self.at += (end + 1).min(rest.len());
        let inside = &rest[1..end];
        let name = tag_name(inside);
        let attributes = Attributes(inside[name.len()..].trim_end_matches('/'));
        let name = name.to_ascii_lowercase();
        let is_closed = inside.ends_with('/');
        if RAW.contains(&name.as_str()) && !is_closed {
            self.raw = Some(name.clone());
        }
        Token::Open { name, attributes, is_closed }
    }
}

/// Where the tag ends, brackets inside quoted values aside.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    let mut after_equals = false;
    for (at, byte) in tag.bytes().enumerate() {
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if byte == b'>' => return at,
            None if after_equals && (byte == b'"' || byte == b'\'') => quote = Some(byte),
            None => {}
        }
        after_equals = byte == b'=' || (after_equals && byte.is_ascii_whitespace());
    }
    // A quote that never closes: the tag ends at its first bracket.
    tag.find('>').unwrap_or(tag.len())
}

fn tag_name(inside: &str) -> &str {
    let end = inside
        .find(|letter: char| letter.is_ascii_whitespace() || letter == '/' || letter == '>')
        .unwrap_or(inside.len());
    &inside[..end]
}

fn find_close(rest: &str, name: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = rest[from..].find("</") {
        let at = from + found;
        let tag = rest.as_bytes().get(at + 2..at + 2 + name.len());
        if tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes())) {
            return Some(at);
        }
        from = at + 2;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Token, tokens};

    #[test]
    fn brackets_in_values_and_scripts_are_no_tags() {
        let names: Vec<String> = tokens("<a title='1 > 0'>x<script>if (a<b) {}</script><br/>")
            .filter_map(|token| if let Token::Open { name, .. } = token { Some(name) } else { None })
            .collect();
        assert_eq!(names, ["a", "script", "br"]);
    }

    #[test]
    fn a_page_that_never_closes_still_ends() {
        for page in
            ["<p>نص <b", "<!-- تعليق", "<title>عنوان<p>نص", "<a href='x>نص", "نص < نص", "</", "<p =x>نص", "<script>نص"]
        {
            assert!(tokens(page).count() < 9, "{page}");
        }
    }
}
