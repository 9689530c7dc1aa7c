//! Documents by the entities that they name.

use crate::engine::Value;
use crate::error::Error;
use crate::store::Store;

impl Store {
    /// Ids of documents that name at least one entity of every group, latest published first, at most `limit`;
    /// `from` and `to` are ISO days of publication.
    pub fn documents_naming(
        &self,
        groups: &[Vec<String>],
        from: Option<&str>,
        to: Option<&str>,
        limit: usize,
    ) -> Result<Vec<String>, Error> {
        let mut filter = Vec::new();
        let mut parameters = Vec::new();
        for group in groups {
            let marks = vec!["?"; group.len()].join(",");
            filter.push(format!(
                "row IN (SELECT document FROM document_entities
                         WHERE entity IN (SELECT row FROM entities WHERE id IN ({marks})))"
            ));
            parameters.extend(group.iter().map(|id| Value::Text(id)));
        }
        for (bound, sign) in [(from, ">="), (to, "<=")] {
            if let Some(bound) = bound {
                filter.push(format!("substr(published, 1, 10) {sign} ?"));
                parameters.push(Value::Text(bound));
            }
        }
        let filter = if filter.is_empty() { "1 = 1".to_owned() } else { filter.join(" AND ") };
        let sql = format!(
            "SELECT id FROM documents WHERE {filter} ORDER BY published IS NULL, published DESC, row LIMIT {limit}"
        );
        self.rows("looking for documents", &sql, &parameters, |row| row.get(0))
    }

    /// The latest day on which a kept document was published.
    pub fn latest_day(&self) -> Result<Option<String>, Error> {
        let sql = "SELECT max(substr(published, 1, 10)) FROM documents WHERE length(published) >= 10";
        Ok(self.rows("looking for the latest day", sql, &[], |row| row.get::<Option<String>>(0))?.pop().flatten())
    }
}
