//! Work on many items at once, results in the order of the items.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// How far the work may run ahead of the result whose turn it is.
const AHEAD: usize = 512;

/// Name of the threads that work on documents.
pub const WORKER: &str = "marsad-worker";

/// How many threads work: one a core, two at least, eight at most.
pub fn workers() -> usize {
    thread::available_parallelism().map_or(2, usize::from).clamp(2, 8)
}

/// What the one who takes the results says after each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// More, please.
    GoOn,
    /// Nobody reads any more: the rest of the items is left alone.
    Stop,
}

/// Works on every item and hands the results over in the order of the items.
///
/// Items are drawn one by one and no more than a few wait, so a long list is never held in memory.
pub fn in_order<T: Send, R: Send>(
    items: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Flow,
) {
    let items = Mutex::new(items.enumerate());
    let turn = Turn::default();
    let (sender, receiver) = sync_channel::<(usize, R)>(AHEAD);
    thread::scope(|scope| {
        for _ in 0..workers() {
            let (sender, items, work, turn) = (sender.clone(), &items, &work, &turn);
            let spawned = thread::Builder::new().name(WORKER.to_owned()).spawn_scoped(scope, move || {
                loop {
                    let next = locked(items).next();
                    let Some((index, item)) = next else { break };
                    turn.wait_until_near(index);
                    if sender.send((index, work(item))).is_err() {
                        break;
                    }
                }
            });
            spawned.expect("a machine that runs this program can start a thread");
        }
        drop(sender);
        sorted(receiver, &turn, &mut take);
        turn.is_now(usize::MAX - AHEAD);
    });
}

/// The index of the result that is handed over next.
#[derive(Default)]
struct Turn {
    index: Mutex<usize>,
    moved: Condvar,
}

impl Turn {
    fn wait_until_near(&self, index: usize) {
        let far = |turn: &mut usize| index >= *turn + AHEAD;
        drop(self.moved.wait_while(locked(&self.index), far).unwrap_or_else(PoisonError::into_inner));
    }

    fn is_now(&self, index: usize) {
        *locked(&self.index) = index;
        self.moved.notify_all();
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn sorted<R>(receiver: Receiver<(usize, R)>, turn: &Turn, take: &mut impl FnMut(R) -> Flow) {
    let mut early = BTreeMap::new();
    let mut next = 0;
    for (index, result) in receiver {
        early.insert(index, result);
        while let Some(result) = early.remove(&next) {
            next += 1;
            turn.is_now(next);
            if take(result) == Flow::Stop {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Flow, in_order};

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let mut got = Vec::new();
        let slow_first = |item: u64| {
            std::thread::sleep(std::time::Duration::from_millis(20u64.saturating_sub(item)));
            item
        };
        in_order(0..40, slow_first, |item| {
            got.push(item);
            Flow::GoOn
        });
        assert_eq!(got, (0..40).collect::<Vec<_>>());
    }

    #[test]
    fn a_reader_who_leaves_stops_the_work() {
        let mut got = 0;
        in_order(
            0..,
            |item: u64| item,
            |_| {
                got += 1;
                if got == 5 { Flow::Stop } else { Flow::GoOn }
            },
        );
        assert_eq!(got, 5);
    }
}
