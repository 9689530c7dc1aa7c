//! libFuzzer looks for bytes that break a law of `Target::Times`.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use marsad_fuzz::{Bench, Target};

static BENCH: LazyLock<Bench> = LazyLock::new(Bench::default);

fuzz_target!(|bytes: &[u8]| BENCH.hold(Target::Times, &BENCH.text(bytes)));
