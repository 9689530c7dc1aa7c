//! A branch and its parent: the bare name of an organisation in an article about one of its branches.

use std::collections::{BTreeMap, BTreeSet};

use marsad_lexicon::Lexicon;
use marsad_record::{EntityKind, MentionForm};
use marsad_text::Text;

use super::Found;

/// Which branch a parent's bare name means, and the paragraphs that speak of the parent itself.
#[derive(Debug, Default)]
pub(super) struct Branches {
    branch_of: BTreeMap<String, String>,
    /// Where each paragraph begins, in bytes.
    paragraphs: Vec<usize>,
    /// Paragraphs, with the parent that they speak of.
    of_the_parent: BTreeSet<(usize, String)>,
}

impl Branches {
    /// Once an article is about one branch («داعش خراسان» named twice, and twice as often as any other branch), the bare
    /// name of the parent means that branch; but not in a paragraph that names the parent's own leaders, organs or other
    /// branches and not the branch.
    pub(super) fn of(found: &[Found], text: &Text, lexicon: &Lexicon) -> Self {
        let entities = lexicon.entities();
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for id in found.iter().filter_map(|name| name.entity.as_deref()) {
            let entity =
                entities.get(id).filter(|entity| entity.kind == EntityKind::Group && entities.class(id) == "branch");
            if let Some(parent) = entity.and_then(|entity| entity.parent.as_deref()) {
                *counts.entry((parent, id)).or_default() += 1;
            }
        }
        let mut branches = Self::default();
        for ((parent, id), count) in &counts {
            let others = counts.iter().filter(|((other, sibling), _)| other == parent && sibling != id);
            if *count >= 2 && others.map(|(_, other)| *other).max().unwrap_or(0) * 2 <= *count {
                branches.branch_of.insert((*parent).to_owned(), (*id).to_owned());
            }
        }
        if branches.branch_of.is_empty() {
            return branches;
        }
        branches.paragraphs = text.original.match_indices('\n').map(|(at, _)| at).collect();
        let mut named: BTreeSet<(usize, &str)> = BTreeSet::new();
        for name in found {
            let Some(id) = name.entity.as_deref() else { continue };
            named.insert((branches.paragraph(name), id));
        }
        for (paragraph, id) in &named {
            let Some(parent) = entities.get(id).and_then(|entity| entity.parent.as_ref()) else { continue };
            let own = branches.branch_of.get(parent).filter(|branch| *branch != id);
            if own.is_some_and(|branch| !named.contains(&(*paragraph, branch.as_str()))) {
                branches.of_the_parent.insert((*paragraph, parent.clone()));
            }
        }
        branches
    }

    fn paragraph(&self, name: &Found) -> usize {
        self.paragraphs.partition_point(|start| *start <= name.span.start)
    }

    /// Gives bare names of the parent to the branch that they mean.
    pub(super) fn settle_names(&self, found: &mut [Found]) {
        for name in found.iter_mut() {
            let is_bare = matches!(name.form, MentionForm::Alias | MentionForm::Epithet);
            let Some(parent) = name.entity.as_ref().filter(|_| is_bare) else { continue };
            let speaks_of_it = self.of_the_parent.contains(&(self.paragraph(name), parent.clone()));
            if let Some(branch) = self.branch_of.get(parent).filter(|_| !speaks_of_it) {
                name.entity = Some(branch.clone());
            }
        }
    }

    /// Gives definite nouns that were taken for the branch to the parent, in the paragraphs that speak of it.
    pub(super) fn settle_nominals(&self, found: &mut [Found]) {
        for name in found.iter_mut().filter(|name| name.form == MentionForm::Nominal) {
            let Some(branch) = name.entity.as_ref() else { continue };
            let parent = self.branch_of.iter().find(|(_, other)| *other == branch).map(|(parent, _)| parent);
            let speaks_of_it =
                |parent: &&String| self.of_the_parent.contains(&(self.paragraph(name), (*parent).clone()));
            if let Some(parent) = parent.filter(speaks_of_it).cloned() {
                name.entity = Some(parent);
            }
        }
    }
}
