//! An answer that is dear to make, kept until the record has moved on.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What is made faster than this is made anew whenever the record has moved.
const DEAR: Duration = Duration::from_millis(100);
/// What is dearer may lag so far behind a record that moves all the time.
const LAG: Duration = Duration::from_secs(60);

/// The latest answer with what it was made of: how far the record had come, and what was asked.
pub(crate) struct Kept<T>(Mutex<Option<Held<T>>>);

struct Held<T> {
    of: String,
    answer: Arc<T>,
    took: Duration,
    made: Instant,
}

/// How far behind an answer may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Behind {
    /// Not at all.
    Never,
    /// A little, where it is dear to make.
    ALittle,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T> Kept<T> {
    /// The answer that was made of the same, or one that is a little behind if that may be; else it is made now.
    pub(crate) fn get<E>(&self, of: String, behind: Behind, make: impl FnOnce() -> Result<T, E>) -> Result<Arc<T>, E> {
        {
            let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(held) = held.as_ref() {
                let may_lag = behind == Behind::ALittle && held.took >= DEAR && held.made.elapsed() < LAG;
                if held.of == of || may_lag {
                    return Ok(Arc::clone(&held.answer));
                }
            }
        }
        // Others may make it at the same time; the last to end is kept.
        let begun = Instant::now();
        let answer = Arc::new(make()?);
        let made = Held { of, answer: Arc::clone(&answer), took: begun.elapsed(), made: Instant::now() };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(made);
        Ok(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::{Behind, DEAR, Kept};

    fn made(kept: &Kept<i32>, of: &str, behind: Behind, answer: i32) -> i32 {
        *kept.get(of.to_owned(), behind, || Ok::<_, ()>(answer)).expect("it is made")
    }

    #[test]
    fn what_is_cheap_is_never_behind() {
        let kept = Kept::default();
        assert_eq!(made(&kept, "1", Behind::ALittle, 10), 10);
        assert_eq!(made(&kept, "1", Behind::ALittle, 11), 10, "the record has not moved");
        assert_eq!(made(&kept, "2", Behind::ALittle, 12), 12);
    }

    #[test]
    fn what_is_dear_may_be_a_little_behind() {
        let kept = Kept::default();
        let slow = || {
            std::thread::sleep(DEAR);
            Ok::<_, ()>(10)
        };
        kept.get("1".to_owned(), Behind::Never, slow).expect("it is made");
        assert_eq!(made(&kept, "2", Behind::ALittle, 11), 10);
        assert_eq!(made(&kept, "2", Behind::Never, 12), 12);
    }
}
