//! Writes a file for measuring: `docx-make WORDS CHANGES COMMENTS OUT.docx`.

use word::{Comment, Outgoing, Place, Stamp, Status, Text, Tracked, When};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [words, changes, comments, out] = &arguments[..] else { return Err("WORDS CHANGES COMMENTS OUT".into()) };
    let (words, changes, comments): (usize, usize, usize) = (words.parse()?, changes.parse()?, comments.parse()?);
    let by = |number: usize| Stamp {
        author: ["Ann Ode", "Bo Carrick"][number % 2].into(),
        when: When { local: Some(format!("2026-05-04T11:{:02}:00", number % 60)), utc: None },
    };
    let mut body = Tracked::default();
    let mut places = Vec::new();
    let mut length = 0;
    for number in 0..words {
        let end = if number % 70 == 69 { "harbour.\n\n" } else { "harbour " };
        let every = (words / changes.max(1)).max(1);
        let status = match number % every {
            0 if number / every % 2 == 0 => Status::Inserted(by(number)),
            0 => Status::Removed(by(number)),
            _ => Status::Kept,
        };
        if number % (words / comments.max(1)).max(1) == 3 {
            places.push(length..length + 7);
        }
        length += end.len();
        body.push(end, status, None);
    }
    let comment = |(number, range)| Comment {
        id: u32::try_from(number).unwrap_or(0),
        by: by(number),
        initials: "AO".into(),
        text: "Is that so?".into(),
        place: Some(Place { field: model::Field::Body, range }),
        ..Comment::default()
    };
    let comments = places.into_iter().enumerate().map(comment).collect();
    let texts = vec![Text { field: model::Field::Body, text: body }];
    std::fs::write(out, word::write(&Outgoing { texts, comments, ..Outgoing::default() }).bytes)?;
    Ok(())
}
