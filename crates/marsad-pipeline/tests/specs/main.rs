//! Runs every case of `specs/*.spec` and prints, for each that fails, what was asked beside what was found.

mod articles;
mod case;
mod facet;
mod found;
mod judge;

use std::path::Path;

use marsad_pipeline::Engine;

#[test]
fn every_case_of_the_specs_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs");
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .expect("specs/ is in the repository")
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "spec"))
        .collect();
    files.sort();
    let wanted = std::env::var("SPEC").unwrap_or_default();
    let show = std::env::var_os("SPEC_SHOW").is_some();
    let engine = Engine::built_in();
    let (mut held, mut failed) = (0, Vec::new());
    for file in files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&file).expect("a spec is UTF-8 text");
        let cases = case::cases(&name, &text).unwrap_or_else(|problem| panic!("{problem}"));
        for case in cases.iter().filter(|case| case.name.contains(&wanted)) {
            let verdict = judge::judge(case, &engine);
            if show {
                println!("{}", verdict.shown);
            }
            if verdict.misses.is_empty() {
                held += 1;
            } else {
                failed.push(format!("--- {} ---\n{}", case.name, verdict.misses.join("\n")));
            }
        }
    }
    println!("{held} cases hold, {} do not", failed.len());
    assert!(failed.is_empty(), "{} of {} cases fail\n\n{}\n", failed.len(), held + failed.len(), failed.join("\n\n"));
}
