//! Answers for which the whole desk is gone over, remembered until something changes in it.
//!
//! A network of everybody or a queue weighed against the whole record takes a good part of a second to make, and is the
//! same until a document, a decision or a take-down comes. Nothing is ever answered that the record does not say now.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::clock::today;
use crate::payload::Payload;
use crate::problem::Problem;
use crate::question::{Part, Question, Words};

/// So many answers are remembered; past it all are forgotten.
const KEPT: usize = 256;
/// How much of one list the screens ask for first.
const SCREENFUL: usize = 40;

/// Answers of one revision of the desk.
#[derive(Default)]
pub(crate) struct Remembered {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    revision: String,
    answers: HashMap<String, Payload>,
}

impl Remembered {
    /// The answer as it was made at this revision, else as it is made now.
    pub(crate) fn or_made(
        &self,
        question: Question,
        revision: impl FnOnce() -> Result<String, Problem>,
        make: impl FnOnce(Question) -> Result<Payload, Problem>,
    ) -> Result<Payload, Problem> {
        if !is_worth_it(&question) {
            return make(question);
        }
        // Tomorrow other forecasts are due.
        let revision = format!("{} {}", today(), revision()?);
        let key = format!("{question:?}");
        {
            let mut kept = held(&self.kept);
            if kept.revision != revision || kept.answers.len() >= KEPT {
                *kept = Kept { revision: revision.clone(), answers: HashMap::new() };
            }
            if let Some(answer) = kept.answers.get(&key) {
                return Ok(answer.clone());
            }
        }
        let answer = make(question)?;
        let mut kept = held(&self.kept);
        if kept.revision == revision {
            kept.answers.insert(key, answer.clone());
        }
        Ok(answer)
    }
}

/// Whether the whole desk is gone over for it.
fn is_worth_it(question: &Question) -> bool {
    matches!(
        question,
        Question::Summary
            | Question::Network(..)
            | Question::Relations(..)
            | Question::Triads(..)
            | Question::Review(..)
            | Question::Agreement
            | Question::Forecasts(..)
            | Question::Forecasters(..)
            | Question::Answer(..)
            | Question::Actors(..)
            | Question::Coverage(..)
    )
}

/// What the screens ask first: made before anybody asks, so that the first to come does not wait.
pub(crate) fn first_asked() -> Vec<Question> {
    let part = || Part { cursor: None, limit: SCREENFUL };
    vec![
        Question::Summary,
        Question::Review(Words::default(), part()),
        Question::Agreement,
        Question::Forecasts(Words::default(), Part { cursor: None, limit: SCREENFUL / 2 }),
        Question::Forecasters(Words::default(), part()),
        Question::Network(Words::default(), part()),
        Question::Actors(Words::default(), Part { cursor: None, limit: 200 }),
    ]
}

/// A question that broke while it held the lock left nothing half done: the lock is good.
fn held(lock: &Mutex<Kept>) -> MutexGuard<'_, Kept> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use crate::payload::Payload;
    use crate::question::Question;
    use crate::remembered::Remembered;

    #[test]
    fn an_answer_is_made_once_and_again_when_the_desk_has_changed() {
        let remembered = Remembered::default();
        let made = Cell::new(0);
        let ask = |revision: &str, question: Question| {
            let make = |_| {
                made.set(made.get() + 1);
                Ok(Payload::Json(format!("{revision} {}", made.get())))
            };
            remembered.or_made(question, || Ok(revision.to_owned()), make).expect("it is made")
        };
        assert_eq!(ask("1", Question::Agreement), ask("1", Question::Agreement));
        assert_ne!(ask("1", Question::Agreement), ask("2", Question::Agreement));
        assert_ne!(ask("2", Question::Agreement), ask("2", Question::Summary));
        assert_eq!(made.get(), 3);
    }

    #[test]
    fn what_is_written_is_never_remembered() {
        let remembered = Remembered::default();
        let ask = |told: &str| {
            let question = Question::BeginCase { who: "amal".to_owned(), title: "files".to_owned() };
            remembered.or_made(question, || Ok("1".to_owned()), |_| Ok(Payload::Json(told.to_owned()))).expect("made")
        };
        assert_ne!(ask("first"), ask("second"));
    }
}
