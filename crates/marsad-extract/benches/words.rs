//! How fast a page is read on one core: `cargo bench -p marsad-extract`.
//!
//! First the words (text, numbers, times, tolls, their JSON), then whole articles, then whole articles with a hundred
//! thousand more names in the lexicon. Each line gives megabytes of UTF-8 a second, the best of many rounds, so that
//! another program on the machine does not spoil the figure. The text is the plain pages of `demo/`;
//! `MARSAD_BENCH=articles.jsonl` reads another, one JSON object with a `text` a line; `MARSAD_WORDS_ONLY` stops after
//! the words.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use marsad_export::{Tokens, document as json};
use marsad_extract::number::Numbers;
use marsad_extract::time::Times;
use marsad_extract::toll::Tolls;
use marsad_extract::{Extractor, Settings, Switch};
use marsad_lexicon::Lexicon;
use marsad_record::{Basis, Document, Extraction, Published};
use marsad_text::Analyser;

/// Each round reads at least so many bytes.
const ROUND: usize = 1_000_000;
const ROUNDS: usize = 15;
const NAMES: usize = 100_000;

fn main() {
    let documents = documents();
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let start = Instant::now();
    let lexicon = Lexicon::built_in();
    println!("{:<28} {:8.3} s", "lexicon", start.elapsed().as_secs_f64());
    println!("{:<28} {:8.2} MB in {} pages", "text", bytes as f64 / 1e6, documents.len());
    let line =
        |name: &str, spent: Duration| println!("{name:<28} {:8.1} MB/s", bytes as f64 / 1e6 / spent.as_secs_f64());
    let words = best(|| words(&documents, &lexicon));
    for (name, spent) in ["  text", "  numbers", "  times", "  tolls", "  JSON"].into_iter().zip(words) {
        line(name, spent);
    }
    line("words in all", words.iter().sum());
    if std::env::var_os("MARSAD_WORDS_ONLY").is_some() {
        return;
    }
    let many = with_more_names();
    let rules = Settings { model: Switch::Off, ..Settings::default() };
    let (few, more) = (Reader::new(&lexicon, Settings::default()), Reader::new(&many, Settings::default()));
    let alone = Reader::new(&lexicon, rules);
    let [ruled, plain, named] =
        best(|| [alone.articles(&documents), few.articles(&documents), more.articles(&documents)]);
    line("whole articles, rules alone", ruled);
    line("whole articles", plain);
    line("with 100,000 more names", named);
    println!("{:<28} {:8.1} %", "  slower by", (named.as_secs_f64() / plain.as_secs_f64() - 1.0) * 100.0);
}

/// The shortest time of each part over the rounds.
fn best<const N: usize>(mut round: impl FnMut() -> [Duration; N]) -> [Duration; N] {
    let mut best = round();
    for _ in 1..ROUNDS {
        for (best, spent) in best.iter_mut().zip(round()) {
            *best = spent.min(*best);
        }
    }
    best
}

/// Text, numbers, times, tolls, JSON.
fn words(documents: &[Document], lexicon: &Lexicon) -> [Duration; 5] {
    thread_local! {
        static STAGES: std::cell::OnceCell<(Analyser, Numbers, Times, Tolls)> = const { std::cell::OnceCell::new() };
    }
    let make = || (Analyser::new(lexicon), Numbers::new(lexicon), Times::new(lexicon), Tolls::new(lexicon));
    STAGES.with(|stages| {
        let (analyser, numbers, times, tolls) = stages.get_or_init(make);
        let mut spent = [Duration::ZERO; 5];
        for document in documents {
            let mut began = Instant::now();
            let mut stage = 0;
            let mut ends = || {
                spent[stage] += began.elapsed();
                (stage, began) = (stage + 1, Instant::now());
            };
            let text = analyser.analyse(document, lexicon);
            ends();
            let counted = numbers.read(&text, lexicon);
            ends();
            let timed = times.read(document, &text, lexicon, &counted);
            ends();
            let told = tolls.read(&text, lexicon, &timed.value, &counted);
            ends();
            let mut extraction = unread(document.clone());
            (extraction.times, extraction.quantities) = (timed.value, told.value);
            black_box(json(&extraction, None, Tokens::LeftOut));
            ends();
        }
        spent
    })
}

/// Everything that whole articles need.
struct Reader<'l> {
    lexicon: &'l Lexicon,
    analyser: Analyser,
    extractor: Extractor,
}

impl<'l> Reader<'l> {
    fn new(lexicon: &'l Lexicon, settings: Settings) -> Self {
        Self { lexicon, analyser: Analyser::new(lexicon), extractor: Extractor::new(lexicon, settings) }
    }

    fn articles(&self, documents: &[Document]) -> Duration {
        let start = Instant::now();
        for document in documents {
            let text = self.analyser.analyse(document, self.lexicon);
            let extraction = self.extractor.extract(document, &text, self.lexicon);
            black_box(json(&extraction, None, Tokens::LeftOut));
        }
        start.elapsed()
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The lexicon with names of two and three words more, made of given names that it already has.
fn with_more_names() -> Lexicon {
    let lexicon = Lexicon::built_in();
    let given: Vec<&str> = lexicon.table("world/given_names").rows().map(|row| row.get("name")).collect();
    let owners: Vec<&str> = lexicon.table("world/actors").rows().map(|row| row.id()).collect();
    let mut files: Vec<(String, Cow<'static, str>)> = Vec::new();
    for folder in ["ar", "ar/rules", "world"] {
        collect(&root().join("lexicon").join(folder), &mut files);
    }
    let (_, names) = files.iter_mut().find(|(name, _)| name == "world/actor_names.tsv").expect("a table of names");
    let columns = names.lines().next().expect("a header").split('\t').map(str::to_owned).collect::<Vec<_>>();
    let mut state = 7_usize;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        given[(state >> 33) % given.len()]
    };
    for count in 0..NAMES {
        let name =
            if count % 2 == 0 { format!("{} {}", next(), next()) } else { format!("{} {} {}", next(), next(), next()) };
        let cells = columns.iter().map(|column| match column.as_str() {
            "id" => owners[count * owners.len() / NAMES],
            "name" => &name,
            "form" => "name",
            _ => "",
        });
        writeln!(names.to_mut(), "{}", cells.collect::<Vec<_>>().join("\t")).expect("writing to a string");
    }
    Lexicon::compile(files)
}

/// The files of one folder of the lexicon, and of the folders of rules in it.
fn collect(folder: &Path, files: &mut Vec<(String, Cow<'static, str>)>) {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the lexicon is in the repository")
        .filter_map(|file| Some(file.ok()?.path()))
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() && folder.ends_with("rules") {
            collect(&path, files);
        } else if path.is_file() {
            let name =
                path.strip_prefix(root().join("lexicon")).expect("below the lexicon").to_string_lossy().into_owned();
            files.push((name, Cow::Owned(std::fs::read_to_string(&path).expect("a lexicon file is text"))));
        }
    }
}

/// The pages, as often as a round needs.
fn documents() -> Vec<Document> {
    let pages: Vec<String> = match std::env::var_os("MARSAD_BENCH") {
        Some(path) => {
            std::fs::read_to_string(path).expect("MARSAD_BENCH is a file of JSON lines").lines().map(text).collect()
        }
        None => {
            let mut files = Vec::new();
            let folder = root().join("demo/pages");
            for file in std::fs::read_dir(folder).expect("the demo pages are in the repository").flatten() {
                files.push(file.path());
            }
            files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
            files.sort();
            files.iter().map(|path| std::fs::read_to_string(path).expect("a demo page is text")).collect()
        }
    };
    let size: usize = pages.iter().map(String::len).sum();
    let times = ROUND.div_ceil(size.max(1));
    (0..times).flat_map(|_| pages.iter().cloned()).map(document).collect()
}

fn text(line: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(line).expect("a line is a JSON object");
    value["text"].as_str().unwrap_or_default().to_owned()
}

fn document(text: String) -> Document {
    Document::of_text(text, Published { value: Some("2022-06-14".to_owned()), basis: Basis::Given })
}

fn unread(document: Document) -> Extraction {
    Extraction {
        document,
        mentions: Vec::new(),
        times: Vec::new(),
        quantities: Vec::new(),
        tokens: Vec::new(),
        claims: Vec::new(),
        events: Vec::new(),
        relations: Vec::new(),
        forecasts: Vec::new(),
        entities: Vec::new(),
        notes: Vec::new(),
    }
}
