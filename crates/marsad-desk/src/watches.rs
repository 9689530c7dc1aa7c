//! Watches: saved queries, and what is worth telling of what answers them.
//!
//! What a watch has told is kept beside it, so that each thing is told once: something new, another toll, a contradiction
//! that was none before, a forecast whose time is over. What was there when the watch was made is not told.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;
use marsad_record::incident::{Incident, Spread};
use marsad_record::reported::ClaimRef;
use marsad_record::watch::{Channel, Delivery, DeliveryState, Notice, NoticeKind, Watch, WatchQuery};
use marsad_store::{IncidentMark, IncidentQuery};

use crate::accounts::{iso, secret};
use crate::desk::Desk;
use crate::error::Error;
use crate::incidents::{IncidentFilter, IncidentPage};
use crate::ledger::{ForecastFilter, Known, Standing};

/// The most that one look tells of one watch; the rest is told by the next.
const MOST: usize = 200;
/// The longest name of a watch, in characters.
const NAME: usize = 200;
/// How many days back a preview looks.
const PREVIEW: i64 = 30;

/// A watch that is to be made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewWatch {
    /// Its name.
    pub name: String,
    /// What it looks for.
    pub query: WatchQuery,
    /// Where notices are posted.
    pub webhook: Option<String>,
    /// Whether that may be a machine of an inner network.
    pub is_inner: bool,
    /// To whom notices are mailed.
    pub mail: Option<String>,
}

/// A watch with how far its notices have come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchRow {
    /// The watch.
    pub watch: Watch,
    /// How many notices it has.
    pub notices: usize,
    /// When the last one was made.
    pub last: Option<String>,
    /// How many deliveries wait, have arrived, are dead.
    pub deliveries: Vec<usize>,
    /// Those that wait after a failure, or are dead: the first few.
    pub troubled: Vec<Delivery>,
}

/// What a watch would have told of the last days.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// The first day.
    pub from: String,
    /// The last day: the latest on which something was published.
    pub to: String,
    /// What would have been told, latest first.
    pub page: IncidentPage,
}

impl Desk {
    /// Makes a watch. The secret that signs its posts is told here and nowhere else.
    pub fn add_watch(&self, by: &str, new: NewWatch, now: i64) -> Result<(Watch, Option<String>), Error> {
        let name: String = new.name.trim().chars().filter(|letter| !letter.is_control()).collect();
        if name.is_empty() || name.chars().count() > NAME {
            return Err(Error::question("name", format!("a watch has a name of 1 to {NAME} characters")));
        }
        if let Some(address) = &new.webhook
            && !(address.starts_with("https://") || address.starts_with("http://"))
        {
            return Err(Error::question("webhook", format!("`{address}` is no http or https address")));
        }
        if let Some(address) = &new.mail
            && !is_mail(address)
        {
            return Err(Error::question("mail", format!("`{address}` is no mail address")));
        }
        self.watch_filter(&new.query)?;
        let watch = Watch {
            id: format!("w{}", &secret()?[..12]),
            who: by.to_owned(),
            name,
            made: iso(now),
            query: new.query,
            webhook: new.webhook,
            is_inner: new.is_inner,
            mail: new.mail,
        };
        let signing = watch.webhook.as_ref().map(|_| secret()).transpose()?;
        let known = self.found(&watch, now)?;
        self.store.together(|store| {
            store.add_watch(&watch, signing.as_deref(), &marker(&known.progress, now))?;
            for (subject, state) in &known.states {
                store.keep_watch_state(&watch.id, subject, state)?;
            }
            Ok::<_, Error>(())
        })?;
        Ok((watch, signing))
    }

    /// One watch.
    pub fn watch(&self, id: &str) -> Result<Option<Watch>, Error> {
        Ok(self.store.watch(id)?)
    }

    /// What signs the posts of a watch.
    pub fn watch_secret(&self, id: &str) -> Result<Option<String>, Error> {
        Ok(self.store.watch_place(id)?.and_then(|(secret, _)| secret))
    }

    /// Every watch, oldest first, with how far its notices have come.
    pub fn watches(&self) -> Result<Vec<WatchRow>, Error> {
        let row = |watch: Watch| {
            let waiting = self.store.deliveries(&watch.id, DeliveryState::Waiting, 20)?;
            let mut troubled = self.store.deliveries(&watch.id, DeliveryState::Dead, 20)?;
            troubled.extend(waiting.into_iter().filter(|delivery| delivery.error.is_some()));
            Ok(WatchRow {
                notices: self.store.notice_count(&watch.id)?,
                last: self.store.notices(Some(&watch.id), None, 1)?.pop().map(|notice| notice.when),
                deliveries: self.store.delivery_counts(&watch.id)?,
                troubled,
                watch,
            })
        };
        self.store.watches()?.into_iter().map(row).collect()
    }

    /// Lets a watch rest for ever.
    pub fn remove_watch(&self, id: &str, now: i64) -> Result<Watch, Error> {
        let found = self.store.watch(id)?;
        let watch = found.ok_or_else(|| Error::question("watch", format!("there is no watch `{id}`")))?;
        self.store.together(|store| store.remove_watch(id, &iso(now)))?;
        Ok(watch)
    }

    /// Notices of a watch or of all, newest first, before a place in their order.
    pub fn notices(&self, watch: Option<&str>, before: Option<i64>, limit: usize) -> Result<Vec<Notice>, Error> {
        Ok(self.store.notices(watch, before, limit)?)
    }

    /// One notice.
    pub fn notice_at(&self, row: i64) -> Result<Option<Notice>, Error> {
        Ok(self.store.notice_at(row)?)
    }

    /// What would have been told of the last thirty days in which something was published.
    pub fn watch_preview(&self, query: &WatchQuery, now: i64, limit: usize) -> Result<Preview, Error> {
        let today = iso(now).chars().take(10).collect::<String>();
        let latest = self.store.latest_day()?.unwrap_or_else(|| today.clone());
        let to = latest.min(today);
        let from = to.parse::<Date>().ok().and_then(|day| day.checked_sub(PREVIEW.days()).ok());
        let from = from.map_or_else(|| to.clone(), |day| day.to_string());
        let filter = self.watch_filter(query)?;
        let page =
            self.incidents(&IncidentFilter { from: Some(from.clone()), to: Some(to.clone()), limit, ..filter })?;
        Ok(Preview { from, to, page })
    }

    /// Looks whether there is something to tell, and puts it in the outbox; how many notices that were.
    pub fn check_watches(&self, now: i64) -> Result<usize, Error> {
        let mut told = 0;
        for watch in self.store.watches()? {
            told += self.check_watch(&watch, now)?;
        }
        Ok(told)
    }

    /// Puts a notice in the outbox that tells nothing but that it arrives.
    pub fn test_watch(&self, id: &str, now: i64) -> Result<Notice, Error> {
        let found = self.store.watch(id)?;
        let watch = found.ok_or_else(|| Error::question("watch", format!("there is no watch `{id}`")))?;
        let notice = Notice { title: watch.name.clone(), ..notice(&watch, NoticeKind::Test, "test", now)? };
        self.store.together(|store| store.add_notice(&notice, &channels(&watch)))?;
        let kept = self.store.notices(Some(id), None, 1)?.pop();
        Ok(kept.unwrap_or(notice))
    }

    /// Deliveries of a watch that are in a state: the first hundred.
    pub fn deliveries_of(&self, watch: &str, state: DeliveryState) -> Result<Vec<Delivery>, Error> {
        Ok(self.store.deliveries(watch, state, 100)?)
    }

    /// The words of notices in the language of a watch's name: who names it in Arabic reads Arabic.
    pub fn notice_words(&self, watch: &Watch) -> BTreeMap<String, String> {
        let first = watch.name.chars().find(|letter| letter.is_alphabetic());
        self.labels(if first.is_some_and(marsad_lexicon::is_arabic_letter) { "ar" } else { "en" })
    }

    /// What is to be delivered now, in order.
    pub fn due_deliveries(&self, now: i64, limit: usize) -> Result<Vec<Delivery>, Error> {
        Ok(self.store.due_deliveries(&iso(now), limit)?)
    }

    /// Takes a delivery in hand for some seconds; false where somebody else has it.
    pub fn lease_delivery(&self, delivery: &Delivery, now: i64, seconds: i64) -> Result<bool, Error> {
        Ok(self.store.lease_delivery(delivery, &iso(now + seconds))?)
    }

    /// Notes that a delivery has arrived.
    pub fn delivered(&self, delivery: &Delivery, now: i64) -> Result<(), Error> {
        let kept = Delivery {
            state: DeliveryState::Delivered,
            tries: delivery.tries.saturating_add(1),
            next: iso(now),
            error: None,
            ..delivery.clone()
        };
        Ok(self.store.keep_delivery(&kept)?)
    }

    /// Notes that a delivery has failed: it is tried again after `wait` seconds, or is dead where there is no such time.
    pub fn not_delivered(&self, delivery: &Delivery, why: &str, wait: Option<i64>, now: i64) -> Result<(), Error> {
        let kept = Delivery {
            state: if wait.is_some() { DeliveryState::Waiting } else { DeliveryState::Dead },
            tries: delivery.tries.saturating_add(1),
            next: iso(now + wait.unwrap_or(0)),
            error: Some(why.chars().take(400).collect()),
            ..delivery.clone()
        };
        Ok(self.store.keep_delivery(&kept)?)
    }

    fn check_watch(&self, watch: &Watch, now: i64) -> Result<usize, Error> {
        let Some((_, kept)) = self.store.watch_place(&watch.id)? else { return Ok(0) };
        if kept == marker(&self.store.progress()?, now) {
            return Ok(0);
        }
        let found = self.found(watch, now)?;
        let told: BTreeMap<String, String> = self.store.watch_states(&watch.id)?.into_iter().collect();
        let mut fresh = Vec::new();
        for (subject, state) in &found.states {
            if fresh.len() >= MOST {
                break;
            }
            if told.get(subject) != Some(state) {
                let news = self.news(watch, subject, state, &told, now)?;
                fresh.push((subject, state, news));
            }
        }
        // Where more is to be told, the next look begins here again.
        let is_all = fresh.len() < MOST;
        let count = fresh.iter().map(|(_, _, news)| news.len()).sum();
        self.store.together(|store| {
            // Somebody else may have looked meanwhile: then there is nothing left to tell.
            if store.watch_place(&watch.id)?.is_none_or(|(_, marker)| marker != kept) {
                return Ok::<_, Error>(0);
            }
            for (subject, state, news) in &fresh {
                store.keep_watch_state(&watch.id, subject, state)?;
                for notice in news {
                    store.add_notice(notice, &channels(watch))?;
                }
            }
            let reached = if is_all { marker(&found.progress, now) } else { format!("{kept}+") };
            store.mark_watch(&watch.id, &reached)?;
            Ok(count)
        })
    }

    /// What answers a watch now, each with what there is to tell of it.
    fn found(&self, watch: &Watch, now: i64) -> Result<Found, Error> {
        // Asked first: what lands while we look is looked at again.
        let progress = self.store.progress()?;
        let states = if watch.query.forecasts {
            self.due_states(&watch.query, now)?
        } else {
            let query = self.watch_incidents(&watch.query)?;
            self.store.incident_marks(&query)?.into_iter().map(|mark| (mark.id.clone(), state(&mark))).collect()
        };
        Ok(Found { progress, states })
    }

    fn due_states(&self, query: &WatchQuery, now: i64) -> Result<Vec<(String, String)>, Error> {
        let today: String = iso(now).chars().take(10).collect();
        let actors: Option<BTreeSet<String>> = query.actor.as_deref().map(|name| self.ids(name));
        let outlets: Option<BTreeSet<String>> = query.outlet.as_deref().map(|name| self.ids(name));
        let words: Vec<String> = query.text.iter().flat_map(|text| self.folded_words(text)).collect();
        let mut states = Vec::new();
        let ledger = ForecastFilter { now: today, ..ForecastFilter::default() };
        for due in self.undecided_due(&ledger)? {
            let subject = format!("{}/{}", due.head.document, due.head.forecast.claim);
            let to = due.head.forecast.to.clone().unwrap_or_default();
            if actors.is_none() && outlets.is_none() && words.is_empty() {
                states.push((subject, to));
                continue;
            }
            let Some(row) = self.store.claim(&due.head.document, &due.head.forecast.claim)? else { continue };
            let names =
                row.claim.about.iter().chain(row.claim.attribution.iter().filter_map(|link| link.entity.as_ref()));
            let is_theirs = actors.as_ref().is_none_or(|ids| names.into_iter().any(|name| ids.contains(name)));
            let is_outlets =
                outlets.as_ref().is_none_or(|ids| row.outlet.as_ref().is_some_and(|name| ids.contains(name)));
            let quote = self.lexicon.fold(&row.quote);
            if is_theirs && is_outlets && words.iter().all(|word| quote.contains(word.as_str())) {
                states.push((subject, to));
            }
        }
        Ok(states)
    }

    /// What there is to tell of a subject whose state is not the one that was told.
    fn news(
        &self,
        watch: &Watch,
        subject: &str,
        state: &str,
        told: &BTreeMap<String, String>,
        now: i64,
    ) -> Result<Vec<Notice>, Error> {
        if watch.query.forecasts {
            return Ok(vec![self.due_notice(watch, subject, state, now)?]);
        }
        let Some(incident) = self.store.incident(subject)? else { return Ok(Vec::new()) };
        // What two incidents told before they were found to be one is told.
        let before = told.get(subject).or_else(|| incident.former.iter().find_map(|former| told.get(former)));
        let Some(before) = before else {
            let after = part(state, 0).to_owned();
            return Ok(vec![self.incident_notice(watch, NoticeKind::Match, &incident, None, Some(after), now)?]);
        };
        let mut news = Vec::new();
        if part(before, 0) != part(state, 0) {
            let (before, after) = (part(before, 0).to_owned(), part(state, 0).to_owned());
            news.push(self.incident_notice(watch, NoticeKind::Toll, &incident, Some(before), Some(after), now)?);
        }
        let known: BTreeSet<&str> = part(before, 1).split(' ').collect();
        let fresh: Vec<&str> =
            part(state, 1).split(' ').filter(|one| !one.is_empty() && !known.contains(one)).collect();
        if !fresh.is_empty() {
            let after = Some(fresh.join(" "));
            news.push(self.incident_notice(watch, NoticeKind::Contradiction, &incident, None, after, now)?);
        }
        Ok(news)
    }

    fn incident_notice(
        &self,
        watch: &Watch,
        kind: NoticeKind,
        incident: &Incident,
        before: Option<String>,
        after: Option<String>,
        now: i64,
    ) -> Result<Notice, Error> {
        let killed = incident.facts.killed.reported.sides.iter().flat_map(|side| &side.claims);
        let mut claims = killed.chain(&incident.claims);
        let quote = claims.next().map(|claim| self.claim(claim)).transpose()?.flatten();
        // Title and words are of one document: they go together if it is taken down.
        let first = incident.headline_of.last().or(incident.documents.last());
        let document = quote.as_ref().map(|row| &row.document).or(first);
        let head = document.map(|id| self.store.document_head(id)).transpose()?.flatten();
        Ok(Notice {
            title: head.and_then(|head| head.title).unwrap_or_default(),
            before,
            after,
            document: document.cloned(),
            quote: quote.as_ref().map(|row| row.quote.clone()).unwrap_or_default(),
            ..notice(watch, kind, &incident.id, now)?
        })
    }

    fn due_notice(&self, watch: &Watch, subject: &str, to: &str, now: i64) -> Result<Notice, Error> {
        let (document, claim) = subject.rsplit_once('/').unwrap_or((subject, ""));
        let head = self.store.document_head(document)?;
        let reference = ClaimRef { document: document.to_owned(), claim: claim.to_owned() };
        Ok(Notice {
            title: head.and_then(|head| head.title).unwrap_or_default(),
            after: Some(self.due_words(&reference, to, now)?),
            quote: self.claim(&reference)?.map(|row| row.quote).unwrap_or_default(),
            document: Some(document.to_owned()),
            ..notice(watch, NoticeKind::ForecastDue, subject, now)?
        })
    }

    /// The day a forecast was due, and what the ledger proposes of it.
    fn due_words(&self, claim: &ClaimRef, to: &str, now: i64) -> Result<String, Error> {
        let filter = ForecastFilter { now: iso(now).chars().take(10).collect(), ..ForecastFilter::default() };
        let standing = self.standing_forecasts(&filter, Some(claim.document.clone()))?;
        let is_it =
            |one: &Standing| one.head.forecast.claim == claim.claim && one.head.forecast.to.as_deref() == Some(to);
        let Some(one) = standing.into_iter().find(is_it) else { return Ok(to.to_owned()) };
        let entry = self.ledger_entry(one, filter.today()?, &mut Known::default())?;
        let proposal = entry.and_then(|entry| entry.proposal);
        Ok(proposal.map_or_else(|| to.to_owned(), |told| format!("{to} ({}: {})", told.fate, told.ground)))
    }

    fn watch_filter(&self, query: &WatchQuery) -> Result<IncidentFilter, Error> {
        let filter = IncidentFilter {
            place: query.place.clone(),
            actor: query.actor.clone(),
            kind: query.kind.clone(),
            disputed: query.disputed,
            headlines: !query.passing,
            text: query.text.clone(),
            outlet: query.outlet.clone(),
            killed: query.killed,
            ..IncidentFilter::default()
        };
        self.incident_query(&filter)?;
        Ok(filter)
    }

    fn watch_incidents(&self, query: &WatchQuery) -> Result<IncidentQuery, Error> {
        self.incident_query(&self.watch_filter(query)?)
    }

    fn ids(&self, name: &str) -> BTreeSet<String> {
        self.actor_ids(name).into_iter().collect()
    }

    fn folded_words(&self, text: &str) -> Vec<String> {
        let folded = self.lexicon.fold(text);
        let words = folded.split(|letter: char| !letter.is_alphanumeric());
        words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
    }
}

/// What answers a watch, and how far the record had come.
struct Found {
    progress: String,
    states: Vec<(String, String)>,
}

/// How far the record had come, and the day: a forecast is due when its day is over.
fn marker(progress: &str, now: i64) -> String {
    format!("{progress} {}", iso(now).chars().take(10).collect::<String>())
}

/// What there is to tell of an incident: its toll, and what the outlets disagree on.
fn state(mark: &IncidentMark) -> String {
    let toll = |name: &str, spread: &Spread| {
        let number = |value: Option<f64>| value.map_or_else(|| "?".to_owned(), |value| value.to_string());
        let (low, high) = (number(spread.low), number(spread.high));
        if low == high { format!("{name} {low}") } else { format!("{name} {low}-{high}") }
    };
    let killed = mark.killed.as_ref().map(|spread| toll("killed", spread));
    let wounded = mark.wounded.as_ref().map(|spread| toll("wounded", spread));
    let tolls: Vec<String> = killed.into_iter().chain(wounded).collect();
    format!("{}|{}", tolls.join(", "), mark.contradictions.join(" "))
}

fn part(state: &str, place: usize) -> &str {
    state.split('|').nth(place).unwrap_or_default()
}

fn notice(watch: &Watch, kind: NoticeKind, subject: &str, now: i64) -> Result<Notice, Error> {
    Ok(Notice {
        row: 0,
        id: uuid(&secret()?),
        watch: watch.id.clone(),
        kind,
        subject: subject.to_owned(),
        when: iso(now),
        title: String::new(),
        before: None,
        after: None,
        quote: String::new(),
        document: None,
    })
}

/// A random UUID (RFC 9562, version 4) of hexadecimal digits of chance.
fn uuid(chance: &str) -> String {
    format!("{}-{}-4{}-8{}-{}", &chance[..8], &chance[8..12], &chance[13..16], &chance[17..20], &chance[20..32])
}

fn channels(watch: &Watch) -> Vec<Channel> {
    let webhook = watch.webhook.as_ref().map(|_| Channel::Webhook);
    webhook.into_iter().chain(watch.mail.as_ref().map(|_| Channel::Mail)).collect()
}

/// One name, one @, one host, and nothing that could end a line of the letter.
fn is_mail(address: &str) -> bool {
    let is_plain =
        !address.chars().any(|letter| letter.is_whitespace() || letter.is_control() || "<>,;\"".contains(letter));
    let parts = address.split_once('@');
    is_plain
        && address.len() <= 254
        && parts.is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'))
}

#[cfg(test)]
mod tests {
    use marsad_record::incident::Spread;
    use marsad_store::IncidentMark;

    use super::{is_mail, part, state, uuid};

    #[test]
    fn what_is_told_of_an_incident_is_its_toll_and_its_contradictions() {
        let spread = |low, high| Spread { low: Some(low), best: None, high: Some(high), rule: "told".to_owned() };
        let mark = IncidentMark {
            id: "i".to_owned(),
            killed: Some(spread(10.0, 12.0)),
            wounded: Some(spread(3.0, 3.0)),
            contradictions: vec!["date:date".to_owned(), "killed:toll".to_owned()],
        };
        let told = state(&mark);
        assert_eq!((part(&told, 0), part(&told, 1)), ("killed 10-12, wounded 3", "date:date killed:toll"));
    }

    #[test]
    fn a_mail_address_cannot_bring_another_line_or_another_address() {
        assert!(is_mail("desk@example.org") && is_mail("مكتب@example.org"));
        for odd in ["", "desk", "@example.org", "a@b\r\nBcc: c@d", "a@b,c@d", "a b@c", "<a@b>", "a@b@c"] {
            assert!(!is_mail(odd), "{odd:?}");
        }
    }

    #[test]
    fn an_id_is_a_uuid() {
        assert_eq!(uuid(&"0123456789abcdef".repeat(4)), "01234567-89ab-4def-8123-456789abcdef");
    }
}
