//! Text as it arrives: encodings, pasted pages, printed dates.
//!
//! [`decode`] turns the bytes of a file or of the clipboard into text; [`recognise`] finds the furniture of a pasted page by
//! named rules; [`parse_printed_date`] and [`format_date`] read and write dates as newspapers print them. Nothing is ever
//! thrown away: every word of a source stands in the body, in the furniture or in a receipt entry of what was set aside.

mod dates;
mod decode;
mod language;
mod page;
mod text;

pub use dates::{PrintedDate, format_date, format_pattern, parse_printed_date};
pub use decode::{DecodeError, Decoded, MAX_FILE_BYTES, MAX_LINE_BYTES, decode, decode_code_page, decode_mail};
pub use language::language;
pub use page::{Context, Recognised, SEPARATORS, SHARED_RULES, recognise};
