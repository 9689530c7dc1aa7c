//! What a strand says in sum: the features by which two documents' tellings are compared.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};
use marsad_lexicon::Entities;
use marsad_record::actor::EntityKind;
use marsad_record::event::{Event, Modality, Role, RoleStatus};
use marsad_record::incident::{Strand, Telling};
use marsad_record::place::{EventPlace, PlaceLevel};
use marsad_record::plover::{EventType, Quad};
use marsad_record::quantity::Range;
use marsad_record::time::Interval;

use crate::key;

/// Event types that readers of one happening may choose between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Family {
    /// Force and coercion.
    Force,
    /// Words against.
    Words,
    /// Dealings: talks, deals, help, concessions and withdrawals.
    Dealings,
}

impl Family {
    pub(crate) fn of(kind: EventType) -> Self {
        match kind.quad() {
            Quad::MaterialConflict => Family::Force,
            Quad::VerbalConflict => Family::Words,
            Quad::VerbalCooperation | Quad::MaterialCooperation => Family::Dealings,
        }
    }

    pub(crate) fn letter(self) -> char {
        match self {
            Family::Force => 'f',
            Family::Words => 'w',
            Family::Dealings => 'd',
        }
    }
}

/// What a strand says in sum.
#[derive(Debug, Clone)]
pub(crate) struct Profile {
    pub document: String,
    pub family: Family,
    pub kinds: BTreeSet<EventType>,
    /// The days it can have happened on; `None` if nothing is known.
    pub days: Option<(Date, Date)>,
    /// Whether the days are told rather than guessed from the day of publication.
    pub is_dated: bool,
    /// Other readings of the days told.
    pub other_days: BTreeSet<(Date, Date)>,
    pub places: Vec<EventPlace>,
    /// Of its places, and the one that its document speaks of most.
    pub countries: BTreeSet<String>,
    /// Doers with whatever they belong to.
    pub actors: BTreeSet<String>,
    pub recipients: BTreeSet<String>,
    /// Persons to whom it was done: hardly two happenings share one.
    pub persons: BTreeSet<String>,
    /// Generic fillers in the text's own words.
    pub victims: BTreeSet<String>,
    pub modes: BTreeSet<String>,
    pub killed: Vec<Range>,
    pub wounded: Vec<Range>,
    pub is_headline: bool,
    /// Whether anything in it is told as having happened.
    pub is_factual: bool,
    pub published: Option<Date>,
    pub origin: Vec<u64>,
}

/// How long before it is told undated news can have happened, in days.
const FRESH: i64 = 3;

impl Profile {
    pub(crate) fn of(strand: &Strand, entities: &Entities) -> Self {
        let tellings = &strand.tellings;
        let first = tellings.iter().find(|telling| telling.event.is_headline).or(tellings.first());
        let published = tellings.first().and_then(published);
        let is_headline = tellings.iter().any(|telling| telling.event.is_headline);
        let told = days(tellings);
        let guessed = || {
            let last = published.filter(|_| is_headline)?;
            Some((last.checked_sub(FRESH.days()).ok()?, last))
        };
        let places = places(tellings);
        let filled = |pick: fn(&Event) -> &[Role]| -> BTreeSet<String> {
            let roles = tellings.iter().flat_map(|telling| pick(&telling.event));
            roles
                .filter(|role| role.status != RoleStatus::Denied)
                .filter_map(|role| role.entity.as_deref())
                .flat_map(|entity| entities.lineage(entity))
                .map(str::to_owned)
                .collect()
        };
        let events = || tellings.iter().map(|telling| &telling.event);
        Profile {
            document: strand.document.clone(),
            family: Family::of(first.map_or(EventType::Assault, |telling| telling.event.kind)),
            kinds: events().map(|event| event.kind).collect(),
            days: told.or_else(guessed),
            is_dated: told.is_some(),
            other_days: other_days(tellings),
            countries: places.iter().filter_map(|place| place.country.clone()).chain(strand.country.clone()).collect(),
            places,
            actors: filled(|event| &event.actors),
            recipients: filled(|event| &event.recipients),
            persons: events()
                .flat_map(|event| &event.recipients)
                .filter_map(|role| role.entity.as_deref())
                .filter(|id| entities.get(id).is_some_and(|entity| entity.kind == EntityKind::Person))
                .map(str::to_owned)
                .collect(),
            victims: events()
                .flat_map(|event| &event.recipients)
                .filter(|role| role.entity.is_none())
                .map(|role| role.name.clone())
                .collect(),
            modes: events().flat_map(|event| event.modes.iter().cloned()).collect(),
            killed: events().filter_map(|event| event.toll.killed.as_ref()).map(|part| part.range).collect(),
            wounded: events().filter_map(|event| event.toll.wounded.as_ref()).map(|part| part.range).collect(),
            is_headline,
            is_factual: tellings.iter().any(is_factual),
            published,
            origin: tellings.first().map(|telling| telling.origin.clone()).unwrap_or_default(),
        }
    }
}

/// Widest stretch of days that still tells which day, within a night or two.
pub(crate) const NARROW: i32 = 3;

impl Profile {
    /// Whether it tells which day and which town or province, so that others can be joined to it.
    pub(crate) fn is_anchored(&self) -> bool {
        let is_placed = self.places.iter().any(|place| place.level < PlaceLevel::Country);
        is_placed && self.is_dated && self.days.is_some_and(|(from, to)| key::span(from, to) <= NARROW)
    }

    /// Everything that is compared, as words.
    pub(crate) fn words(&self) -> Vec<String> {
        let whole = Profile { document: String::new(), ..self.clone() };
        vec![format!("{whole:?}")]
    }
}

/// Whether the telling says that something happened, or is what its article is about.
pub(crate) fn is_factual(telling: &Telling) -> bool {
    match telling.event.modality {
        Modality::Asserted | Modality::Averted => true,
        Modality::Possible => telling.event.is_headline,
        Modality::Denied | Modality::Future | Modality::Hypothetical | Modality::General => false,
    }
}

/// The moment of publication, to compare with others: seconds, from the start of the day where no hour is told.
pub(crate) fn moment(published: Option<&str>) -> Option<i64> {
    let told = published?;
    let at = |clock: DateTime| Offset::UTC.to_timestamp(clock).ok().map(|moment| moment.as_second());
    let exact = told.parse::<Timestamp>().ok().map(|moment| moment.as_second());
    exact.or_else(|| at(told.parse().ok()?)).or_else(|| at(Interval::of_iso(told)?.from?.to_datetime(Time::midnight())))
}

/// The day of publication.
pub(crate) fn published(telling: &Telling) -> Option<Date> {
    telling.published.as_deref()?.get(..10)?.parse().ok()
}

/// The narrowest days told, the headline's before those of other events.
fn days(tellings: &[Telling]) -> Option<(Date, Date)> {
    let told = tellings.iter().filter_map(|telling| {
        let interval = telling.event.interval()?;
        let (from, to) = (interval.from?, interval.to?);
        (from <= to).then_some((key::span(from, to), !telling.event.is_headline, from, to))
    });
    told.filter(|(span, ..)| *span <= key::MONTHS).min().map(|(_, _, from, to)| (from, to))
}

/// Other readings of the days, no wider than a few days each.
fn other_days(tellings: &[Telling]) -> BTreeSet<(Date, Date)> {
    let told = tellings.iter().flat_map(|telling| &telling.event.when_alternatives);
    let days = told.filter_map(|when| when.interval).filter_map(|interval| Some((interval.from?, interval.to?)));
    days.filter(|(from, to)| from <= to && key::span(*from, *to) <= NARROW).collect()
}

/// The finest places told, whole countries last, the headline's before others.
fn places(tellings: &[Telling]) -> Vec<EventPlace> {
    let mut told: Vec<(bool, &EventPlace)> = Vec::new();
    for telling in tellings {
        let Some(place) = &telling.event.place else { continue };
        let known = told.iter().any(|(_, other)| other.place == place.place && other.name == place.name);
        if !known {
            told.push((!telling.event.is_headline, place));
        }
    }
    // A place that holds another one told is the same place, told more loosely.
    let holds = |wide: &EventPlace, fine: &EventPlace| {
        let is_country = wide.level == PlaceLevel::Country && fine.level < wide.level && wide.country == fine.country;
        is_country || wide.place.as_ref().is_some_and(|id| fine.chain.contains(id))
    };
    let mut finest: Vec<(bool, &EventPlace)> =
        told.iter().filter(|(_, wide)| !told.iter().any(|(_, fine)| holds(wide, fine))).copied().collect();
    // A described place that is tied to no town says less than a named town or province beside it.
    let is_adrift = |place: &EventPlace| place.place.is_none() && place.chain.len() < 2;
    finest.sort_by_key(|(late, place)| (place.level == PlaceLevel::Country, is_adrift(place), *late, place.level));
    finest.into_iter().map(|(_, place)| place.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn moments_compare_across_zones_and_grain() {
        assert!(moment(Some("2018-03-21T12:33:27+04:00")) < moment(Some("2018-03-21T09:04:01+00:00")));
        assert!(moment(Some("2018-03-21")) < moment(Some("2018-03-21T08:34")));
        assert!(moment(Some("2018-03")) < moment(Some("2018-03-02")));
        assert_eq!(moment(Some("yesterday")), None);
    }
}
