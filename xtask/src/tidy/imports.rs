//! Who may import whom, read from `cargo metadata`, so that a wrong import fails `cargo test`.

use std::path::Path;

use serde_json::Value;

use crate::workspace::metadata;

/// Each crate with the workspace crates that it may import. Only `pipeline` knows the order of the stages.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("marsad-record", &[]),
    ("marsad-lexicon", &["record"]),
    ("marsad-read", &["record", "lexicon"]),
    ("marsad-text", &["record", "lexicon"]),
    ("marsad-extract", &["record", "lexicon", "text"]),
    ("marsad-reconcile", &["record", "lexicon"]),
    ("marsad-store", &["record"]),
    ("marsad-fetch", &[]),
    ("marsad-pipeline", &["record", "lexicon", "fetch", "read", "text", "extract", "reconcile", "store"]),
    ("marsad-desk", &["record", "lexicon", "text", "reconcile", "store"]),
    ("marsad-export", &["record"]),
    ("marsad-notify", &["record", "desk", "export"]),
    ("marsad-web", &["record", "desk", "pipeline", "export", "notify"]),
    ("marsad-cli", &["record", "desk", "pipeline", "export", "notify", "web"]),
    ("marsad-py", &["record", "pipeline", "export"]),
    ("marsad-fuzz", &["record", "lexicon", "read", "text", "extract"]),
    ("xtask", &[]),
];

/// A serialisable type is a promise to strangers: these crates make none.
const WITHOUT_SERDE: &[&str] = &["marsad-record", "marsad-text", "marsad-extract", "marsad-reconcile", "marsad-desk"];

pub(crate) fn broken(root: &Path) -> Vec<String> {
    let metadata = metadata(root, false);
    let packages = metadata["packages"].as_array().map(Vec::as_slice).unwrap_or_default();
    packages.iter().flat_map(broken_by).collect()
}

fn broken_by(package: &Value) -> Vec<String> {
    let name = package["name"].as_str().unwrap_or_default();
    let Some((_, allowed)) = MAY_IMPORT.iter().find(|(of, _)| *of == name) else {
        return vec![format!("{name}: a new crate needs a row in xtask/src/tidy/imports.rs and in ARCHITECTURE.md")];
    };
    let dependencies = package["dependencies"].as_array().map(Vec::as_slice).unwrap_or_default();
    let shipped = dependencies.iter().filter(|dependency| dependency["kind"].as_str() != Some("dev"));
    let mut lines = Vec::new();
    for dependency in shipped.filter_map(|dependency| dependency["name"].as_str()) {
        if let Some(import) = dependency.strip_prefix("marsad-")
            && !allowed.contains(&import)
        {
            lines.push(format!("{name}: may not import {dependency} (allowed: {})", allowed.join(", ")));
        }
        if dependency.starts_with("serde") && WITHOUT_SERDE.contains(&name) {
            lines.push(format!("{name}: may not use {dependency}: how a value is written is export's affair"));
        }
    }
    lines
}
