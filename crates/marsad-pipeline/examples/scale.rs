//! How time and memory grow with the claims: a made-up world of happenings told by many outlets, reconciled at once.
//!
//! `cargo run --release -p marsad-pipeline --example scale -- 10000 100000 1000000` prints one row a size. Every size runs in
//! a process of its own, so that the peak of its memory is its own.

use std::env;
use std::fs;
use std::io::{Write, stdout};
use std::process::{Command, ExitCode};
use std::time::Instant;

use jiff::ToSpan;
use jiff::civil::date;
use marsad_lexicon::Entities;
use marsad_reconcile::{each_block, strands};
use marsad_record::event::{Event, Modality, Role, RoleStatus, Toll, TollPart};
use marsad_record::incident::Telling;
use marsad_record::{EventPlace, EventType, PlaceLevel, Range, Span, Stance, TimeValue};

/// Outlets of the world.
const OUTLETS: u64 = 40;
/// Countries, and towns in each.
const COUNTRIES: u64 = 20;
const TOWNS: u64 = 50;
/// Happenings of a day in all countries: more claims are more days, as an archive grows.
const DAILY: u64 = 120;

fn main() -> ExitCode {
    let mut sizes: Vec<usize> = env::args().skip(1).filter_map(|size| size.parse().ok()).collect();
    if let ([size], Ok(_)) = (sizes.as_slice(), env::var("MARSAD_SCALE_CHILD")) {
        measure(*size);
        return ExitCode::SUCCESS;
    }
    if sizes.is_empty() {
        sizes = vec![10_000, 30_000, 100_000, 300_000, 1_000_000];
    }
    say("| claims | documents | strands | incidents | largest | seconds | peak MB | bytes a claim |");
    say("|---:|---:|---:|---:|---:|---:|---:|---:|");
    let Ok(program) = env::current_exe() else { return ExitCode::FAILURE };
    for size in sizes {
        let child = Command::new(&program).arg(size.to_string()).env("MARSAD_SCALE_CHILD", "1").status();
        if !child.is_ok_and(|status| status.success()) {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn measure(size: usize) {
    let tellings = world(size);
    let documents = tellings.last().map_or(0, |telling| telling.document[1..].parse::<usize>().unwrap_or(0) + 1);
    let start = Instant::now();
    let strands = strands(tellings);
    let count = strands.len();
    let (mut incidents, mut largest) = (0, 0);
    each_block(strands, &[], &Entities::default(), |block| {
        incidents += block.incidents.len();
        largest = largest.max(block.incidents.iter().map(|incident| incident.claims.len()).max().unwrap_or(0));
    });
    let seconds = start.elapsed().as_secs_f64();
    let peak = peak_kilobytes();
    say(&format!(
        "| {size} | {documents} | {count} | {incidents} | {largest} | {seconds:.1} | {} | {} |",
        peak / 1024,
        peak * 1024 / size
    ));
}

/// One line to whoever started it, who may have left.
fn say(line: &str) {
    let _ = writeln!(stdout(), "{line}");
}

/// Tellings of documents of three claims each: the happening of the day, and two that are recalled.
fn world(size: usize) -> Vec<Telling> {
    let mut dice = Dice(7);
    let mut tellings = Vec::with_capacity(size);
    let happenings = (size as u64 / 5).max(1);
    for document in 0.. {
        let today = dice.roll(happenings);
        let origin: std::sync::Arc<[u64]> = (0..64).map(|_| dice.next()).collect();
        for (n, happening) in
            [today, today.saturating_sub(dice.roll(DAILY * 3)), dice.roll(happenings)].iter().enumerate()
        {
            if tellings.len() == size {
                return tellings;
            }
            tellings.push(telling(document, n, *happening, today, &origin, &mut dice));
        }
    }
    tellings
}

/// One telling of a happening by a document of that day; what it leaves out or gets wrong is a matter of luck.
fn telling(
    document: usize,
    n: usize,
    happening: u64,
    today: u64,
    origin: &std::sync::Arc<[u64]>,
    dice: &mut Dice,
) -> Telling {
    let mut truth = Dice(happening.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let (country, town, dead) = (truth.roll(COUNTRIES), truth.roll(TOWNS), 1 + truth.roll(60));
    let doer = format!("group{}", truth.roll(30));
    let day = |happening: u64| {
        let since = i64::try_from(happening / DAILY).unwrap_or(0);
        date(2000, 1, 1).checked_add(since.days()).unwrap_or(date(2000, 1, 1))
    };
    let country = format!("c{country}");
    let is_wide = dice.roll(4) == 0;
    let place = EventPlace {
        place: Some(if is_wide { country.clone() } else { format!("{country}-town{town}") }),
        name: if is_wide { country.clone() } else { format!("town{town}") },
        country: Some(country.clone()),
        level: if is_wide { PlaceLevel::Country } else { PlaceLevel::City },
        chain: if is_wide { Vec::new() } else { vec![format!("{country}-province{}", town / 5), country.clone()] },
        point: None,
        span: None,
    };
    let killed = (dice.roll(3) > 0).then(|| TollPart {
        range: Range::exact((dead + dice.roll(3)) as f64),
        who: None,
        span: None,
    });
    let claim = format!("c{n}");
    let outlet = format!("outlet{}", dice.roll(OUTLETS));
    let event = Event {
        id: format!("e{n}"),
        trigger: Span::new(n * 100, n * 100 + 8),
        kind: EventType::Assault,
        modes: if dice.roll(2) == 0 { vec!["explosives".to_owned()] } else { Vec::new() },
        contexts: Vec::new(),
        actors: (dice.roll(2) == 0)
            .then(|| Role { entity: Some(doer.clone()), name: doer, span: None, status: RoleStatus::Asserted })
            .into_iter()
            .collect(),
        recipients: Vec::new(),
        when: (dice.roll(10) > 0).then(|| TimeValue::day(day(happening))),
        when_alternatives: Vec::new(),
        place: (dice.roll(12) > 0).then_some(place),
        toll: Toll { killed, wounded: None },
        modality: Modality::Asserted,
        claims: vec![claim.clone()],
        is_headline: n == 0,
        confidence: 0.9,
        rules: Vec::new(),
    };
    Telling {
        document: format!("d{document}"),
        event,
        claim,
        chain: vec![outlet.clone(), "the police".to_owned()],
        outlet,
        published: Some(day(today).to_string()),
        stance: Stance::Asserts,
        origin: std::sync::Arc::clone(origin),
        agency: None,
    }
}

/// Numbers that are the same in every run (SplitMix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn roll(&mut self, sides: u64) -> u64 {
        self.next() % sides
    }
}

/// The most memory that this process ever held, as Linux tells; 0 elsewhere.
fn peak_kilobytes() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|told| told.parse().ok()).unwrap_or(0)
}
