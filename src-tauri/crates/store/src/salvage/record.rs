//! SQLite's record format, as its file format document describes it, read with distrust.

/// A value of a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Null,
    Int(i64),
    Text(String),
    Blob(Vec<u8>),
    /// A floating-point number; the desk stores none.
    Real,
}

impl From<rusqlite::types::ValueRef<'_>> for Value {
    fn from(value: rusqlite::types::ValueRef<'_>) -> Value {
        use rusqlite::types::ValueRef;
        match value {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(number) => Value::Int(number),
            ValueRef::Real(_) => Value::Real,
            // Text that is none any more is no value of the desk.
            ValueRef::Text(text) => std::str::from_utf8(text).map_or(Value::Real, |text| Value::Text(text.to_owned())),
            ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
        }
    }
}

/// A number of one to nine bytes, and how many.
pub(super) fn varint(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut value = 0u64;
    for (n, byte) in bytes.iter().take(9).enumerate() {
        if n == 8 {
            return Some(((value << 8) | u64::from(*byte), 9));
        }
        value = (value << 7) | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((value, n + 1));
        }
    }
    None
}

/// The values of a row; none when the bytes are no row.
pub(super) fn record(bytes: &[u8]) -> Option<Vec<Value>> {
    let (header, mut at) = varint(bytes)?;
    let header = usize::try_from(header).ok().filter(|end| *end <= bytes.len())?;
    let mut body = header;
    let mut values = Vec::new();
    while at < header {
        let (kind, length) = varint(bytes.get(at..header)?)?;
        at += length;
        let length = match kind {
            0 | 8 | 9 => 0,
            1..=4 => usize::try_from(kind).ok()?,
            5 => 6,
            6 | 7 => 8,
            10 | 11 => return None,
            _ => usize::try_from((kind - 12) / 2).ok()?,
        };
        let content = bytes.get(body..body.checked_add(length)?)?;
        body += length;
        values.push(match kind {
            0 => Value::Null,
            1..=6 => Value::Int(integer(content)),
            7 => Value::Real,
            8 => Value::Int(0),
            9 => Value::Int(1),
            _ if kind % 2 == 0 => Value::Blob(content.to_vec()),
            _ => Value::Text(String::from_utf8(content.to_vec()).ok()?),
        });
    }
    (at == header && body == bytes.len()).then_some(values)
}

/// A big-endian two's complement number of up to eight bytes.
fn integer(bytes: &[u8]) -> i64 {
    let sign = if bytes.first().is_some_and(|byte| byte & 0x80 != 0) { -1 } else { 0 };
    bytes.iter().fold(sign, |value: i64, byte| (value << 8) | i64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rows_are_read_as_sqlite_writes_them() {
        // Header of six bytes: null, 1, one byte, text of two, blob of one.
        let bytes = [6, 0, 9, 1, 17, 14, 0xfe, b'h', b'i', 7];
        let row = [Value::Null, Value::Int(1), Value::Int(-2), Value::Text("hi".into()), Value::Blob(vec![7])];
        assert_eq!(record(&bytes), Some(row.to_vec()));
        assert_eq!(record(&bytes[..9]), None, "cut");
        assert_eq!(varint(&[0x81, 0x00]), Some((128, 2)));
        assert_eq!(varint(&[0xff; 9]), Some((u64::MAX, 9)));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = (record(&bytes), varint(&bytes));
        }
    }
}
