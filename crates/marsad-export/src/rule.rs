//! A row or a rule of the lexicon, as it is written there.

use marsad_record::rule::{WrittenExample, WrittenRule};
use serde_json::{Value, json};

/// One place of the lexicon.
pub fn rule(written: &WrittenRule) -> Value {
    json!({
        "file": written.file,
        "line": written.line,
        "title": written.title,
        "cells": named(&written.cells),
        "patterns": written.patterns,
        "gives": written.gives,
        "examples": written.examples.iter().map(example).collect::<Vec<_>>(),
        "counter_examples": written.counter_examples.iter().map(example).collect::<Vec<_>>(),
    })
}

fn example(example: &WrittenExample) -> Value {
    json!({ "text": example.text, "why": example.why, "expected": named(&example.expected) })
}

fn named(pairs: &[(String, String)]) -> Vec<Value> {
    pairs.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect()
}
