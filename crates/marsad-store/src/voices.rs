//! Who vouches for a claim. The outlet is the first voice of every claim: it is kept with the first claim of a document
//! and not again with the others, of which it would be a third of all voices.

use marsad_record::claim::{How, Link};

use crate::code::{optional_span, value};
use crate::engine::failure::Result;
use crate::engine::{Engine, Row, params};
use crate::error::Error;
use crate::store::Store;

/// In SQL, what holds of the voices `l` of the claim `c`, the outlet among them.
pub(crate) const OF_CLAIM: &str = "l.document = c.document AND (l.claim = c.n OR l.claim = 0 AND l.n = 0)";

impl Store {
    /// The voices of a claim, outermost first.
    pub(crate) fn links(&self, document: i64, claim: i64) -> std::result::Result<Vec<Link>, Error> {
        self.run("reading voices", |engine| {
            let sql = "SELECT * FROM links WHERE document = ? AND claim = ? ORDER BY n";
            let kept = engine.all(sql, params![document, claim], |row| Ok((row.get::<i64>("n")?, read_link(row)?)))?;
            let is_whole = kept.first().is_some_and(|(n, _)| *n == 0);
            let outlet = if is_whole { None } else { outlet(engine, document)? };
            Ok(outlet.into_iter().chain(kept.into_iter().map(|(_, link)| link)).collect())
        })
    }
}

/// The outlet as the first claim of a document names it.
pub(crate) fn outlet(engine: &dyn Engine, document: i64) -> Result<Option<Link>> {
    let sql = "SELECT * FROM links WHERE document = ? AND claim = 0 AND n = 0";
    engine.one(sql, params![document], read_link)
}

/// In SQL, the innermost voice of the claim that is the one `of` in the document `document`.
pub(crate) fn innermost(document: &str, of: &str) -> String {
    format!(
        "coalesce((SELECT voice FROM links l JOIN claims c ON c.document = l.document AND c.n = l.claim
                   WHERE l.document = {document} AND c.id = {of} ORDER BY l.n DESC LIMIT 1),
                  (SELECT l.voice FROM links l WHERE l.document = {document} AND l.claim = 0 AND l.n = 0))"
    )
}

fn read_link(row: &Row<'_>) -> Result<Link> {
    Ok(Link {
        voice: row.get("voice")?,
        entity: row.get("entity")?,
        how: value(How::ALL, row, "how")?,
        anonymous: row.get("is_anonymous")?,
        span: optional_span(row, "start", "end")?,
        cue: optional_span(row, "cue_start", "cue_end")?,
    })
}
