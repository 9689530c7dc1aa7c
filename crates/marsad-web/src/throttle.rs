//! How often a password may be guessed: after a few wrong ones the next must wait, longer each time.
//!
//! Counted by account and by address. The memory of it is bounded: the oldest is forgotten first.

use std::collections::HashMap;

/// Wrong ones before anybody must wait.
const FREE: u32 = 4;
/// The longest wait, in seconds, and how long a wrong one is remembered.
const LONGEST: i64 = 15 * 60;
/// How many accounts and addresses are remembered.
const MOST: usize = 4096;

/// Who guesses.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Guesser {
    /// At this account, there or not.
    Account(String),
    /// From this address.
    Address(String),
}

#[derive(Debug, Clone, Copy)]
struct Wrong {
    count: u32,
    last: i64,
}

/// What is remembered of wrong passwords.
#[derive(Debug, Default)]
pub(crate) struct Throttle {
    wrong: HashMap<Guesser, Wrong>,
}

impl Throttle {
    /// How many seconds these must wait before the next one; 0 if they need not.
    pub(crate) fn wait(&self, guessers: &[Guesser], now: i64) -> i64 {
        guessers.iter().filter_map(|guesser| self.wrong.get(guesser)).map(|wrong| wrong.wait(now)).max().unwrap_or(0)
    }

    /// Notes a wrong one, before it is known to be wrong: a right one is forgotten again.
    pub(crate) fn guess(&mut self, guessers: &[Guesser], now: i64) {
        for guesser in guessers {
            if !self.wrong.contains_key(guesser) && self.wrong.len() >= MOST {
                self.forget_some(now);
            }
            let wrong = self.wrong.entry(guesser.clone()).or_insert(Wrong { count: 0, last: now });
            if now - wrong.last > LONGEST {
                wrong.count = 0;
            }
            *wrong = Wrong { count: wrong.count.saturating_add(1), last: now };
        }
    }

    /// Forgets the wrong ones of somebody who knew the right one.
    pub(crate) fn right(&mut self, guessers: &[Guesser]) {
        for guesser in guessers {
            self.wrong.remove(guesser);
        }
    }

    /// Drops what is over; where nothing is, the older half.
    fn forget_some(&mut self, now: i64) {
        self.wrong.retain(|_, wrong| now - wrong.last <= LONGEST);
        if self.wrong.len() >= MOST {
            let mut moments: Vec<i64> = self.wrong.values().map(|wrong| wrong.last).collect();
            moments.sort_unstable();
            let middle = moments[moments.len() / 2];
            self.wrong.retain(|_, wrong| wrong.last > middle);
        }
        // All at one moment: none is older than another.
        if self.wrong.len() >= MOST {
            self.wrong.clear();
        }
    }
}

impl Wrong {
    fn wait(self, now: i64) -> i64 {
        if self.count < FREE {
            return 0;
        }
        let wait = 2_i64.saturating_pow(self.count - FREE + 1).min(LONGEST);
        (self.last + wait - now).max(0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Guesser, LONGEST, MOST, Throttle};

    fn at(account: &str) -> [Guesser; 1] {
        [Guesser::Account(account.to_owned())]
    }

    #[test]
    fn each_wrong_one_after_a_few_waits_twice_as_long() {
        let mut throttle = Throttle::default();
        let mut now = 1000;
        for _ in 0..3 {
            throttle.guess(&at("noor"), now);
            assert_eq!(throttle.wait(&at("noor"), now), 0);
        }
        for wait in [2, 4, 8, 16] {
            throttle.guess(&at("noor"), now);
            assert_eq!(throttle.wait(&at("noor"), now), wait);
            now += wait;
            assert_eq!(throttle.wait(&at("noor"), now), 0);
        }
        for _ in 0..40 {
            throttle.guess(&at("noor"), now);
        }
        assert_eq!(throttle.wait(&at("noor"), now), LONGEST);
        assert_eq!(throttle.wait(&at("salma"), now), 0);
    }

    #[test]
    fn a_right_one_forgets_the_wrong_ones() {
        let mut throttle = Throttle::default();
        for _ in 0..9 {
            throttle.guess(&at("noor"), 5);
        }
        throttle.right(&at("noor"));
        assert_eq!(throttle.wait(&at("noor"), 5), 0);
    }

    #[test]
    fn a_flood_of_names_takes_no_more_room() {
        let mut throttle = Throttle::default();
        for n in 0..MOST as i64 * 3 {
            throttle.guess(&at(&n.to_string()), n / 100);
            assert!(throttle.wrong.len() <= MOST);
        }
        let mut throttle = Throttle::default();
        for n in 0..MOST * 2 {
            throttle.guess(&at(&n.to_string()), 7);
            assert!(throttle.wrong.len() <= MOST);
        }
    }
}
