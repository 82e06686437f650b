//! Prints the readings of a Word file: `cargo run -p word --example docx-text -- FILE.docx`.

#![allow(clippy::print_stdout)]

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        println!("=== {path}");
        let read = match word::read(&std::fs::read(&path)?) {
            Ok(read) => read,
            Err(error) => {
                println!("{error}");
                continue;
            }
        };
        for text in &read.texts {
            println!("--- {}\n{}", text.field.name(), text.text.marked());
        }
        for comment in &read.comments {
            println!("--- comment {comment:?}");
        }
        println!("--- {:?}", read.properties);
        for entry in &read.receipt {
            println!("{entry:?}");
        }
    }
    Ok(())
}
