//! What holds inside of a group of an RTF text.

use crate::paragraph::Look;

/// Where the words of a group go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Goal {
    /// Into the text.
    #[default]
    Text,
    /// Nowhere.
    Nothing,
    /// Into the table of fonts, styles or people, or the number before an item.
    Fonts,
    Styles,
    People,
    Marker,
    /// Into the title.
    Title,
    /// Into what a field does.
    Field,
    /// Into a comment: its words, its author, its initials, the number that it answers to, its time.
    Comment,
    CommentAuthor,
    CommentNumber,
    CommentTime,
    CommentStart,
    CommentEnd,
    /// Into a picture, as digits.
    Picture,
    /// Nowhere, between the properties of a shape or of a picture; into the name or the value of one.
    Property,
    PropertyName,
    PropertyValue,
}

/// Which form of a picture a group is part of: some are there twice, for programs that don't know the first form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Form {
    #[default]
    Only,
    First,
    Second,
}

/// A person and a time, as numbers of the file.
pub(super) type Change = (usize, Option<u32>);

/// What a group inherits from the one around it.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    pub(super) goal: Goal,
    pub(super) look: Look,
    pub(super) hidden: bool,
    /// Bytes that stand for a letter of `\u`, for readers that know none.
    pub(super) fallback: usize,
    pub(super) font: i32,
    pub(super) inserted: Option<Change>,
    pub(super) removed: Option<Change>,
    /// The group is a note.
    pub(super) note: bool,
    /// The group is a comment.
    pub(super) comment: bool,
    /// It is part of a shape, but not of its words.
    pub(super) shape: bool,
    /// The group is the shape.
    pub(super) opens_shape: bool,
    /// It is part of one of the two forms of a picture.
    pub(super) form: Form,
    /// The group is that form.
    pub(super) opens_form: bool,
}

/// What holds for a paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph {
    pub(super) style: i32,
    pub(super) outline: Option<i32>,
    pub(super) level: i32,
    pub(super) list: i32,
    pub(super) cell: bool,
    /// The number or bullet as it is printed.
    pub(super) marker: Option<String>,
}

/// The code page of a character set of a font.
pub(super) fn code_page(charset: i32) -> Option<u16> {
    Some(match charset {
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

/// A time as RTF packs it: minutes, hours, days, months and years since 1900, from the lowest bit.
pub(super) fn time(packed: u32) -> Option<String> {
    let bits = |from: u32, count: u32| (packed >> from) & ((1 << count) - 1);
    let (minute, hour, day, month, year) = (bits(0, 6), bits(6, 5), bits(11, 5), bits(16, 4), 1900 + bits(20, 9));
    let right = minute < 60 && hour < 24 && (1..=31).contains(&day) && (1..=12).contains(&month);
    // The beginning of time is what stands there when a file was scrubbed.
    let right = right && year > 1970;
    right.then(|| format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00"))
}
