//! One figure tells a happening from others where its day or its town are told otherwise: an article that recalls an
//! earlier happening («after the shooting in which 17 were killed») seldom says when it was, and of two articles on one
//! crash one names the town, the other the field.

use jiff::ToSpan;
use jiff::civil::Date;
use marsad_record::place::PlaceLevel;

use crate::alike::{self, LINK};
use crate::key;
use crate::profile::{NARROW, Profile, Reach};

/// From how many dead a figure tells one happening from others.
pub(crate) const MARKED: f64 = 10.0;
/// The same as a key.
const MARKED_FIGURE: u32 = 10;
/// From how many dead a figure is seldom met again.
const RARE: u32 = 100;
/// From how many dead a round figure of one day and country is hardly that of two happenings.
pub(crate) const MANY: u32 = 50;
/// For how many days an incident is recalled whose figure and place may be met again.
const FRESH: i32 = 62;
/// Points of figure and place from which it is recalled for ever.
const LASTING: f64 = 3.6;
/// Days after which what is told is an old happening, recalled by whoever tells it.
const OLD: i32 = 31;
/// Within how many days an article tells its news: a day further back is one that it means.
const RETOLD: i32 = 3;
/// Points of the town where it alone names an old happening.
const NAMED: f64 = 1.0;
/// Points taken from a telling that has a day of its own: that of the article, we suppose.
const OTHER_DAY: f64 = 0.7;

/// A figure as a key.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "cut off at the bounds")]
pub(crate) fn whole(dead: f64) -> u32 {
    dead as u32
}

/// How much it says in points that two tellings have one figure: round ones are met by chance, others hardly.
pub(crate) fn weight(figure: u32) -> f64 {
    match (is_round(figure), figure) {
        (true, RARE..) => 2.0,
        (true, MARKED_FIGURE..) => 1.5,
        (false, RARE..) => 3.0,
        (false, MARKED_FIGURE..) => 2.2,
        _ => 0.8,
    }
}

/// Whether it has one digit and then zeros.
fn is_round(figure: u32) -> bool {
    let mut digits = figure;
    while digits >= 10 && digits.is_multiple_of(10) {
        digits /= 10;
    }
    digits < 10
}

/// Whether two happenings of one day and country hardly share the figure.
fn is_telling(figure: u32) -> bool {
    figure >= MANY || figure >= MARKED_FIGURE && !is_round(figure)
}

impl Reach<'_> {
    /// Whether it may recall what happened before: without a day, or beside the news of its article and under its day.
    pub(crate) fn may_recall(&self) -> bool {
        let is_of_article = |published| match self.told_days() {
            Some((from, to)) => {
                !self.is_headline && key::span(from, to) <= NARROW && key::span(to, published) <= RETOLD
            }
            None => true,
        };
        !self.figures.is_empty() && self.published.is_some_and(is_of_article)
    }

    /// Whether it tells something long past.
    pub(crate) fn is_old(&self) -> bool {
        self.told_days().zip(self.published).is_some_and(|((from, _), told)| key::span(from, told) > OLD)
    }

    /// The town or site that it names first, by its id.
    pub(crate) fn town(&self) -> Option<&str> {
        self.places.first().filter(|place| place.level < PlaceLevel::Province)?.place.as_deref()
    }

    /// Under which town an old happening is kept, or looked for where one is only named.
    pub(crate) fn old_town(&self) -> Option<&str> {
        let is_recalling = self.may_recall() && !self.is_dated;
        self.town().filter(|_| !self.figures.is_empty() && (is_recalling || self.is_old()))
    }

    /// Whether it tells something long past, or a figure so rare that it can be recalled for ever.
    fn lasts(&self) -> bool {
        self.is_old() || self.figures.iter().any(|figure| *figure >= RARE && !is_round(*figure))
    }

    /// Its days, where it tells them.
    pub(crate) fn told_days(&self) -> Option<(Date, Date)> {
        self.days.filter(|_| self.is_dated)
    }

    /// The periods under which its figures are kept or looked for, as one that tells or one that recalls: months, and
    /// for ever. A telling is looked for in the months after it, what recalls looks back as far.
    pub(crate) fn seasons(&self, is_recalling: bool) -> (Vec<Date>, bool) {
        if is_recalling {
            (self.published.into_iter().collect(), true)
        } else {
            let ahead = |day: Date| [0, 1, 2].map(|months| day.checked_add(months.months()).unwrap_or(day));
            (self.told_days().map(|(from, _)| ahead(from)).into_iter().flatten().collect(), self.lasts())
        }
    }
}

impl Profile<'_> {
    /// Whether few tellings of what it recalls are enough: its figure is rare, or it names a place and no day.
    pub(crate) fn is_sure_recall(&self) -> bool {
        let is_rare = self.reach.figures.iter().any(|figure| *figure >= RARE && !is_round(*figure));
        is_rare || !self.reach.is_dated && self.reach.places.iter().any(|place| place.level < PlaceLevel::Country)
    }
}

/// How far the one could recall the happening that the other tells, or the other way round; `None` if neither can.
pub(crate) fn recalls(one: &Profile, other: &Profile) -> Option<f64> {
    let points = [(one, other), (other, one)].into_iter().filter_map(|(later, earlier)| points(later, earlier));
    points.reduce(f64::max).filter(|points| *points >= LINK)
}

fn points(later: &Profile, earlier: &Profile) -> Option<f64> {
    if !later.reach.may_recall() || earlier.reach.may_recall() || later.reach.family != earlier.reach.family {
        return None;
    }
    let figure = later.reach.figures.common(&earlier.reach.figures).map(|figure| weight(*figure)).reduce(f64::max);
    let figure = figure.or_else(|| names_the_old(later, earlier).then_some(NAMED))?;
    let place = alike::place_points(later, earlier)?;
    let (published, (from, to)) = (later.reach.published?, earlier.reach.told_days()?);
    let has_own_day = match later.reach.told_days() {
        Some((own, _)) if own <= to || key::span(to, own) <= 2 => return None,
        own => own.is_some(),
    };
    let lasts = earlier.reach.lasts() && figure + place.max(0.0) >= LASTING;
    if to > published || !lasts && key::span(from, published) > FRESH {
        return None;
    }
    let own_day = if has_own_day { OTHER_DAY } else { 0.0 };
    Some(figure + place + alike::actor_points(later, earlier) + alike::method_points(later, earlier) - own_day)
}

/// Whether the one names an old happening by its town alone, with a figure of its own: «Khan Shaykhun», of which one source
/// counts seventy dead and another eighty.
fn names_the_old(later: &Profile, earlier: &Profile) -> bool {
    let near =
        |figure: &u32| earlier.reach.figures.iter().any(|other| 4 * (*figure).max(*other) <= 5 * (*figure).min(*other));
    let is_named = !later.reach.is_dated && !later.reach.is_headline && earlier.reach.is_old();
    let town = later.reach.town();
    let is_done_alike = !later.modes.is_disjoint(&earlier.modes);
    is_named && is_done_alike && town.is_some() && town == earlier.reach.town() && later.reach.figures.iter().any(near)
}

/// Of two places in the list of profiles that a recall links, the one that recalls.
pub(crate) fn later(left: usize, right: usize, profiles: &[Profile<'_>]) -> usize {
    if profiles[left].reach.may_recall() { left } else { right }
}

/// A figure that both tell of something long past, on one day or in one month of two years: articles often give what is long
/// past a wrong year, a wrong country or none.
pub(crate) fn old_figure(one: &Profile, other: &Profile) -> Option<u32> {
    let (left, right) = (&one.reach, &other.reach);
    if !left.is_old() || !right.is_old() || one.document == other.document || one.kinds.is_disjoint(&other.kinds) {
        return None;
    }
    let figure = left.figures.common(&right.figures).copied().max()?;
    let ((from, to), (other_from, other_to)) = left.days.zip(right.days)?;
    let is_narrow = key::span(from, to).max(key::span(other_from, other_to)) <= NARROW;
    let is_one_day = is_narrow && key::span(from.max(other_from), to.min(other_to)) >= 0;
    let is_other_year = from.year() != other_from.year() && from.month() == other_from.month();
    let is_anywhere = left.countries.is_empty() || right.countries.is_empty();
    let is_there = is_anywhere || !left.countries.is_disjoint(&right.countries);
    let could_be = is_one_day || is_there && is_other_year && is_telling(figure);
    (could_be && alike::place_points(one, other).is_some()).then_some(figure)
}

/// A figure of both that two happenings of one day would hardly share in one country or by one doer; their towns may differ.
pub(crate) fn twin_figure(one: &Profile, other: &Profile) -> Option<u32> {
    let figure = one.reach.figures.common(&other.reach.figures).copied().filter(|figure| is_telling(*figure)).max()?;
    let ((from, to), (other_from, other_to)) = one.reach.days.zip(other.reach.days)?;
    let is_one_day = key::span(from.max(other_from), to.min(other_to)) >= 0;
    let is_one_kind = one.reach.family == other.reach.family && !one.kinds.is_disjoint(&other.kinds);
    let is_by_one = !one.actors.is_disjoint(&other.actors) || !one.recipients.is_disjoint(&other.recipients);
    let could_be = if one.reach.countries.is_disjoint(&other.reach.countries) {
        is_one_day && is_by_one
    } else {
        is_one_day || alike::meets_otherwise(one, other)
    };
    (could_be && is_one_kind && one.document != other.document).then_some(figure)
}
