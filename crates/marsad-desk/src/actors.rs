//! Entities that the desk's documents use.

use marsad_record::Entity;

use crate::desk::Desk;
use crate::error::Error;
use crate::kept::Behind;

/// An entity with how much is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorRow {
    /// The entity.
    pub entity: Entity,
    /// How many documents name it.
    pub documents: usize,
}

impl Desk {
    /// Entities that documents use, most used first; with `text`, only those of which some name holds it.
    pub fn actors(&self, text: Option<&str>, limit: usize) -> Result<Vec<ActorRow>, Error> {
        let folded = text.map(|text| self.folded(text)).unwrap_or_default();
        let is_named = |entity: &Entity| {
            let mut names = [&entity.id, &entity.name_en, &entity.name_ar].into_iter().chain(&entity.also);
            folded.is_empty() || names.any(|name| self.folded(name).contains(&folded))
        };
        let all =
            self.shared.actors.get(self.store.progress()?, Behind::ALittle, || self.store.entities(usize::MAX >> 1))?;
        let rows = all.iter().filter(|(entity, _)| is_named(entity));
        let rows = rows.map(|(entity, documents)| ActorRow { entity: entity.clone(), documents: *documents });
        Ok(rows.take(if limit == 0 { usize::MAX } else { limit }).collect())
    }

    /// What is known of one entity.
    pub fn actor(&self, id: &str) -> Result<Option<Entity>, Error> {
        let kept = self.store.entity(id)?;
        Ok(kept.or_else(|| self.lexicon.entities().get(id).cloned()))
    }
}
