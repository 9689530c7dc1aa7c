//! A database brought up to date.

use postgres::{Client, GenericClient};

use crate::engine::postgres::engine::LOCK;
use crate::engine::seam::Opening;
use crate::engine::sqlite;
use crate::error::Error;
use crate::location::Location;

/// Migrations in order, of the same numbers as those of SQLite; the table `marsad` counts those a database has.
const MIGRATIONS: &[&str] = &[
    include_str!("../../schema/postgres/0001.sql"),
    include_str!("../../schema/postgres/0002.sql"),
    include_str!("../../schema/postgres/0003.sql"),
    include_str!("../../schema/postgres/0004.sql"),
    include_str!("../../schema/postgres/0005.sql"),
    include_str!("../../schema/postgres/0006.sql"),
    include_str!("../../schema/postgres/0007.sql"),
    include_str!("../../schema/postgres/0008.sql"),
    include_str!("../../schema/postgres/0009.sql"),
    include_str!("../../schema/postgres/0010.sql"),
    include_str!("../../schema/postgres/0011.sql"),
    include_str!("../../schema/postgres/0012.sql"),
    include_str!("../../schema/postgres/0013.sql"),
];
const _: () = assert!(MIGRATIONS.len() == sqlite::MIGRATIONS.len(), "both engines have the same migrations");

/// One makes or changes tables at a time in each database; the number is that of [`LOCK`].
const MAKING: &str = "SELECT pg_advisory_xact_lock(1297240900, 0)";

/// Makes the tables where there are none, and adds what a newer Marsad needs.
pub(super) fn migrate(client: &mut Client, location: &Location, opening: Opening) -> Result<(), Error> {
    let failed = |cause: postgres::Error| Error::database(location, "bringing the database up to date", cause.into());
    let before = version(client).map_err(failed)?;
    match before {
        Some(version) if version == MIGRATIONS.len() as i64 => return Ok(()),
        None if opening == Opening::Existing => return Err(Error::Absent { location: location.clone() }),
        _ => {}
    }
    let mut transaction = client.transaction().map_err(failed)?;
    transaction.batch_execute(MAKING).map_err(failed)?;
    if opening == Opening::OrMade {
        make_schema(&mut transaction).map_err(failed)?;
    }
    transaction.batch_execute(LOCK).map_err(failed)?;
    // Another connection may have done it while this one waited.
    let had = version(&mut transaction).map_err(failed)?;
    if had.is_none() && !is_empty(&mut transaction).map_err(failed)? {
        let reason = "it holds another program's tables".to_owned();
        return Err(Error::Foreign { location: location.clone(), reason });
    }
    let had = had.unwrap_or_default();
    if had > MIGRATIONS.len() as i64 {
        return Err(Error::Newer { location: location.clone(), version: had });
    }
    for migration in MIGRATIONS.iter().skip(had.unsigned_abs() as usize) {
        transaction.batch_execute(migration).map_err(failed)?;
    }
    compare_by_bytes(&mut transaction).map_err(failed)?;
    let now = format!("UPDATE marsad SET version = {}", MIGRATIONS.len());
    transaction.batch_execute(&now).and_then(|()| transaction.commit()).map_err(failed)
}

fn version(client: &mut impl GenericClient) -> Result<Option<i64>, postgres::Error> {
    if client.query_one("SELECT to_regclass('marsad') IS NULL", &[])?.get(0) {
        return Ok(None);
    }
    Ok(client.query_opt("SELECT version FROM marsad", &[])?.map(|row| row.get(0)))
}

/// Makes the schema that the address names (`?options=-csearch_path%3Dname`) where it is not there.
fn make_schema(client: &mut impl GenericClient) -> Result<(), postgres::Error> {
    let sql = "SELECT CASE name WHEN '$user' THEN current_user ELSE name END
               FROM (SELECT trim(both '\" ' from split_part(current_setting('search_path'), ',', 1)) AS name) AS first
               WHERE current_schema() IS NULL";
    match client.query_opt(sql, &[])? {
        Some(row) => {
            let name: String = row.get(0);
            client.batch_execute(&format!("CREATE SCHEMA IF NOT EXISTS \"{}\"", name.replace('"', "\"\"")))
        }
        None => Ok(()),
    }
}

fn is_empty(client: &mut impl GenericClient) -> Result<bool, postgres::Error> {
    let sql = "SELECT NOT EXISTS (SELECT 1 FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f')
                 AND relnamespace = current_schema()::regnamespace)";
    Ok(client.query_one(sql, &[])?.get(0))
}

/// Makes every column of text sort by its bytes, whatever the database's language: the record is the same on all desks.
fn compare_by_bytes(client: &mut impl GenericClient) -> Result<(), postgres::Error> {
    let sql = "SELECT format('ALTER TABLE %s %s', CAST(c.oid AS regclass),
                 string_agg(format('ALTER COLUMN %I TYPE text COLLATE \"C\"', a.attname), ', '))
               FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
               WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND a.attnum > 0
                 AND NOT a.attisdropped AND a.atttypid = 'text'::regtype
                 AND a.attcollation <> (SELECT oid FROM pg_collation WHERE collname = 'C')
               GROUP BY c.oid";
    let changes: Vec<String> = client.query(sql, &[])?.iter().map(|row| row.get(0)).collect();
    client.batch_execute(&changes.join(";"))
}
