//! What a strand says in sum: the features by which two documents' tellings are compared.

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

use crate::digest::Digest;
use crate::key;
use crate::recall;
use crate::sorted::Sorted;

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

/// What a strand says in sum; it borrows every name from the strand.
#[derive(Debug, Clone)]
pub(crate) struct Profile<'s> {
    pub document: &'s str,
    pub reach: Reach<'s>,
    pub kinds: Sorted<EventType>,
    /// Doers with whatever they belong to.
    pub actors: Sorted<&'s str>,
    pub recipients: Sorted<&'s str>,
    /// Persons to whom it was done: hardly two happenings share one.
    pub persons: Sorted<&'s str>,
    /// Generic fillers in the text's own words.
    pub victims: Sorted<&'s str>,
    pub modes: Sorted<&'s str>,
    pub killed: Vec<Range>,
    pub wounded: Vec<Range>,
    /// Whether anything in it is told as having happened.
    pub is_factual: bool,
    pub origin: &'s [u64],
}

/// Where and when a strand can be met: the part of its profile that keys are made of.
#[derive(Debug, Clone)]
pub(crate) struct Reach<'s> {
    pub family: Family,
    /// The days it can have happened on; `None` if nothing is known.
    pub days: Option<(Date, Date)>,
    /// Whether the days are told rather than guessed from the day of publication.
    pub is_dated: bool,
    /// Other readings of the days told.
    pub other_days: Sorted<(Date, Date)>,
    pub places: Vec<&'s EventPlace>,
    /// Of its places, and the one that its document speaks of most.
    pub countries: Sorted<&'s str>,
    pub is_headline: bool,
    pub published: Option<Date>,
    /// Numbers of dead that can tell one happening from others.
    pub figures: Sorted<u32>,
}

/// How long before it is told undated news can have happened, in days.
const FRESH: i64 = 3;
/// The same for a number of dead that an article recalls without saying when; of older ones it says so.
const REMEMBERED: i64 = 14;
/// From this many dead two equal figures are hardly chance.
pub(crate) const FIGURE: f64 = 4.0;

impl<'s> Reach<'s> {
    pub(crate) fn of(strand: &'s Strand) -> Self {
        let tellings = &strand.tellings;
        let first = tellings.iter().find(|telling| telling.event.is_headline).or(tellings.first());
        let published = tellings.first().and_then(published);
        let is_headline = tellings.iter().any(|telling| telling.event.is_headline);
        let told = days(tellings);
        let counts_dead = || tellings.iter().filter_map(|telling| telling.event.toll.killed.as_ref()?.range.told());
        let guessed = || {
            let last = published?;
            let days = match (is_headline, counts_dead().any(|dead| dead >= FIGURE)) {
                (true, _) => FRESH,
                (false, true) => REMEMBERED,
                (false, false) => return None,
            };
            Some((last.checked_sub(days.days()).ok()?, last))
        };
        let places = places(tellings);
        Reach {
            family: Family::of(first.map_or(EventType::Assault, |telling| telling.event.kind)),
            days: told.or_else(guessed),
            other_days: other_days(tellings),
            countries: places
                .iter()
                .filter_map(|place| place.country.as_deref())
                .chain(strand.country.as_deref())
                .collect(),
            is_dated: told.is_some(),
            is_headline,
            published,
            places,
            figures: counts_dead().filter(|dead| *dead >= recall::MARKED).map(recall::whole).collect(),
        }
    }
}

impl Reach<'_> {
    /// Whether its day is that of publication: the days before it are its other readings.
    pub(crate) fn is_guessed(&self) -> bool {
        let before = |day: Date| day.yesterday().ok().map(|before| (before, before));
        self.published.is_some_and(|day| {
            self.days == Some((day, day)) && self.other_days.iter().any(|other| Some(*other) == before(day))
        })
    }
}

impl<'s> Profile<'s> {
    pub(crate) fn of(strand: &'s Strand, entities: &'s Entities) -> Self {
        let tellings = &strand.tellings;
        let filled = |pick: fn(&Event) -> &[Role]| -> Sorted<&'s str> {
            let roles = tellings.iter().flat_map(|telling| pick(&telling.event));
            roles
                .filter(|role| role.status != RoleStatus::Denied)
                .filter_map(|role| role.entity.as_deref())
                .flat_map(|entity| entities.lineage(entity))
                .collect()
        };
        let events = || tellings.iter().map(|telling| &telling.event);
        Profile {
            document: &strand.document,
            reach: Reach::of(strand),
            kinds: events().map(|event| event.kind).collect(),
            actors: filled(|event| &event.actors),
            recipients: filled(|event| &event.recipients),
            persons: events()
                .flat_map(|event| &event.recipients)
                .filter_map(|role| role.entity.as_deref())
                .filter(|id| entities.get(id).is_some_and(|entity| entity.kind == EntityKind::Person))
                .collect(),
            victims: events()
                .flat_map(|event| &event.recipients)
                .filter(|role| role.entity.is_none())
                .map(|role| role.name.as_str())
                .collect(),
            modes: events().flat_map(|event| event.modes.iter().map(String::as_str)).collect(),
            killed: events().filter_map(|event| event.toll.killed.as_ref()).map(|part| part.range).collect(),
            wounded: events().filter_map(|event| event.toll.wounded.as_ref()).map(|part| part.range).collect(),
            is_factual: tellings.iter().any(is_factual),
            origin: tellings.first().map(|telling| &*telling.origin).unwrap_or_default(),
        }
    }
}

/// Widest stretch of days that still tells which day, within a night or two.
pub(crate) const NARROW: i32 = 3;

impl Profile<'_> {
    /// Whether it tells which day and which town or province, so that others can be joined to it.
    pub(crate) fn is_anchored(&self) -> bool {
        let is_placed = self.reach.places.iter().any(|place| place.level < PlaceLevel::Country);
        is_placed && self.reach.is_dated && self.reach.days.is_some_and(|(from, to)| key::span(from, to) <= NARROW)
    }

    /// A digest of everything that is compared, without the document.
    pub(crate) fn shape(&self) -> Digest {
        let day = |digest: Digest, day: Date| digest.number(u64::from(key::ordinal(day).unsigned_abs()));
        let stretch = |digest, (from, to): (Date, Date)| day(day(digest, from), to);
        let range = |digest: Digest, range: &Range| {
            let bound = |bound: Option<f64>| bound.unwrap_or(-1.0).to_bits();
            digest.number(bound(range.low)).number(bound(range.high)).number(range.qualifier as u64)
        };
        let names =
            |digest: Digest, names: &Sorted<&str>| names.iter().fold(digest, |digest, name| digest.word(name)).end();
        let place = |digest: Digest, place: &&EventPlace| {
            let digest = digest.word(place.place.as_deref().unwrap_or_default()).word(&place.name);
            let digest = digest.word(place.country.as_deref().unwrap_or_default()).number(place.level as u64);
            place.chain.iter().fold(digest, |digest, held| digest.word(held)).end()
        };
        let mut digest = Digest::new().number(self.reach.family as u64);
        digest = self.kinds.iter().fold(digest, |digest, kind| digest.number(*kind as u64)).end();
        digest = self.reach.days.into_iter().chain(self.reach.other_days.iter().copied()).fold(digest, stretch).end();
        digest = self.reach.places.iter().fold(digest, place).end();
        for set in [&self.reach.countries, &self.actors, &self.recipients, &self.persons, &self.victims, &self.modes] {
            digest = names(digest, set);
        }
        digest = self.killed.iter().fold(digest, range).end();
        digest = self.wounded.iter().fold(digest, range).end();
        let Reach { is_dated, is_headline, days, .. } = &self.reach;
        let flags = [*is_dated, *is_headline, self.is_factual, days.is_some()];
        digest = flags.iter().fold(digest, |digest, flag| digest.number(u64::from(*flag)));
        digest = self.reach.published.into_iter().fold(digest, day).end();
        self.origin.iter().fold(digest, |digest, value| digest.number(*value))
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
fn other_days(tellings: &[Telling]) -> Sorted<(Date, Date)> {
    let told = tellings.iter().flat_map(|telling| &telling.event.when_alternatives);
    let days = told.filter_map(|when| when.interval).filter_map(|interval| Some((interval.from?, interval.to?)));
    days.filter(|(from, to)| from <= to && key::span(*from, *to) <= NARROW).collect()
}

/// The finest places told, whole countries last, the headline's before others.
fn places(tellings: &[Telling]) -> Vec<&EventPlace> {
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
    finest.into_iter().map(|(_, place)| place).collect()
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
