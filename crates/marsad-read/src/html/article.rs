//! Which blocks of a page are the article: the element that holds most of its prose, and what stands before it.

use marsad_record::ChromeKind;

use super::blocks::{Block, Outline};
use super::hints::Hint;

/// Shorter blocks say nothing about where the article is.
const LEAST_LETTERS: usize = 40;

/// A block with more links than this is no prose.
const MOST_LINKS: f64 = 0.4;

/// An element further out is taken if it holds this much more prose.
const WORTH_WIDENING: f64 = 1.25;

/// The headline, the writer and the date stand at most this many blocks before the article.
const LONGEST_HEAD: usize = 14;

/// An element by the side of the article that holds this share of the page's prose is the article.
const MOST_PROSE_ASIDE: f64 = 0.6;

/// What the names of elements tell, where it can be believed.
struct Hints<'o> {
    outline: &'o Outline,
    /// Elements whose names are wrong: most of the prose lies in them.
    mistaken: Vec<bool>,
}

impl<'o> Hints<'o> {
    fn new(outline: &'o Outline) -> Self {
        let mut prose = vec![0_usize; outline.elements.len()];
        let counts = |block: &&Block| block.letters >= LEAST_LETTERS && block.link_share() < MOST_LINKS;
        for block in outline.blocks.iter().filter(counts) {
            for element in outline.chain(block.element) {
                prose[element] += block.letters;
            }
        }
        let all = prose.first().copied().unwrap_or(0) as f64;
        let mistaken = prose.iter().map(|letters| *letters > 0 && *letters as f64 >= all * MOST_PROSE_ASIDE).collect();
        Self { outline, mistaken }
    }

    fn of(&self, block: &Block) -> Option<Hint> {
        self.of_element(block.element)
    }

    /// The hint of the nearest element that has one; whatever lies aside, all in it lies aside.
    fn of_element(&self, element: usize) -> Option<Hint> {
        let believed = |element: usize| {
            let hint = self.outline.elements[element].hint;
            hint.filter(|hint| *hint == Hint::Article || !self.mistaken[element])
        };
        let mut nearest = None;
        for element in self.outline.chain(element) {
            match believed(element) {
                Some(Hint::Aside) => return Some(Hint::Aside),
                hint => nearest = nearest.or(hint),
            }
        }
        nearest
    }
}

/// The blocks of the article in order, each with the kind of furniture it is, if it is.
pub(crate) fn article(outline: &Outline) -> Vec<(&Block, Option<ChromeKind>)> {
    let hints = Hints::new(outline);
    let is_aside = |block: &&Block| hints.of(block) == Some(Hint::Aside);
    let Some(root) = root(&hints) else {
        // No prose anywhere: a stub or a picture page. Everything that is no menu is kept.
        let is_text = |block: &&Block| block.link_share() < MOST_LINKS;
        let any_beside = outline.blocks.iter().filter(is_text).any(|block| !is_aside(&block));
        let kept = outline.blocks.iter().filter(is_text).filter(|block| !any_beside || !is_aside(block));
        return kept.map(|block| (block, kind(&hints, block))).collect();
    };
    let inside = |block: &Block| outline.chain(block.element).any(|element| element == root);
    let first = outline.blocks.iter().position(inside).unwrap_or(0);
    let head = head_start(outline, first);
    let mut found = Vec::new();
    for (at, block) in outline.blocks.iter().enumerate().skip(head) {
        let is_head = at < first;
        if (!is_head && !inside(block)) || is_aside(&block) {
            continue;
        }
        let kind = kind(&hints, block);
        let words = block.text.split_whitespace().count();
        let is_writer = kind == Some(ChromeKind::Byline);
        let is_menu = block.link_share() > MOST_LINKS && words < 4 && !is_heading(outline, block) && !is_writer;
        let is_button = matches!(kind, Some(ChromeKind::Share | ChromeKind::Advert)) && words < 12;
        if is_menu
            || is_button
            || (is_head && block.link_share() > MOST_LINKS && !is_heading(outline, block) && !is_writer)
        {
            continue;
        }
        let kind = if kind.is_none() && block.link_share() > 0.8 && words >= 4 && !is_heading(outline, block) {
            Some(ChromeKind::Teaser)
        } else {
            kind
        };
        found.push((block, kind));
    }
    found
}

/// The last heading of the first rank before the article, if the way to it is short.
fn head_start(outline: &Outline, first: usize) -> usize {
    let from = first.saturating_sub(LONGEST_HEAD);
    (from..first).rev().find(|at| outline.tag(&outline.blocks[*at]) == "h1").unwrap_or(first)
}

/// Whether the block is a heading.
pub(crate) fn is_heading(outline: &Outline, block: &Block) -> bool {
    matches!(outline.tag(block), "h1" | "h2" | "h3" | "h4")
}

fn kind(hints: &Hints<'_>, block: &Block) -> Option<ChromeKind> {
    match hints.of(block) {
        // A heading under `class="kicker"` or `"date-title"` is a heading still.
        Some(Hint::Furniture(_)) if hints.outline.tag(block) == "h1" => None,
        // Nobody writes a paragraph of prose as a date, a tag or a writer's name.
        Some(Hint::Furniture(ChromeKind::Dateline | ChromeKind::Byline | ChromeKind::Other)) if is_prose(block) => None,
        Some(Hint::Furniture(kind)) => Some(kind),
        _ => None,
    }
}

fn is_prose(block: &Block) -> bool {
    block.letters >= 120 && block.link_share() < MOST_LINKS
}

/// The element with most prose: a block counts for what holds it, half for what holds that, and so on.
fn root(hints: &Hints<'_>) -> Option<usize> {
    let outline = hints.outline;
    let mut scores = vec![0.0_f64; outline.elements.len()];
    let mut prose = vec![0_usize; outline.elements.len()];
    for block in &outline.blocks {
        let hint = hints.of(block);
        let counts = block.letters >= LEAST_LETTERS
            && block.link_share() < MOST_LINKS
            && !matches!(
                hint,
                Some(
                    Hint::Aside
                        | Hint::Furniture(
                            ChromeKind::Teaser | ChromeKind::Advert | ChromeKind::About | ChromeKind::Share
                        )
                )
            );
        if !counts {
            continue;
        }
        let commas = block.text.matches(['\u{060C}', ',', '.']).count();
        let score = 1.0 + commas as f64 + (block.letters as f64 / 100.0).min(4.0);
        let mut share = 1.0;
        for element in outline.chain(block.element).skip(usize::from(is_leaf(outline.tag(block)))) {
            scores[element] += score * share;
            prose[element] += block.letters;
            share *= 0.5;
        }
    }
    let weight = |element: usize| match outline.elements[element].hint {
        Some(Hint::Article) => 1.4,
        Some(Hint::Furniture(_)) => 0.5,
        _ => 1.0,
    };
    let best = (0..scores.len())
        .max_by(|one, other| (scores[*one] * weight(*one)).total_cmp(&(scores[*other] * weight(*other))))?;
    if prose[best] == 0 {
        return None;
    }
    // Adverts cut an article into several elements side by side: then the one around them is the article.
    let mut root = best;
    for element in outline.chain(best).skip(1).take(3) {
        let is_frame = matches!(outline.elements[element].tag.as_str(), "html" | "body");
        let wider = prose[element] as f64 >= prose[root] as f64 * WORTH_WIDENING;
        if wider && (!is_frame || prose[element] >= prose[root] * 2) {
            root = element;
        }
    }
    Some(root)
}

/// Elements that hold one paragraph, not an article.
fn is_leaf(tag: &str) -> bool {
    matches!(
        tag,
        "p" | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "li"
            | "blockquote"
            | "pre"
            | "span"
            | "b"
            | "strong"
            | "em"
            | "i"
            | "font"
            | "dd"
            | "dt"
            | "figcaption"
    )
}
