//! The page as a flat list of blocks of text, each knowing in which element it stands.
//!
//! No tree of the page is kept: only the chain of open elements, at most [`DEEPEST`] of them.

use super::hints::{Hint, hint};
use super::tokens::{Attributes, Token, tokens};
use crate::page_words::is_word_letter;

/// Elements nested deeper than this are taken as lying side by side.
const DEEPEST: usize = 200;

const VOID: &[&str] =
    &["br", "img", "hr", "input", "meta", "link", "source", "wbr", "col", "area", "base", "embed", "param", "track"];

/// Elements that run inside a line; all others begin a block.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
    "wbr", "img", "picture",
];

/// One element.
#[derive(Debug, Clone)]
pub(crate) struct Element {
    pub(crate) tag: String,
    pub(crate) parent: usize,
    /// What its own names tell.
    pub(crate) hint: Option<Hint>,
    /// Whether it, or one around it, never holds text.
    is_dropped: bool,
}

/// One block of text.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    /// White space made one space.
    pub(crate) text: String,
    pub(crate) element: usize,
    /// Letters inside links.
    pub(crate) linked: usize,
    /// All letters.
    pub(crate) letters: usize,
}

impl Block {
    /// The share of the block that is links.
    pub(crate) fn link_share(&self) -> f64 {
        if self.letters == 0 { 0.0 } else { self.linked as f64 / self.letters as f64 }
    }
}

/// A page in blocks.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    pub(crate) elements: Vec<Element>,
    pub(crate) blocks: Vec<Block>,
}

impl Outline {
    /// The tag of the block's element.
    pub(crate) fn tag(&self, block: &Block) -> &str {
        &self.elements[block.element].tag
    }

    /// The elements around one, from inside out, itself first.
    pub(crate) fn chain(&self, element: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(element), |at| Some(self.elements[*at].parent).filter(|parent| parent != at))
    }
}

/// The blocks of a page; `each_tag` sees every start tag and the text of raw elements.
pub(crate) fn outline<'m>(
    markup: &'m str,
    mut each_tag: impl FnMut(&str, &Attributes<'m>),
    mut each_raw: impl FnMut(&str, &'m str),
) -> Outline {
    let mut builder = Builder::default();
    builder.outline.elements.push(Element { tag: "html".to_owned(), parent: 0, hint: None, is_dropped: false });
    builder.stack.push(0);
    let mut raw: Option<String> = None;
    for token in tokens(markup) {
        match token {
            Token::Open { name, attributes, is_closed } => {
                each_tag(&name, &attributes);
                raw = matches!(name.as_str(), "script" | "title" | "style").then(|| name.clone());
                builder.open(name, &attributes, is_closed);
            }
            Token::Close { name } => {
                raw = None;
                builder.close(&name);
            }
            Token::Text(text) => match &raw {
                Some(name) => each_raw(name, text),
                None => builder.text(text),
            },
        }
    }
    builder.flush();
    builder.outline
}

#[derive(Default)]
struct Builder {
    outline: Outline,
    stack: Vec<usize>,
    text: String,
    linked: usize,
    letters: usize,
    /// A link was just closed: the next one does not continue its word.
    after_link: bool,
}

impl Builder {
    fn top(&self) -> usize {
        self.stack.last().copied().unwrap_or(0)
    }

    fn open(&mut self, name: String, attributes: &Attributes<'_>, is_closed: bool) {
        let own = hint(&name, attributes);
        let is_inline = INLINE.contains(&name.as_str());
        let marks = matches!(own, Some(Hint::Furniture(_) | Hint::Drop | Hint::Aside)) && !self.is_in_prose();
        if name == "br" && self.is_in_heading() {
            self.text.push(' ');
        } else if !is_inline || marks || (name == "time" && !self.is_in_prose()) {
            self.flush();
        } else if name == "a" && self.after_link {
            self.text.push(' ');
        }
        if VOID.contains(&name.as_str()) || is_closed {
            return;
        }
        self.close_implied(&name);
        let is_dropped = own == Some(Hint::Drop) || self.outline.elements[self.top()].is_dropped;
        if self.stack.len() < DEEPEST {
            let element = Element { tag: name, parent: self.top(), hint: own, is_dropped };
            self.outline.elements.push(element);
            self.stack.push(self.outline.elements.len() - 1);
        }
    }

    fn is_in_heading(&self) -> bool {
        matches!(self.outline.elements[self.top()].tag.as_str(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
    }

    /// Whether a paragraph is open: a coloured word in it is part of it.
    fn is_in_prose(&self) -> bool {
        self.stack.iter().rev().take(4).any(|at| self.outline.elements[*at].tag == "p") && !self.text.trim().is_empty()
    }

    /// A paragraph ends where the next block begins, an item where the next item begins.
    fn close_implied(&mut self, name: &str) {
        let ends: &[&str] = match name {
            "li" => &["li"],
            "td" | "th" => &["td", "th"],
            "tr" => &["tr", "td", "th"],
            "dt" | "dd" => &["dt", "dd"],
            "option" => &["option"],
            "body" => &["head"],
            _ if !INLINE.contains(&name) => &["p", "head"],
            _ => &[],
        };
        if ends.contains(&"head")
            && matches!(name, "title" | "meta" | "link" | "script" | "style" | "base" | "noscript")
        {
            return;
        }
        let barrier = ["ul", "ol", "table", "dl", "article", "section", "div", "blockquote"];
        for depth in (1..self.stack.len()).rev() {
            let tag = self.outline.elements[self.stack[depth]].tag.as_str();
            if ends.contains(&tag) {
                self.flush();
                self.stack.truncate(depth);
                return;
            }
            if barrier.contains(&tag) {
                return;
            }
        }
    }

    fn close(&mut self, name: &str) {
        if name == "br" || name == "p" {
            self.flush();
        }
        if let Some(depth) =
            (1..self.stack.len()).rev().find(|depth| self.outline.elements[self.stack[*depth]].tag == name)
        {
            let element = &self.outline.elements[self.stack[depth]];
            let in_paragraph = self.stack.iter().rev().take(4).any(|at| self.outline.elements[*at].tag == "p");
            let is_marked = matches!(element.hint, Some(Hint::Furniture(_)));
            let ends_block = !INLINE.contains(&name) || ((is_marked || name == "time") && !in_paragraph);
            if ends_block {
                self.flush();
            }
            self.stack.truncate(depth);
        }
        self.after_link = name == "a";
    }

    fn text(&mut self, raw: &str) {
        let top = self.top();
        if self.outline.elements[top].is_dropped {
            return;
        }
        let decoded = html_escape::decode_html_entities(raw);
        let letters = decoded.chars().filter(|letter| is_word_letter(*letter)).count();
        if letters > 0 {
            self.after_link = false;
        }
        let in_link = self.stack.iter().rev().take(6).any(|at| self.outline.elements[*at].tag == "a");
        self.letters += letters;
        self.linked += if in_link { letters } else { 0 };
        for letter in decoded.chars() {
            if letter.is_whitespace() {
                if !self.text.ends_with(' ') {
                    self.text.push(' ');
                }
            } else if letter != '\u{FEFF}' && letter != '\u{00AD}' {
                self.text.push(letter);
            }
        }
    }

    fn flush(&mut self) {
        let text = self.text.trim();
        if !text.is_empty() {
            // The block belongs to its block element, not to the coloured word it ends with.
            let is_inline = |at: &&usize| {
                INLINE.contains(&self.outline.elements[**at].tag.as_str()) && self.outline.elements[**at].hint.is_none()
            };
            let element = self.stack.iter().rev().find(|at| !is_inline(at)).copied().unwrap_or(0);
            let block = Block { text: text.to_owned(), element, linked: self.linked, letters: self.letters };
            self.outline.blocks.push(block);
        }
        self.text.clear();
        self.linked = 0;
        self.letters = 0;
        self.after_link = false;
    }
}

#[cfg(test)]
mod tests {
    use super::outline;

    fn texts(markup: &str) -> Vec<String> {
        outline(markup, |_, _| {}, |_, _| {}).blocks.into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn paragraphs_without_end_tags_are_apart() {
        assert_eq!(texts("<p>أول<p>ثان <b>غامق</b>ة<div>ثالث<br>رابع"), ["أول", "ثان غامقة", "ثالث", "رابع"]);
    }

    #[test]
    fn menus_and_scripts_leave_no_text() {
        assert_eq!(
            texts("<nav><a>سياسة</a></nav><script>var x='نص'</script><p>خبر&nbsp;&laquo;مهم&raquo;</p>"),
            ["خبر «مهم»"]
        );
    }

    #[test]
    fn ten_thousand_unclosed_elements_are_read() {
        let page = "<div><p>س".repeat(10_000);
        assert_eq!(texts(&page).len(), 10_000);
    }
}
