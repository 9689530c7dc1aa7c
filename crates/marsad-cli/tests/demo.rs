//! The demo, as a newcomer runs it, without serving.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

#[test]
fn the_demo_reads_all_its_articles_and_finds_disagreement() {
    let db = Path::new(env!("CARGO_TARGET_TMPDIR")).join("demo.db");
    for ending in ["", "-wal", "-shm"] {
        let file = format!("{}{ending}", db.display());
        if Path::new(&file).exists() {
            std::fs::remove_file(file).expect("the file is ours");
        }
    }
    let program = env!("CARGO_BIN_EXE_marsad");
    let told = Command::new(program).args(["demo", "--no-serve", "--db"]).arg(&db).output().expect("it runs");
    let page = String::from_utf8_lossy(&told.stdout).into_owned();
    assert_eq!(told.status.code(), Some(0), "{}", String::from_utf8_lossy(&told.stderr));
    assert!(page.contains("33 documents of 8 outlets"), "{page}");
    let asked = Command::new(program).args(["incidents", "--json", "--disputed", "--db"]).arg(&db).output();
    let asked = asked.expect("it runs").stdout;
    let disputed: Vec<Value> =
        String::from_utf8_lossy(&asked).lines().map(|line| serde_json::from_str(line).expect("JSON Lines")).collect();
    assert!(!disputed.is_empty());
    for incident in &disputed {
        assert_eq!(incident["schema"], "marsad.incident/1");
        assert!(!incident["contradictions"].as_array().expect("a list").is_empty());
    }
}
