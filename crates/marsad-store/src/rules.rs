//! Lists of rules, each kept once: a few thousand of them are behind millions of events and claims.
//!
//! In the place of a list stands its number after a sign that no rule begins with; what an older desk kept, and what is
//! too short or too long to be worth it, stands there itself.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use crate::code::split;
use crate::engine::failure::{Failure, Result};
use crate::engine::{Engine, params};
use crate::error::Error;
use crate::store::Store;

/// What a number of a list begins with.
const MARK: char = '=';
/// Fewer bytes are kept as they are.
const SHORT: usize = 6;
/// More bytes are kept as they are: PostgreSQL indexes no longer ones.
const LONG: usize = 1_000;
/// How many lists are remembered at most.
const REMEMBERED: usize = 100_000;

/// Lists remembered: their numbers by what they say, and what they say by their numbers.
#[derive(Default)]
pub(crate) struct Known {
    numbers: HashMap<Arc<str>, i64>,
    lists: HashMap<i64, Arc<str>>,
}

impl Known {
    fn learn(&mut self, number: i64, rules: &str) -> Arc<str> {
        if self.numbers.len() >= REMEMBERED {
            *self = Self::default();
        }
        let rules: Arc<str> = rules.into();
        self.numbers.insert(Arc::clone(&rules), number);
        self.lists.insert(number, Arc::clone(&rules));
        rules
    }

    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }
}

/// Lists on their way in.
pub(crate) struct Lists<'s> {
    pub(crate) engine: &'s dyn Engine,
    pub(crate) known: &'s RefCell<Known>,
}

impl Lists<'_> {
    /// What stands in the place of a list, which is kept if it is new.
    pub(crate) fn kept(&self, rules: &str) -> Result<String> {
        if !(SHORT..=LONG).contains(&rules.len()) {
            return Ok(rules.to_owned());
        }
        if let Some(number) = self.known.borrow().numbers.get(rules) {
            return Ok(format!("{MARK}{number}"));
        }
        let sql = "SELECT row FROM rule_lists WHERE rules = ?";
        let number = match self.engine.one(sql, params![rules], |row| row.get::<i64>(0))? {
            Some(number) => number,
            None => {
                let number = self.engine.next_row("rule_lists")?;
                self.engine.execute("INSERT INTO rule_lists VALUES (?,?)", params![number, rules])?;
                number
            }
        };
        self.known.borrow_mut().learn(number, rules);
        Ok(format!("{MARK}{number}"))
    }
}

impl Store {
    /// The list that something stands for, if it stands for one.
    fn list_of(&self, kept: &str) -> std::result::Result<Option<Arc<str>>, Error> {
        let Some(number) = kept.strip_prefix(MARK).and_then(|number| number.parse::<i64>().ok()) else {
            return Ok(None);
        };
        if let Some(rules) = self.rules.borrow().lists.get(&number) {
            return Ok(Some(Arc::clone(rules)));
        }
        self.run("reading rules", |engine| {
            let sql = "SELECT rules FROM rule_lists WHERE row = ?";
            let rules = engine.one(sql, params![number], |row| row.get::<String>(0))?;
            let rules = rules.ok_or_else(|| Failure::missing("a list of rules"))?;
            Ok(Some(self.rules.borrow_mut().learn(number, &rules)))
        })
    }

    /// Puts the rules into the place of what stands for them.
    pub(crate) fn tell_rules(&self, kept: &mut Vec<String>) -> std::result::Result<(), Error> {
        if let [one] = kept.as_slice()
            && let Some(rules) = self.list_of(one)?
        {
            *kept = split(&rules);
        }
        Ok(())
    }

    /// The same for one rule.
    pub(crate) fn tell_rule(&self, kept: &mut String) -> std::result::Result<(), Error> {
        if let Some(rule) = self.list_of(kept)? {
            *kept = rule.as_ref().to_owned();
        }
        Ok(())
    }
}
