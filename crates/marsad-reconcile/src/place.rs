//! How two places stand to one another: containment is agreement at another granularity, not a contradiction.

use marsad_record::place::{EventPlace, PlaceLevel};

/// How two places stand to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nearness {
    /// The same place, at that level.
    Same(PlaceLevel),
    /// One holds the other; the level is that of the wider one.
    Within(PlaceLevel),
    /// Two sites of one town or district.
    Beside,
    /// Nobody can tell: one is described in the text's own words and tied to no town.
    Unknown,
    /// Two towns of one province that is named like one of them: «Idlib» says either.
    Namesake,
    /// Two towns of one province.
    Neighbours,
    /// Two places of one country, neither in the other.
    Apart,
    /// Two countries.
    Abroad,
}

impl Nearness {
    /// Whether both can be true of one happening.
    pub(crate) fn is_compatible(self) -> bool {
        matches!(self, Nearness::Same(_) | Nearness::Within(_) | Nearness::Unknown)
    }
}

/// What is compared of a place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spot<'p> {
    pub place: Option<&'p str>,
    pub name: &'p str,
    pub country: Option<&'p str>,
    pub level: PlaceLevel,
    pub chain: &'p [String],
}

impl<'p> From<&'p EventPlace> for Spot<'p> {
    fn from(place: &'p EventPlace) -> Self {
        Spot {
            place: place.place.as_deref(),
            name: &place.name,
            country: place.country.as_deref(),
            level: place.level,
            chain: &place.chain,
        }
    }
}

/// How the two stand to one another.
pub(crate) fn nearness(one: Spot<'_>, other: Spot<'_>) -> Nearness {
    if one.place.is_some() && one.place == other.place {
        return Nearness::Same(one.level);
    }
    if let (Some(left), Some(right)) = (one.country, other.country)
        && left != right
    {
        return Nearness::Abroad;
    }
    let holds = |wide: Spot<'_>, fine: Spot<'_>| wide.place.is_some_and(|id| fine.chain.iter().any(|held| held == id));
    if holds(one, other) {
        return Nearness::Within(one.level);
    }
    if holds(other, one) {
        return Nearness::Within(other.level);
    }
    if one.name == other.name && (one.place.is_none() || other.place.is_none()) {
        return Nearness::Same(one.level.max(other.level));
    }
    if one.level == PlaceLevel::Country || other.level == PlaceLevel::Country {
        let same = one.country.is_some() && one.country == other.country;
        return if same { Nearness::Within(PlaceLevel::Country) } else { Nearness::Apart };
    }
    let is_site = |spot: Spot<'_>| spot.level == PlaceLevel::Site;
    if is_site(one) && is_site(other) && one.place.is_none() && other.place.is_none() {
        // Two descriptions in the texts' own words: «the air base of X», «X airport, hit by rockets».
        return if share_a_name(one.name, other.name) { Nearness::Within(PlaceLevel::Site) } else { Nearness::Unknown };
    }
    if is_adrift(one) || is_adrift(other) {
        return Nearness::Unknown;
    }
    if is_site(one) && is_site(other) && !one.chain.is_empty() && one.chain.first() == other.chain.first() {
        return Nearness::Beside;
    }
    let province = |spot: Spot<'_>| spot.chain.split_last().map(|(_, finer)| finer.to_vec()).unwrap_or_default();
    if is_named_like(one, other) || is_named_like(other, one) {
        return Nearness::Namesake;
    }
    let (left, right) = (province(one), province(other));
    if left.iter().any(|held| right.contains(held)) {
        return Nearness::Neighbours;
    }
    Nearness::Apart
}

/// Whether the one is the town from which a province of both has its name.
fn is_named_like(town: Spot<'_>, other: Spot<'_>) -> bool {
    let is_its_province = |held: &&String| held.strip_suffix(PROVINCE) == town.place;
    town.place.is_some()
        && town.chain.iter().find(is_its_province).is_some_and(|province| other.chain.contains(province))
}

/// What the id of a province ends with whose town has the same name.
const PROVINCE: &str = "-province";

/// Whether a described place is tied to nothing finer than a country.
fn is_adrift(spot: Spot<'_>) -> bool {
    spot.place.is_none() && spot.chain.len() < 2
}

/// Whether two descriptions share a word that can be a name: a long one after the first, which says what it is.
fn share_a_name(one: &str, other: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let long = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.chars().count() >= LONG);
        long.skip(1).map(str::to_owned).collect()
    };
    let (left, right) = (words(one), words(other));
    left.iter().any(|word| right.contains(word))
}

/// Letters from which a word of a description can be a name rather than a particle.
const LONG: usize = 4;
