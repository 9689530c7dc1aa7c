//! A question answered from the desk: quotes for and against, each cited, and what nothing speaks of. It writes no
//! sentence of its own: every text of an answer is a quote, a name, or an id that has a label in
//! `lexicon/ar/answer_labels.tsv`.

mod bearer;
mod cues;
mod gather;
mod outlook;
mod own_words;
mod passages;
mod reading;
