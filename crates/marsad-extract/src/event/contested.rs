//! A headline gives back a figure that it only found further down and that is told there of another day or another place:
//! «غارة على القارب ... وكان ستون قتلوا الأسبوع الماضي».

use marsad_record::{Event, EventPlace, Interval};

use super::attach::Tie;
use super::choice::{LEAD, Order};
use super::circumstance::{self, Ties};

/// Takes the dead from the headline where they are another happening's.
pub(super) fn give_back(events: &mut [Event], ties: &[Ties], order: &Order) {
    let Some(at) = events.iter().position(|event| event.is_headline) else { return };
    let headline = &events[at];
    let figure = |event: &Event| event.toll.killed.as_ref().and_then(|part| part.span);
    let Some(span) = figure(headline) else { return };
    let is_deep = order.rank_at(span.start).is_none_or(|rank| rank > LEAD);
    let is_others = |(event, tied): (&Event, &Ties)| {
        // When it was said of a deed is not when it was.
        let has_day = tied.when.is_none_or(|tie| tie == Tie::Own);
        !event.is_headline
            && event.kind == headline.kind
            && figure(event) == Some(span)
            && (has_day && is_another_day(headline.interval(), event.interval())
                || is_another_place(headline.place.as_ref(), event.place.as_ref()))
    };
    if is_deep && events.iter().zip(ties).any(is_others) {
        events[at].toll.killed = None;
        events[at].rules.push("event/contested".to_owned());
    }
}

/// Whether what was told of one time was over before the other.
fn is_another_day(headline: Option<Interval>, other: Option<Interval>) -> bool {
    let earlier = |other: Interval, headline: Interval| other.to.zip(headline.from).is_some_and(|(to, from)| to < from);
    headline.zip(other).is_some_and(|(headline, other)| earlier(other, headline))
}

/// Whether two places are known and are not one.
fn is_another_place(one: Option<&EventPlace>, other: Option<&EventPlace>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return false };
    one.place.is_some() && other.place.is_some() && !circumstance::agree(one, other)
}
