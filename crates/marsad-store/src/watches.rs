//! Watches and the outbox: what was told, what waits to be delivered. Nothing here decides what is worth telling.

use marsad_record::watch::{Channel, Delivery, DeliveryState, Notice, NoticeKind, Watch, WatchQuery};

use crate::code::{code, value};
use crate::engine::failure::Result;
use crate::engine::{Row, params};
use crate::error::Error;
use crate::store::Store;

type Found<T> = std::result::Result<T, Error>;

impl Store {
    /// Every watch that is kept, oldest first; those of one second by their names.
    pub fn watches(&self) -> Found<Vec<Watch>> {
        let sql = "SELECT * FROM watches WHERE removed IS NULL ORDER BY made, name, id";
        self.rows("listing watches", sql, &[], read_watch)
    }

    /// One watch that is kept.
    pub fn watch(&self, id: &str) -> Found<Option<Watch>> {
        let sql = "SELECT * FROM watches WHERE id = ?1 AND removed IS NULL";
        Ok(self.rows("looking for a watch", sql, params![id], read_watch)?.pop())
    }

    /// Keeps a new watch; `secret` signs what is posted.
    pub fn add_watch(&self, watch: &Watch, secret: Option<&str>, marker: &str) -> Found<()> {
        let query = &watch.query;
        self.write(
            "keeping a watch",
            "INSERT INTO watches (id, who, name, made, text, place, actor, kind, outlet, is_disputed, is_passing, killed,
               is_forecasts, webhook, is_inner, secret, mail, marker, removed)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, NULL)",
            params![
                watch.id,
                watch.who,
                watch.name,
                watch.made,
                query.text,
                query.place,
                query.actor,
                query.kind,
                query.outlet,
                i64::from(query.disputed),
                i64::from(query.passing),
                query.killed.map(i64::from),
                i64::from(query.forecasts),
                watch.webhook,
                i64::from(watch.is_inner),
                secret,
                watch.mail,
                marker
            ],
        )?;
        Ok(())
    }

    /// Lets a watch rest for ever; what waits to be delivered of it is dead.
    pub fn remove_watch(&self, id: &str, now: &str) -> Found<()> {
        self.write("removing a watch", "UPDATE watches SET removed = ?2 WHERE id = ?1", params![id, now])?;
        let (waiting, dead) = (state(DeliveryState::Waiting), state(DeliveryState::Dead));
        let sql = "UPDATE deliveries SET state = ?2, error = 'the watch was removed' WHERE watch = ?1 AND state = ?3";
        self.write("removing a watch", sql, params![id, dead, waiting])?;
        Ok(())
    }

    /// What signs the posts of a watch, and how far the record had come when it was last looked at.
    pub fn watch_place(&self, id: &str) -> Found<Option<(Option<String>, String)>> {
        let sql = "SELECT secret, marker FROM watches WHERE id = ?1 AND removed IS NULL";
        Ok(self
            .rows("looking for a watch", sql, params![id], |row| Ok((row.get("secret")?, row.get("marker")?)))?
            .pop())
    }

    /// Notes how far the record had come.
    pub fn mark_watch(&self, id: &str, marker: &str) -> Found<()> {
        self.write("marking a watch", "UPDATE watches SET marker = ?2 WHERE id = ?1", params![id, marker])?;
        Ok(())
    }

    /// How far the record has come: it is another word whenever an incident may have changed.
    pub fn progress(&self) -> Found<String> {
        // The highest rows are known without counting: what is made again gets new ones, unless it was the last, and then
        // a document, a decision or a take-down has come with it.
        let sql = "SELECT (SELECT coalesce(max(row), 0) FROM documents) AS documents,
                     (SELECT coalesce(max(row), 0) FROM strands) AS strands,
                     (SELECT coalesce(max(row), 0) FROM incidents) AS incidents,
                     (SELECT coalesce(max(row), 0) FROM decisions) AS decisions,
                     (SELECT coalesce(max(row), 0) FROM taken_down) AS gone";
        let rows = self.rows("looking how far the record has come", sql, &[], |row| {
            let highest = |name: &str| row.get::<i64>(name);
            Ok([
                highest("documents")?,
                highest("strands")?,
                highest("incidents")?,
                highest("decisions")?,
                highest("gone")?,
            ])
        })?;
        let rows = rows.first().copied().unwrap_or_default();
        Ok(rows.map(|row| row.to_string()).join("."))
    }

    /// What was last told of each subject of a watch.
    pub fn watch_states(&self, watch: &str) -> Found<Vec<(String, String)>> {
        let sql = "SELECT subject, state FROM watch_states WHERE watch = ?1";
        self.rows("reading what was told", sql, params![watch], |row| Ok((row.get("subject")?, row.get("state")?)))
    }

    /// Keeps what was told of a subject.
    pub fn keep_watch_state(&self, watch: &str, subject: &str, told: &str) -> Found<()> {
        let sql = "INSERT INTO watch_states (watch, subject, state) VALUES (?1, ?2, ?3)
                   ON CONFLICT (watch, subject) DO UPDATE SET state = excluded.state";
        self.write("keeping what was told", sql, params![watch, subject, told])?;
        Ok(())
    }

    /// Keeps a notice with a delivery for each channel.
    pub fn add_notice(&self, notice: &Notice, channels: &[Channel]) -> Found<()> {
        let sql = "INSERT INTO notices (row, id, watch, kind, subject, \"when\", title, before, after, quote, document)
                   SELECT coalesce(max(row), 0) + 1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 FROM notices";
        let Notice { id, watch, subject, when, title, before, after, quote, document, .. } = notice;
        let kind = code(NoticeKind::ALL, &notice.kind);
        self.write(
            "keeping a notice",
            sql,
            params![id, watch, kind, subject, when, title, before, after, quote, document],
        )?;
        for channel in channels {
            let sql = "INSERT INTO deliveries (notice, channel, watch, state, tries, next, error)
                       SELECT row, ?2, watch, ?3, 0, ?4, NULL FROM notices WHERE id = ?1";
            let channel = code(Channel::ALL, channel);
            self.write("keeping a delivery", sql, params![id, channel, state(DeliveryState::Waiting), when])?;
        }
        Ok(())
    }

    /// Notices of a watch, or of all, newest first, before a place in their order, at most `limit`.
    pub fn notices(&self, watch: Option<&str>, before: Option<i64>, limit: usize) -> Found<Vec<Notice>> {
        let sql = "SELECT * FROM notices WHERE (?1 IS NULL OR watch = ?1) AND (row < ?2 OR ?2 IS NULL)
                   ORDER BY row DESC LIMIT ?3";
        self.rows("listing notices", sql, params![watch, before, limit as i64], read_notice)
    }

    /// One notice by its place.
    pub fn notice_at(&self, row: i64) -> Found<Option<Notice>> {
        Ok(self.rows("looking for a notice", "SELECT * FROM notices WHERE row = ?1", params![row], read_notice)?.pop())
    }

    /// Deliveries of a watch that are in a state, in order, at most `limit`.
    pub fn deliveries(&self, watch: &str, wanted: DeliveryState, limit: usize) -> Found<Vec<Delivery>> {
        let sql = "SELECT * FROM deliveries WHERE watch = ?1 AND state = ?2 ORDER BY notice, channel LIMIT ?3";
        self.rows("listing deliveries", sql, params![watch, state(wanted), limit as i64], read_delivery)
    }

    /// How many deliveries of a watch are in each state, in the order of [`DeliveryState::ALL`].
    pub fn delivery_counts(&self, watch: &str) -> Found<Vec<usize>> {
        let sql = "SELECT state, count(*) AS n FROM deliveries WHERE watch = ?1 GROUP BY state";
        let found = self.rows("counting deliveries", sql, params![watch], |row| {
            Ok((row.get::<i64>("state")?, row.get::<i64>("n")?.unsigned_abs() as usize))
        })?;
        let count = |wanted: &DeliveryState| {
            found.iter().find(|(kept, _)| *kept == state(*wanted)).map_or(0, |(_, count)| *count)
        };
        Ok(DeliveryState::ALL.iter().map(count).collect())
    }

    /// How many notices a watch has.
    pub fn notice_count(&self, watch: &str) -> Found<usize> {
        let sql = "SELECT count(*) AS n FROM notices WHERE watch = ?1";
        let found = self.rows("counting notices", sql, params![watch], |row| row.get::<i64>("n"))?;
        Ok(found.first().map_or(0, |count| count.unsigned_abs() as usize))
    }

    /// What is to be delivered now: of each watch and channel the first that waits, so that the order holds.
    pub fn due_deliveries(&self, now: &str, limit: usize) -> Found<Vec<Delivery>> {
        let sql = "SELECT d.* FROM deliveries d WHERE d.state = ?1 AND d.next <= ?2 AND d.notice =
                     (SELECT min(e.notice) FROM deliveries e
                      WHERE e.watch = d.watch AND e.channel = d.channel AND e.state = ?1)
                   ORDER BY d.notice, d.channel LIMIT ?3";
        let waiting = state(DeliveryState::Waiting);
        self.rows("looking for what is due", sql, params![waiting, now, limit as i64], read_delivery)
    }

    /// Takes a delivery in hand until a moment; false where somebody else has it.
    pub fn lease_delivery(&self, delivery: &Delivery, until: &str) -> Found<bool> {
        let sql = "UPDATE deliveries SET next = ?4 WHERE notice = ?1 AND channel = ?2 AND state = ?3 AND next = ?5";
        let (channel, waiting) = (code(Channel::ALL, &delivery.channel), state(DeliveryState::Waiting));
        let changed = self.write(
            "taking a delivery in hand",
            sql,
            params![delivery.notice, channel, waiting, until, delivery.next],
        )?;
        Ok(changed > 0)
    }

    /// Keeps how far a delivery has come.
    pub fn keep_delivery(&self, delivery: &Delivery) -> Found<()> {
        let sql =
            "UPDATE deliveries SET state = ?3, tries = ?4, next = ?5, error = ?6 WHERE notice = ?1 AND channel = ?2";
        let Delivery { notice, channel, state: reached, tries, next, error, .. } = delivery;
        let (channel, reached) = (code(Channel::ALL, channel), state(*reached));
        let tries = i64::from(*tries);
        self.write("keeping a delivery", sql, params![notice, channel, reached, tries, next, error])?;
        Ok(())
    }
}

fn state(state: DeliveryState) -> i64 {
    code(DeliveryState::ALL, &state)
}

fn yes(row: &Row<'_>, column: &str) -> Result<bool> {
    Ok(row.get::<i64>(column)? != 0)
}

fn read_watch(row: &Row<'_>) -> Result<Watch> {
    Ok(Watch {
        id: row.get("id")?,
        who: row.get("who")?,
        name: row.get("name")?,
        made: row.get("made")?,
        query: WatchQuery {
            text: row.get("text")?,
            place: row.get("place")?,
            actor: row.get("actor")?,
            kind: row.get("kind")?,
            outlet: row.get("outlet")?,
            disputed: yes(row, "is_disputed")?,
            passing: yes(row, "is_passing")?,
            killed: row.get::<Option<i64>>("killed")?.and_then(|count| u32::try_from(count).ok()),
            forecasts: yes(row, "is_forecasts")?,
        },
        webhook: row.get("webhook")?,
        is_inner: yes(row, "is_inner")?,
        mail: row.get("mail")?,
    })
}

fn read_notice(row: &Row<'_>) -> Result<Notice> {
    Ok(Notice {
        row: row.get("row")?,
        id: row.get("id")?,
        watch: row.get("watch")?,
        kind: value(NoticeKind::ALL, row, "kind")?,
        subject: row.get("subject")?,
        when: row.get("when")?,
        title: row.get("title")?,
        before: row.get("before")?,
        after: row.get("after")?,
        quote: row.get("quote")?,
        document: row.get("document")?,
    })
}

fn read_delivery(row: &Row<'_>) -> Result<Delivery> {
    Ok(Delivery {
        notice: row.get("notice")?,
        watch: row.get("watch")?,
        channel: value(Channel::ALL, row, "channel")?,
        state: value(DeliveryState::ALL, row, "state")?,
        tries: u32::try_from(row.get::<i64>("tries")?).unwrap_or(u32::MAX),
        next: row.get("next")?,
        error: row.get("error")?,
    })
}
