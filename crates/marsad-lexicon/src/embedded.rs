//! The files of `lexicon/`, written by `build.rs`.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
