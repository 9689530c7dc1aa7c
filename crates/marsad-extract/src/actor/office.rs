//! Who holds an office of a country on a day, and which army, court or government is a country's.

use std::collections::BTreeMap;

use jiff::civil::Date;
use marsad_lexicon::Lexicon;

/// One actor of a class in a country, with the time it held.
#[derive(Debug, Clone)]
struct Holder {
    id: String,
    from: String,
    to: String,
    is_person: bool,
}

/// The actors of each class in each country.
#[derive(Debug, Default)]
pub(super) struct Offices {
    by_class: BTreeMap<(String, String), Vec<Holder>>,
}

impl Offices {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let mut by_class: BTreeMap<(String, String), Vec<Holder>> = BTreeMap::new();
        for row in lexicon.table("world/actors").rows() {
            let (class, country) = (row.get("class"), row.get("country"));
            if class.is_empty() || country.is_empty() {
                continue;
            }
            by_class.entry((class.to_owned(), country.to_owned())).or_default().push(Holder {
                id: row.id().to_owned(),
                from: row.get("from").to_owned(),
                to: row.get("to").to_owned(),
                is_person: row.get("kind") == "person",
            });
        }
        Self { by_class }
    }

    /// The one actor of the first class that a country has, on a day: of persons who held the office then, of
    /// institutions the one that bears the country's name.
    pub(super) fn holder<'o>(
        &'o self,
        classes: &[&str],
        country: &str,
        state: &str,
        day: Option<Date>,
    ) -> Option<&'o str> {
        for class in classes {
            let Some(holders) = self.by_class.get(&((*class).to_owned(), country.to_owned())) else { continue };
            let named = format!("{state}-{class}");
            if let Some(own) = holders.iter().find(|holder| holder.id == named) {
                return Some(&own.id);
            }
            let held = |holder: &&Holder| match day {
                Some(day) => {
                    let day = day.to_string();
                    let starts =
                        holder.from.is_empty() || day.get(..holder.from.len()).unwrap_or(&day) >= &*holder.from;
                    let ends = holder.to.is_empty() || day.get(..holder.to.len()).unwrap_or(&day) <= &*holder.to;
                    starts && ends
                }
                None => !holder.is_person,
            };
            let mut then: Vec<&Holder> = holders.iter().filter(held).collect();
            // In the month of a handover the newer one holds it.
            then.sort_by(|one, other| other.from.cmp(&one.from));
            match then.as_slice() {
                [only] => return Some(&only.id),
                [newest, next, ..] if newest.is_person && newest.from != next.from => return Some(&newest.id),
                _ => {}
            }
        }
        None
    }
}
