//! How fast text, numbers, times and tolls are read on one core: `cargo bench -p marsad-extract`.
//!
//! The text is the plain pages of `demo/`, repeated; each line gives megabytes of UTF-8 a second.

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use marsad_extract::time::Times;
use marsad_extract::toll::Tolls;
use marsad_lexicon::Lexicon;
use marsad_record::{Basis, Document, Published};
use marsad_text::Analyser;

const ROUNDS: usize = 40;

fn main() {
    let lexicon = Lexicon::built_in();
    let (analyser, times, tolls) = (Analyser::new(&lexicon), Times::new(&lexicon), Tolls::new(&lexicon));
    let documents = pages();
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum::<usize>() * ROUNDS;
    let mut stages = [("text", 0.0), ("numbers and times", 0.0), ("numbers and tolls", 0.0)];
    for _ in 0..ROUNDS {
        for document in &documents {
            let start = Instant::now();
            let text = analyser.analyse(document, &lexicon);
            let read = Instant::now();
            let found = times.read(document, &text, &lexicon);
            let timed = Instant::now();
            black_box(tolls.read(&text, &lexicon, &found.value));
            let spent = [read - start, timed - read, timed.elapsed()];
            for (stage, spent) in stages.iter_mut().zip(spent) {
                stage.1 += spent.as_secs_f64();
            }
        }
    }
    let megabytes = bytes as f64 / 1e6;
    for (name, seconds) in stages {
        println!("{name:<20} {:6.1} MB/s", megabytes / seconds);
    }
    let all: f64 = stages.iter().map(|(_, seconds)| seconds).sum();
    println!("{:<20} {:6.1} MB/s", "all", megabytes / all);
}

fn pages() -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/pages");
    let files = std::fs::read_dir(&folder).expect("the demo pages are in the repository");
    let mut paths: Vec<_> = files.filter_map(|file| file.ok().map(|file| file.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let text = |path: &Path| std::fs::read_to_string(path).expect("a demo page is text");
    paths.iter().map(|path| document(text(path))).collect()
}

fn document(text: String) -> Document {
    Document {
        id: String::new(),
        source: String::new(),
        url: None,
        title: None,
        title_span: None,
        byline: None,
        outlet: None,
        language: "ar".to_owned(),
        published: Published { value: Some("2022-06-14".to_owned()), basis: Basis::Given },
        text,
        chrome: Vec::new(),
        digest: String::new(),
    }
}
