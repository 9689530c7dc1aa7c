//! An HTML page to its article: the headline's line, then its blocks, one a line; menus are left out,
//! what may be furniture is kept and marked.

mod article;
mod blocks;
mod hints;
mod metadata;
mod tokens;

use marsad_record::{Chrome, ChromeKind, Note, Span};

use crate::assemble::Page;
use crate::page_words::PageWords;
use article::{article, is_heading};
use blocks::{Block, Outline, outline};
use metadata::Metadata;

/// Between the headline and the name of the site in `<title>`.
const TITLE_JOINTS: &[&str] = &[" | ", " - ", " \u{2013} ", " \u{2014} ", " \u{00AB} ", " :: ", " \u{2022} ", " // "];

/// The article of a page, or the reason why it has none.
pub(crate) fn page(markup: &str, notes: Vec<Note>, words: &PageWords) -> Result<Page, String> {
    let metadata = std::cell::RefCell::new(Metadata::default());
    let outline = outline(
        markup,
        |tag, attributes| metadata.borrow_mut().see_tag(tag, attributes),
        |tag, text| metadata.borrow_mut().see_raw(tag, text),
    );
    let metadata = metadata.into_inner();
    let blocks = article(&outline);
    if blocks.is_empty() {
        return Err("an HTML page without text".to_owned());
    }
    let title = title(&outline, &blocks, &metadata, words);
    let (text, marked, byline) = write(&outline, &blocks, title.as_deref(), words);
    Ok(Page {
        text,
        title,
        author: metadata.author().or(byline),
        site: metadata.sites.first().cloned().or_else(|| site_in_title(&metadata)),
        url: metadata.urls.first().cloned(),
        dates: metadata.all_dates(),
        marked,
        notes,
    })
}

/// The headline: the first heading that the metadata confirms, else the metadata's, else the first heading.
fn title(
    outline: &Outline,
    blocks: &[(&Block, Option<ChromeKind>)],
    metadata: &Metadata,
    words: &PageWords,
) -> Option<String> {
    let told: Vec<&String> = metadata.titles.iter().chain(&metadata.document_title).collect();
    let told_words: Vec<Vec<String>> = told.iter().map(|title| words.fold_words(title)).collect();
    let is_confirmed = |heading: &str| {
        let heading = words.fold_words(heading);
        let shared = |told: &Vec<String>| heading.iter().filter(|word| told.contains(word)).count();
        heading.len() >= 2 && told_words.iter().any(|told| shared(told) * 3 >= heading.len() * 2)
    };
    let headings = || outline.blocks.iter().filter(|block| is_heading(outline, block));
    let confirmed = headings().find(|block| is_confirmed(&block.text)).map(|block| block.text.clone());
    let first_rank = || {
        let inside = blocks.iter().map(|(block, _)| *block).chain(outline.blocks.iter());
        inside
            .filter(|block| outline.tag(block) == "h1")
            .find(|block| block.text.split_whitespace().count() >= 2)
            .map(|block| block.text.clone())
    };
    let of_metadata = || metadata.titles.first().map(|title| without_site(title, metadata));
    let of_document = || metadata.document_title.as_deref().map(|title| without_site(title, metadata));
    confirmed.or_else(of_metadata).or_else(first_rank).or_else(of_document).filter(|title| !title.is_empty())
}

/// A title without the site's name, before or after it.
fn without_site(title: &str, metadata: &Metadata) -> String {
    for joint in TITLE_JOINTS {
        let parts: Vec<&str> = title.split(joint).map(str::trim).collect();
        if parts.len() < 2 {
            continue;
        }
        let kept: Vec<&str> =
            parts.iter().copied().filter(|part| !metadata.sites.iter().any(|site| site == part)).collect();
        if !kept.is_empty() && kept.len() < parts.len() {
            return kept.join(joint);
        }
        // The site's name is the shorter end.
        let (first, last) = (parts[0], parts[parts.len() - 1]);
        let count = |part: &str| part.split_whitespace().count();
        if count(last) <= 4 && count(first) > count(last) {
            return parts[..parts.len() - 1].join(joint);
        }
        if count(first) <= 4 && count(last) > count(first) {
            return parts[1..].join(joint);
        }
    }
    title.trim().to_owned()
}

fn site_in_title(metadata: &Metadata) -> Option<String> {
    let title = metadata.document_title.as_deref()?;
    let headline = without_site(title, metadata);
    if headline.is_empty() || headline.len() == title.len() {
        return None;
    }
    let rest = title.replace(&headline, " ");
    let name = rest.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned();
    (!name.is_empty()).then_some(name)
}

/// Writes the lines and marks the furniture; the writer's name is what an element for it holds.
fn write(
    outline: &Outline,
    blocks: &[(&Block, Option<ChromeKind>)],
    title: Option<&str>,
    words: &PageWords,
) -> (String, Vec<Chrome>, Option<String>) {
    let mut text = String::new();
    let mut marked = Vec::new();
    let mut byline = None;
    let headline = title.map(|title| words.fold_words(title));
    text.extend(title);
    for (block, kind) in blocks {
        let is_repeated = block.text.len() < 600
            && headline.as_ref().is_some_and(|headline| words.fold_words(&block.text) == *headline);
        if is_repeated && (is_heading(outline, block) || kind.is_some()) {
            continue;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        text.push_str(&block.text);
        if let Some(kind) = kind {
            marked.push(Chrome { span: Span::new(start, text.len()), kind: *kind });
            if *kind == ChromeKind::Byline && byline.is_none() {
                byline = byline_of(&block.text, words);
            }
        }
    }
    (text, marked, byline)
}

fn byline_of(line: &str, words: &PageWords) -> Option<String> {
    let after_cue = words
        .cues
        .find(line, crate::cues::Zone::UnderTitle, &words.folding)
        .filter(|found| found.follows == crate::cues::Follows::Name);
    crate::furniture::name_in_byline(after_cue.map_or(line, |found| &line[found.end..]), words)
}
