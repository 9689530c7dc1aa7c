//! Plain values on their way into a statement, and out of a row.

/// One value as both databases know it: truths are the integers 0 and 1, times are text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Value<'v> {
    /// Nothing.
    Null,
    /// A number without a fraction, or a truth.
    Integer(i64),
    /// A number with a fraction.
    Real(f64),
    /// Words.
    Text(&'v str),
    /// Bytes.
    Blob(&'v [u8]),
}

/// What can stand in a statement.
pub(crate) trait Bind {
    /// The value.
    fn bind(&self) -> Value<'_>;
}

/// What can be read out of a row.
pub(crate) trait Column<'v>: Sized {
    /// The value as this type, if it is one.
    fn read(value: Value<'v>) -> Option<Self>;
}

/// The values of a statement, in order.
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::engine::value::Bind::bind(&$value)),*] };
}
pub(crate) use params;

impl Bind for Value<'_> {
    fn bind(&self) -> Value<'_> {
        *self
    }
}

impl Bind for i64 {
    fn bind(&self) -> Value<'_> {
        Value::Integer(*self)
    }
}

impl Bind for f64 {
    fn bind(&self) -> Value<'_> {
        Value::Real(*self)
    }
}

impl Bind for bool {
    fn bind(&self) -> Value<'_> {
        Value::Integer(i64::from(*self))
    }
}

impl Bind for str {
    fn bind(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl Bind for String {
    fn bind(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl Bind for Vec<u8> {
    fn bind(&self) -> Value<'_> {
        Value::Blob(self)
    }
}

impl<T: Bind + ?Sized> Bind for &T {
    fn bind(&self) -> Value<'_> {
        (**self).bind()
    }
}

impl<T: Bind> Bind for Option<T> {
    fn bind(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, Bind::bind)
    }
}

impl Column<'_> for i64 {
    fn read(value: Value<'_>) -> Option<Self> {
        if let Value::Integer(number) = value { Some(number) } else { None }
    }
}

impl Column<'_> for f64 {
    fn read(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Real(number) => Some(number),
            Value::Integer(number) => Some(number as f64),
            _ => None,
        }
    }
}

impl Column<'_> for bool {
    fn read(value: Value<'_>) -> Option<Self> {
        if let Value::Integer(number) = value { Some(number != 0) } else { None }
    }
}

impl<'v> Column<'v> for &'v str {
    fn read(value: Value<'v>) -> Option<Self> {
        if let Value::Text(words) = value { Some(words) } else { None }
    }
}

impl Column<'_> for String {
    fn read(value: Value<'_>) -> Option<Self> {
        <&str>::read(value).map(str::to_owned)
    }
}

impl<'v> Column<'v> for &'v [u8] {
    fn read(value: Value<'v>) -> Option<Self> {
        if let Value::Blob(bytes) = value { Some(bytes) } else { None }
    }
}

impl Column<'_> for Vec<u8> {
    fn read(value: Value<'_>) -> Option<Self> {
        if let Value::Blob(bytes) = value { Some(bytes.to_vec()) } else { None }
    }
}

impl<'v, T: Column<'v>> Column<'v> for Option<T> {
    fn read(value: Value<'v>) -> Option<Self> {
        if value == Value::Null { Some(None) } else { T::read(value).map(Some) }
    }
}
