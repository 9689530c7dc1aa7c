//! Where a rule that a reading names stands in the lexicon: its row or its file, word for word.

use marsad_lexicon::{Example, Row, Rule, Table};
use marsad_record::rule::{WrittenExample, WrittenRule};

use crate::desk::Desk;

/// The tables whose rows a family of rules names, by the beginnings of their names.
const TABLES: &[(&str, &[&str])] = &[("event", &["ar/event_", "ar/statement_", "ar/blame_"])];

impl Desk {
    /// Every place of the lexicon that an id (`event/assault-001`, `time/ago`) names; none for what the program does of
    /// its own.
    pub fn written_rule(&self, id: &str) -> Vec<WrittenRule> {
        let Some((family, name)) = id.split_once('/') else { return Vec::new() };
        let rules = self.lexicon.rules(family).iter().filter(|rule| rule.name == name).map(of_rule);
        let tables = TABLES.iter().filter(|(named, _)| *named == family).flat_map(|(_, tables)| *tables);
        let tables: Vec<&str> = tables.copied().collect();
        let named = self.lexicon.tables().filter(|(table, _)| tables.iter().any(|start| table.starts_with(start)));
        let rows =
            named.filter_map(|(file, table)| Some(of_row(file, table, table.rows().find(|row| row.id() == name)?)));
        rules.chain(rows).collect()
    }
}

fn of_row(file: &str, table: &Table, row: Row<'_>) -> WrittenRule {
    let filled = table.columns().iter().map(|column| (column.clone(), row.get(column).to_owned()));
    WrittenRule {
        file: format!("{file}.tsv"),
        line: Some(row.line()),
        title: None,
        cells: filled.filter(|(_, cell)| !cell.is_empty()).collect(),
        patterns: Vec::new(),
        gives: Vec::new(),
        examples: Vec::new(),
        counter_examples: Vec::new(),
    }
}

fn of_rule(rule: &Rule) -> WrittenRule {
    WrittenRule {
        file: format!("ar/rules/{}/{}.toml", rule.family, rule.name),
        line: None,
        title: Some(rule.title.clone()),
        cells: Vec::new(),
        patterns: rule.patterns.iter().map(|pattern| pattern.source.clone()).collect(),
        gives: rule.gives.clone(),
        examples: rule.examples.iter().map(of_example).collect(),
        counter_examples: rule.counter_examples.iter().map(of_example).collect(),
    }
}

fn of_example(example: &Example) -> WrittenExample {
    let expected = example.expected.iter().map(|(key, values)| (key.clone(), values.join(", ")));
    WrittenExample {
        text: example.text.clone(),
        why: Some(example.why.clone()).filter(|why| !why.is_empty()),
        expected: expected.collect(),
    }
}
