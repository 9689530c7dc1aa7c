//! A feed as `marsad.feed/1`.

use marsad_record::feed::Feed;
use serde_json::{Value, json};

/// A feed with how it fares, as `marsad.feed/1`.
pub fn feed(feed: &Feed) -> Value {
    let health = match (&feed.fetched, &feed.error) {
        _ if feed.is_stopped => "stopped",
        (None, _) => "new",
        (Some(_), None) => "well",
        (Some(_), Some(_)) => "failing",
    };
    json!({
        "schema": "marsad.feed/1",
        "id": feed.id,
        "address": feed.address,
        "title": feed.title,
        "outlet": feed.outlet,
        "who": feed.who,
        "when": feed.when,
        "health": health,
        "fetched": feed.fetched,
        "succeeded": feed.succeeded,
        "error": feed.error,
        "failures": feed.failures,
        "named": feed.named,
        "added": feed.added,
        "refused": feed.refused,
    })
}
