//! What is due, sent once, and marked: arrived, to be tried again later, or dead.

use marsad_desk::{Desk, Error};
use marsad_record::watch::{Channel, Delivery};

use crate::mail::{Mailer, NoticeText};
use crate::webhook::{Post, post};

/// How often a delivery is tried before it is dead.
const TRIES: u32 = 12;
/// The first wait after a failure, and the longest, in seconds.
const WAITS: (i64, i64) = (30, 6 * 3600);
/// How long a delivery that is being sent is left alone by others: longer than the other side may take.
const LEASE: i64 = 25;
/// How many are sent in one go.
const AT_ONCE: usize = 50;

/// How notices leave.
#[derive(Default)]
pub struct Ways {
    /// The server that takes letters, if there is one.
    pub mailer: Option<Mailer>,
    /// The address of the screens, for links.
    pub link: Option<String>,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Delivered {
    /// So many arrived.
    pub arrived: usize,
    /// So many did not.
    pub failed: usize,
}

/// Sends what is due, of each watch and channel in order, until nothing is.
///
/// # Errors
/// If the desk cannot be read or written.
pub fn deliver_due(desk: &Desk, ways: &Ways, clock: impl Fn() -> i64) -> Result<Delivered, Error> {
    let mut done = Delivered::default();
    for _ in 0..AT_ONCE {
        let due = desk.due_deliveries(clock(), AT_ONCE)?;
        if due.is_empty() {
            break;
        }
        for delivery in due {
            if !desk.lease_delivery(&delivery, clock(), LEASE)? {
                continue;
            }
            match sent(desk, ways, &delivery, clock())? {
                Ok(()) => {
                    desk.delivered(&delivery, clock())?;
                    done.arrived += 1;
                }
                Err(why) => {
                    desk.not_delivered(&delivery, &why, wait(delivery.tries), clock())?;
                    done.failed += 1;
                }
            }
        }
    }
    Ok(done)
}

/// Twice as long after every failure; nothing after the last.
fn wait(tries: u32) -> Option<i64> {
    let (first, longest) = WAITS;
    (tries + 1 < TRIES).then(|| first.saturating_mul(1_i64 << tries.min(20)).min(longest))
}

fn sent(desk: &Desk, ways: &Ways, delivery: &Delivery, now: i64) -> Result<Result<(), String>, Error> {
    let (Some(notice), Some(watch)) = (desk.notice_at(delivery.notice)?, desk.watch(&delivery.watch)?) else {
        return Ok(Err("the watch is gone".to_owned()));
    };
    let link = ways.link.as_deref().and_then(|base| marsad_export::notice_link(base, &notice));
    match delivery.channel {
        Channel::Webhook => {
            let secret = desk.watch_secret(&watch.id)?.unwrap_or_default();
            let body = marsad_export::notice(&notice, &watch, link.as_deref()).to_string();
            Ok(post(&Post {
                address: watch.webhook.as_deref().unwrap_or_default(),
                allows_inner: watch.is_inner,
                key: &notice.id,
                secret: &secret,
                body: &body,
                now,
            }))
        }
        Channel::Mail => {
            let Some(mailer) = &ways.mailer else { return Ok(Err("no mail server was named (--smtp)".to_owned())) };
            let text = NoticeText::of(&watch, &notice, &desk.notice_words(&watch), link);
            Ok(mailer.send(watch.mail.as_deref().unwrap_or_default(), &notice, &text))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{TRIES, WAITS, wait};

    #[test]
    fn each_wait_is_longer_until_the_last_try() {
        let waits: Vec<i64> = (0..TRIES).map_while(wait).collect();
        assert_eq!((waits[0], waits.len()), (WAITS.0, TRIES as usize - 1));
        assert!(waits.windows(2).all(|pair| pair[0] <= pair[1]) && waits.last() <= Some(&WAITS.1));
        assert_eq!(wait(TRIES - 1), None);
    }
}
