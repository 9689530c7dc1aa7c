//! For whom an actor acts: a state acts through its organs and office-holders, whether or not the lexicon hangs them
//! under it.

use std::collections::BTreeSet;

use marsad_record::{Entity, EntityKind};

use crate::desk::Desk;

/// Classes of the lexicon's actors through which a state acts.
const ORGANS: &[&str] = &[
    "administration",
    "agency",
    "air-force",
    "army",
    "cabinet",
    "government",
    "intelligence",
    "ministry",
    "navy",
    "parliament",
    "police",
    "presidency",
    "security-forces",
];

impl Desk {
    /// Ids of the organs of a state, with all that belongs to them.
    pub(crate) fn organ_ids(&self, state: &Entity) -> BTreeSet<String> {
        let entities = self.lexicon.entities();
        let is_its = |organ: &&Entity| organ.country == state.country && self.is_organ(organ);
        let organs: BTreeSet<&str> = entities.iter().filter(is_its).map(|organ| organ.id.as_str()).collect();
        let belonging = entities.iter().filter(|entity| {
            entity.kind != EntityKind::Outlet
                && entities.lineage(&entity.id).iter().any(|ancestor| organs.contains(ancestor))
        });
        belonging.map(|entity| entity.id.clone()).collect()
    }

    /// For whom an actor acts: the state of which it is an organ or belongs to one, else whatever it belongs to last.
    pub(crate) fn acts_for(&self, actor: &str) -> String {
        let entities = self.lexicon.entities();
        let lineage = entities.lineage(actor);
        let organ = lineage.iter().filter_map(|id| entities.get(id)).find(|entity| self.is_organ(entity));
        let state = organ.and_then(|organ| entities.state(organ.country.as_deref()?));
        state.unwrap_or_else(|| lineage.last().copied().unwrap_or(actor)).to_owned()
    }

    fn is_organ(&self, entity: &Entity) -> bool {
        let class = self.lexicon.entities().class(&entity.id);
        entity.country.is_some() && ORGANS.contains(&class) && !self.is_of_group(entity)
    }

    /// Whether something belongs to an armed group rather than to the state of its country.
    fn is_of_group(&self, organ: &Entity) -> bool {
        let entities = self.lexicon.entities();
        let kind = |id: &&str| entities.get(id).map(|entity| entity.kind);
        entities.lineage(&organ.id).iter().any(|id| kind(id) == Some(EntityKind::Group))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use marsad_lexicon::Lexicon;
    use marsad_store::Store;

    use crate::desk::Desk;

    #[test]
    fn an_organ_acts_for_its_state_and_a_branch_for_its_group() {
        let store = Store::in_memory().expect("memory is there");
        let desk = Desk { store, lexicon: Arc::new(Lexicon::built_in()), shared: Arc::default() };
        for (actor, whom) in [
            ("iran-army", "iran"),
            ("iran-cabinet", "iran"),
            ("iran", "iran"),
            ("taliban", "taliban"),
            ("nobody-knows-this", "nobody-knows-this"),
        ] {
            assert_eq!(desk.acts_for(actor), whom, "{actor}");
        }
    }
}
