//! What only the server can say of its health.

use crate::doctor::Finding;
use crate::engine::failure::Result;
use crate::engine::seam::Engine;

/// Every table that points at another one: its name, the other's name, the columns of each.
const REFERENCES: &str = "
    SELECT CAST(CAST(c.conrelid AS regclass) AS text), CAST(CAST(c.confrelid AS regclass) AS text),
      (SELECT string_agg(format('child.%I = parent.%I', own.attname, other.attname), ' AND ' ORDER BY k.n)
       FROM unnest(c.conkey, c.confkey) WITH ORDINALITY AS k (own, other, n)
         JOIN pg_attribute own ON own.attrelid = c.conrelid AND own.attnum = k.own
         JOIN pg_attribute other ON other.attrelid = c.confrelid AND other.attnum = k.other),
      (SELECT string_agg(format('child.%I IS NOT NULL', own.attname), ' AND ')
       FROM unnest(c.conkey) AS k (own) JOIN pg_attribute own ON own.attrelid = c.conrelid AND own.attnum = k.own)
    FROM pg_constraint c WHERE c.contype = 'f' AND c.connamespace = CAST(current_schema() AS regnamespace)
    ORDER BY 1, 2";
/// Guards that somebody switched off.
const SWITCHED_OFF: &str = "
    SELECT tgname, CAST(CAST(tgrelid AS regclass) AS text) FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE relnamespace = CAST(current_schema() AS regnamespace) AND tgenabled = 'D' ORDER BY 1, 2";

/// What is wrong with the database itself.
pub(super) fn check(engine: &dyn Engine) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let texts = |row: &crate::engine::row::Row<'_>| Ok([row.get::<String>(0)?, row.get(1)?, row.get(2)?, row.get(3)?]);
    for [child, parent, same, is_set] in engine.all(REFERENCES, &[], texts)? {
        let sql = format!(
            "SELECT count(*) FROM {child} child WHERE {is_set} AND NOT EXISTS (SELECT 1 FROM {parent} parent WHERE {same})"
        );
        let lost = engine.one(&sql, &[], |row| row.get::<i64>(0))?.unwrap_or_default();
        if lost > 0 {
            findings.push(Finding::new("references", format!("{lost} rows of {child} point at nothing in {parent}")));
        }
    }
    for (guard, table) in engine.all(SWITCHED_OFF, &[], |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?)))? {
        findings.push(Finding::new("integrity", format!("the guard {guard} of {table} is switched off")));
    }
    for (index, of) in [("document_words", "documents"), ("claim_words", "claims")] {
        let sql = format!("SELECT (SELECT count(*) FROM {of}) <> (SELECT count(*) FROM {index})");
        if engine.one(&sql, &[], |row| row.get::<bool>(0))? == Some(true) {
            findings.push(Finding::new("search", format!("not all {of} are in the search index")));
        }
        let sql = format!(
            "SELECT EXISTS (SELECT 1 FROM word_counts WHERE of = '{index}' AND (texts, words) <>
               (SELECT count(*), coalesce(CAST(sum(length) AS bigint), 0) FROM {index}))"
        );
        if engine.one(&sql, &[], |row| row.get::<bool>(0))? == Some(true) {
            findings.push(Finding::new("search", format!("the count of words of {index} is wrong")));
        }
    }
    Ok(findings)
}
