//! Every command and every flag stands in docs/cli.md, checked by asking the program itself.

use std::collections::BTreeSet;
use std::process::Command;

const COMMANDS: &[&[&str]] = &[
    &["extract"],
    &["add"],
    &["incidents"],
    &["export"],
    &["claims"],
    &["coverage"],
    &["forget"],
    &["feed"],
    &["feed", "add"],
    &["feed", "list"],
    &["feed", "fetch"],
    &["feed", "stop"],
    &["case"],
    &["case", "add"],
    &["case", "list"],
    &["case", "show"],
    &["case", "note"],
    &["case", "put"],
    &["case", "take"],
    &["backup"],
    &["restore"],
    &["search"],
    &["answer"],
    &["account"],
    &["account", "add"],
    &["token"],
    &["token", "add"],
    &["watch"],
    &["watch", "add"],
    &["watch", "run"],
    &["actors"],
    &["forecasts"],
    &["review"],
    &["serve"],
    &["doctor"],
    &["demo"],
    &["eval"],
    &["lexicon", "check"],
];

fn help(command: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_marsad")).args(command).arg("--help").output().expect("it runs");
    assert!(output.status.success(), "{command:?}");
    String::from_utf8(output.stdout).expect("help is UTF-8")
}

#[test]
fn every_flag_of_every_command_is_documented() {
    let page = include_str!("../../../docs/cli.md");
    for command in COMMANDS {
        assert!(page.contains(&format!("## `marsad {}", command.join(" "))), "{command:?} has no heading");
        let help = help(command);
        let words = help.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-'));
        let flags: BTreeSet<&str> = words.filter(|word| word.starts_with("--") && word.len() > 2).collect();
        let missing: Vec<&&str> = flags.iter().filter(|flag| !page.contains(**flag)).collect();
        assert!(missing.is_empty(), "{command:?}: {missing:?} are not in docs/cli.md");
    }
}

#[test]
fn the_program_names_every_command() {
    let overview = help(&[]);
    for command in COMMANDS {
        assert!(overview.contains(command[0]), "{command:?}");
    }
}

#[test]
fn every_command_shows_an_example() {
    for command in COMMANDS {
        assert!(help(command).contains("Example"), "{command:?}");
    }
}
