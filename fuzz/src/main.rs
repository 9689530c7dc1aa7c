//! `cargo run --release -p marsad-fuzz -- [TARGET ...] [--minutes N] [--seed N] [--file PATH]`
//!
//! Makes texts from a seed and holds the laws of each target to them; stops at the first that breaks one and prints it.

use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use marsad_fuzz::{Bench, Maker, Target};

/// A text of so few bytes that takes longer is as bad as one that panics.
const SLOW: Duration = Duration::from_secs(5);

fn main() -> ExitCode {
    let mut targets: Vec<(&str, Target)> = Vec::new();
    let (mut minutes, mut seed, mut file) = (1.0, 1_u64, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut number = || arguments.next().and_then(|value| value.parse::<f64>().ok());
        match argument.as_str() {
            "--minutes" => minutes = number().unwrap_or(minutes),
            "--seed" => seed = number().map_or(seed, |value| value as u64),
            "--file" => file = arguments.next(),
            name => match Target::ALL.iter().find(|(of, _)| *of == name) {
                Some(target) => targets.push(*target),
                None => {
                    eprintln!("no target {name}: there are {}", names());
                    return ExitCode::from(2);
                }
            },
        }
    }
    if targets.is_empty() {
        targets = Target::ALL.to_vec();
    }
    let bench = Bench::default();
    if let Some(file) = file {
        let bytes = match std::fs::read(&file) {
            Ok(bytes) => bytes,
            Err(error) => {
                eprintln!("cannot read {file}: {error}");
                return ExitCode::FAILURE;
            }
        };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        targets.iter().for_each(|(_, target)| bench.hold(*target, &text));
        println!("{file}: every law holds");
        return ExitCode::SUCCESS;
    }
    let each = Duration::from_secs_f64(minutes * 60.0 / targets.len() as f64);
    let held = targets.iter().all(|(name, target)| run(&bench, name, *target, each, seed));
    if held { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn names() -> String {
    Target::ALL.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

/// Tries one target for so long; false if a law was broken.
fn run(bench: &Bench, name: &str, target: Target, each: Duration, seed: u64) -> bool {
    let mut maker = Maker::new(seed);
    let (mut tried, mut bytes, mut slowest) = (0_u64, 0_usize, Duration::ZERO);
    let start = Instant::now();
    while start.elapsed() < each {
        let text = bench.text(&maker.next_input());
        let began = Instant::now();
        let holds = catch_unwind(AssertUnwindSafe(|| bench.hold(target, &text))).is_ok();
        slowest = slowest.max(began.elapsed());
        tried += 1;
        bytes += text.len();
        if !holds || began.elapsed() > SLOW {
            let path = std::env::temp_dir().join(format!("marsad-fuzz-{name}-{seed}-{tried}.txt"));
            let kept = std::fs::File::create(&path).and_then(|mut file| file.write_all(text.as_bytes()));
            eprintln!("{name}: a law is broken (seed {seed}, text {tried}):\n{text:?}");
            eprintln!("{}", if kept.is_ok() { format!("kept in {}", path.display()) } else { "not kept".to_owned() });
            return false;
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{name}: {tried} texts, {:.1} MB in {seconds:.0} s, slowest {slowest:.1?}: every law held",
        bytes as f64 / 1e6
    );
    true
}
