//! Plain values in PostgreSQL's binary form, as the column asks for them.

use bytes::BytesMut;
use postgres::types::{FromSql, IsNull, ToSql, Type};

use crate::engine::failure::{Failure, Result};
use crate::engine::row::{Cells, Place};
use crate::engine::value::Value;

type Converted<T> = std::result::Result<T, Box<dyn std::error::Error + Sync + Send>>;

/// Writes a value as a column of that type has it; a text that holds U+0000, which PostgreSQL cannot keep, has U+001A
/// (the sign for "was something else") in its place, so that every other letter stays where it is.
pub(super) fn write(value: Value<'_>, kind: &Type, out: &mut Vec<u8>) -> Converted<bool> {
    match (value, kind) {
        (Value::Null, _) => return Ok(false),
        (Value::Integer(number), &Type::INT4) => out.extend(i32::try_from(number)?.to_be_bytes()),
        (Value::Integer(number), &Type::INT2) => out.extend(i16::try_from(number)?.to_be_bytes()),
        (Value::Integer(number), &Type::BOOL) => out.push(u8::from(number != 0)),
        (Value::Integer(number), &Type::FLOAT8) => out.extend((number as f64).to_be_bytes()),
        (Value::Integer(number), &Type::INT8) => out.extend(number.to_be_bytes()),
        (Value::Real(number), &Type::FLOAT8) => out.extend(number.to_be_bytes()),
        (Value::Text(words), &Type::TEXT | &Type::VARCHAR | &Type::NAME | &Type::UNKNOWN) => {
            out.extend(words.bytes().map(|byte| if byte == 0 { 0x1a } else { byte }));
        }
        (Value::Blob(bytes), &Type::BYTEA | &Type::TS_VECTOR) => out.extend(bytes),
        (value, kind) => return Err(format!("{value:?} is not of the type {kind}").into()),
    }
    Ok(true)
}

impl ToSql for Value<'_> {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Converted<IsNull> {
        let mut bytes = Vec::new();
        let is_there = write(*self, kind, &mut bytes)?;
        out.extend_from_slice(&bytes);
        Ok(if is_there { IsNull::No } else { IsNull::Yes })
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    postgres::types::to_sql_checked!();
}

impl<'v> FromSql<'v> for Value<'v> {
    fn from_sql(kind: &Type, bytes: &'v [u8]) -> Converted<Self> {
        Ok(match *kind {
            Type::INT8 => Value::Integer(i64::from_sql(kind, bytes)?),
            Type::INT4 => Value::Integer(i64::from(i32::from_sql(kind, bytes)?)),
            Type::INT2 => Value::Integer(i64::from(i16::from_sql(kind, bytes)?)),
            Type::BOOL => Value::Integer(i64::from(bool::from_sql(kind, bytes)?)),
            Type::FLOAT8 => Value::Real(f64::from_sql(kind, bytes)?),
            Type::BYTEA => Value::Blob(bytes),
            _ => Value::Text(<&str>::from_sql(&Type::TEXT, bytes)?),
        })
    }

    fn from_sql_null(_: &Type) -> Converted<Self> {
        Ok(Value::Null)
    }

    fn accepts(kind: &Type) -> bool {
        matches!(
            *kind,
            Type::INT8
                | Type::INT4
                | Type::INT2
                | Type::BOOL
                | Type::FLOAT8
                | Type::BYTEA
                | Type::TEXT
                | Type::VARCHAR
                | Type::NAME
        )
    }
}

impl Cells for postgres::Row {
    fn cell(&self, place: Place<'_>) -> Result<Value<'_>> {
        let cell = match place {
            Place::Number(number) => self.try_get(number),
            Place::Name(name) => self.try_get(name),
        };
        cell.map_err(Failure::Postgres)
    }
}
