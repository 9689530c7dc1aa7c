//! Work on many items shared among the cores: what comes out is in the order of the items, whoever did it.

use std::num::NonZero;
use std::thread;

/// Fewer items than this are done by whoever asks.
const FEW: usize = 2_000;
/// More threads than this help nobody.
const MOST: usize = 8;

/// Does the work on every item.
pub(crate) fn shared<T: Send, R: Send>(items: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(MOST);
    if items.len() < FEW || workers < 2 {
        return items.into_iter().map(work).collect();
    }
    // Small parts, dealt in turn: items that are dear stand side by side.
    let size = items.len().div_ceil(workers * 16);
    let mut hands: Vec<Vec<(usize, Vec<T>)>> = (0..workers).map(|_| Vec::new()).collect();
    let mut items = items.into_iter().peekable();
    let mut part = 0;
    while items.peek().is_some() {
        hands[part % workers].push((part, items.by_ref().take(size).collect()));
        part += 1;
    }
    let mut done: Vec<(usize, Vec<R>)> = thread::scope(|scope| {
        let work = &work;
        let one = |parts: Vec<(usize, Vec<T>)>| {
            scope.spawn(move || -> Vec<(usize, Vec<R>)> {
                parts.into_iter().map(|(part, items)| (part, items.into_iter().map(work).collect())).collect()
            })
        };
        let hands: Vec<_> = hands.into_iter().map(one).collect();
        let join = |hand: thread::ScopedJoinHandle<'_, _>| match hand.join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        hands.into_iter().flat_map(join).collect()
    });
    done.sort_unstable_by_key(|(part, _)| *part);
    done.into_iter().flat_map(|(_, done)| done).collect()
}

#[cfg(test)]
mod tests {
    use super::{FEW, shared};

    #[test]
    fn what_is_shared_comes_back_in_order() {
        for count in [0, 1, FEW - 1, FEW, 3 * FEW + 7] {
            let items: Vec<usize> = (0..count).collect();
            assert_eq!(shared(items.clone(), |item| item * 2), items.iter().map(|item| item * 2).collect::<Vec<_>>());
        }
    }
}
