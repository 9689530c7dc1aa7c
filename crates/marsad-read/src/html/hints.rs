//! What class names, ids and tags say of a stretch of the page.

use marsad_record::ChromeKind;

use super::tokens::Attributes;

/// What an element is for, as far as its names tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hint {
    /// The article or a part of it.
    Article,
    /// Never part of a text: scripts, menus, buttons.
    Drop,
    /// Beside the article by its name: left out, unless it holds most of the page's prose after all.
    Aside,
    /// Furniture beside or inside an article.
    Furniture(ChromeKind),
}

const DROPPED_TAGS: &[&str] = &[
    "nav", "script", "style", "noscript", "template", "svg", "canvas", "iframe", "button", "select", "object", "video",
    "audio", "map", "dialog", "head", "textarea", "datalist", "menu",
];

const ASIDE: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "menu",
    "topmenu",
    "mainmenu",
    "footer",
    "ftr",
    "foot",
    "breadcrumb",
    "breadcrumbs",
    "crumbs",
    "pagination",
    "pager",
    "sidebar",
    "aside",
    "rightbar",
    "leftbar",
    "search",
    "login",
    "signin",
    "register",
    "comments",
    "comment",
    "commentform",
    "respond",
    "disqus",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "popup",
    "modal",
    "overlay",
    "ticker",
    "topbar",
    "masthead",
    "logo",
    "weather",
    "prayer",
    "poll",
    "vote",
    "hidden",
    "skip",
    "newsletter",
    "subscribe",
    "subscription",
    "pushnotification",
    "notification",
];

const SHARE: &[&str] = &[
    "share",
    "sharing",
    "sharebar",
    "sharer",
    "social",
    "socials",
    "addthis",
    "addtoany",
    "sharethis",
    "tools",
    "toolbar",
    "toolbox",
    "print",
    "actions",
    "follow",
    "facebook",
    "twitter",
    "whatsapp",
];
const ADVERT: &[&str] = &[
    "ad",
    "ads",
    "adv",
    "advert",
    "adverts",
    "advertisement",
    "advertising",
    "adsbygoogle",
    "adslot",
    "adunit",
    "banner",
    "gpt",
    "dfp",
    "sponsor",
    "sponsored",
    "promo",
    "promotion",
    "taboola",
    "outbrain",
];
const TEASER: &[&str] = &[
    "related",
    "relatednews",
    "relatedposts",
    "more",
    "also",
    "readmore",
    "readalso",
    "seealso",
    "recommended",
    "recommend",
    "recommendations",
    "recommendation",
    "trending",
    "popular",
    "mostread",
    "mostviewed",
    "most",
    "latest",
    "teaser",
    "teasers",
    "suggested",
    "suggestions",
    "similar",
    "outofcontext",
];
const CAPTION: &[&str] = &[
    "caption",
    "captions",
    "figcaption",
    "imagecaption",
    "photocaption",
    "imgcaption",
    "imgcap",
    "credit",
    "photocredit",
    "copyrightimage",
    "cap",
];
const BYLINE: &[&str] = &["author", "authors", "byline", "writer", "reporter", "editor", "journalist", "by"];
const DATELINE: &[&str] = &[
    "date",
    "dates",
    "datetime",
    "time",
    "published",
    "pubdate",
    "publishdate",
    "publishedon",
    "timestamp",
    "posted",
    "updated",
    "modified",
    "today",
];
const ABOUT: &[&str] =
    &["bio", "about", "aboutus", "disclaimer", "copyright", "copyrights", "rights", "notice", "authorbio", "authorbox"];
const OTHER: &[&str] = &[
    "tags",
    "tag",
    "taglist",
    "keywords",
    "topics",
    "categories",
    "category",
    "section",
    "kicker",
    "views",
    "counter",
    "hits",
    "rating",
    "meta",
];
const ARTICLE: &[&str] = &[
    "article",
    "articlebody",
    "articletext",
    "articlecontent",
    "content",
    "story",
    "storybody",
    "body",
    "post",
    "entry",
    "text",
    "txt",
    "main",
    "detail",
    "details",
    "news",
    "newsbody",
    "postbody",
    "postcontent",
    "entrycontent",
    "maincontent",
    "paragraphs",
    "copy",
];

/// What the tag and its names tell; the furthest from an article wins.
pub(crate) fn hint(tag: &str, attributes: &Attributes<'_>) -> Option<Hint> {
    if DROPPED_TAGS.contains(&tag) {
        return Some(Hint::Drop);
    }
    let leads_to_writer = |attributes: &Attributes<'_>| {
        attributes.get("rel").is_some_and(|rel| rel.contains("author"))
            || attributes.get("href").is_some_and(|to| to.contains("/author"))
    };
    match tag {
        "a" if leads_to_writer(attributes) => return Some(Hint::Furniture(ChromeKind::Byline)),
        "figcaption" => return Some(Hint::Furniture(ChromeKind::Caption)),
        "footer" | "aside" => return Some(Hint::Aside),
        _ => {}
    }
    let is_hidden = attributes.get("hidden").is_some()
        || attributes.get("aria-hidden").is_some_and(|value| value == "true")
        || attributes.get("style").is_some_and(|style| style.replace(' ', "").contains("display:none"));
    if is_hidden {
        return Some(Hint::Aside);
    }
    let property = attributes.get("itemprop").unwrap_or_default();
    if property == "articleBody" || tag == "article" || attributes.get("role").is_some_and(|role| role == "main") {
        return Some(Hint::Article);
    }
    let names = [attributes.get("class"), attributes.get("id"), Some(property), attributes.get("role")];
    let names: Vec<String> = names.into_iter().flatten().flat_map(|names| words(&names)).collect();
    let any = |list: &[&str]| names.iter().any(|name| list.contains(&name.as_str()));
    // Names on the whole page's frame (`<body class="has-sidebar">`) tell nothing.
    if matches!(tag, "html" | "body") || names.is_empty() {
        return (tag == "main").then_some(Hint::Article);
    }
    if any(ASIDE) {
        return Some(Hint::Aside);
    }
    let kinds = [
        (SHARE, ChromeKind::Share),
        (ADVERT, ChromeKind::Advert),
        (CAPTION, ChromeKind::Caption),
        (TEASER, ChromeKind::Teaser),
        (ABOUT, ChromeKind::About),
        (BYLINE, ChromeKind::Byline),
        (DATELINE, ChromeKind::Dateline),
    ];
    if let Some((_, kind)) = kinds.into_iter().find(|(list, _)| any(list)) {
        return Some(Hint::Furniture(kind));
    }
    if any(ARTICLE) || tag == "main" {
        return Some(Hint::Article);
    }
    any(OTHER).then_some(Hint::Furniture(ChromeKind::Other))
}

/// Class names that tell of the page's state, not of what the element is.
const STATES: &[&str] = &[
    "has-",
    "with-",
    "no-",
    "is-",
    "not-",
    "tag-",
    "category-",
    "type-",
    "status-",
    "format-",
    "js-",
    "col-",
    "page-",
];

/// The words of a class list: `article-body`, `articleBody` and `article_body` are the same two.
fn words(names: &str) -> Vec<String> {
    let mut found = Vec::new();
    let tells = |name: &&str| {
        !STATES.iter().any(|state| name.starts_with(state)) && !name.ends_with("-open") && !name.ends_with("-closed")
    };
    for name in names.split_ascii_whitespace().filter(tells) {
        for part in name.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|part| !part.is_empty()) {
            let mut word = String::new();
            let mut before = 'A';
            for letter in part.chars() {
                if letter.is_ascii_uppercase() && before.is_ascii_lowercase() && !word.is_empty() {
                    found.push(std::mem::take(&mut word));
                }
                before = letter;
                word.push(letter.to_ascii_lowercase());
            }
            found.push(word.trim_end_matches(|letter: char| letter.is_ascii_digit()).to_owned());
            found.push(part.to_ascii_lowercase());
        }
    }
    found
}
