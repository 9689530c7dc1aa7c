//! Open desks for as many questions as come at once: a desk is for one thread, so each question borrows one.

use std::sync::{Mutex, MutexGuard, PoisonError};

use marsad_desk::Desk;

use crate::problem::Problem;

/// Desks on one file, lent and given back.
pub(crate) struct Desks {
    first: Mutex<Desk>,
    idle: Mutex<Vec<Desk>>,
}

impl Desks {
    /// With one desk; others are opened beside it when they are needed.
    pub(crate) fn new(desk: Desk) -> Self {
        Self { first: Mutex::new(desk), idle: Mutex::new(Vec::new()) }
    }

    /// Asks a desk that nobody else is asking.
    pub(crate) fn ask<T>(&self, question: impl FnOnce(&Desk) -> Result<T, Problem>) -> Result<T, Problem> {
        let idle = held(&self.idle).pop();
        let desk = match idle {
            Some(desk) => desk,
            None => held(&self.first).beside().map_err(|error| Problem::failed(error.to_string()))?,
        };
        let answer = question(&desk);
        held(&self.idle).push(desk);
        answer
    }
}

/// A question that broke while it held the lock left nothing half done: the lock is good.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
