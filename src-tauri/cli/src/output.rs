//! Data to standard output, messages to standard error.

use crate::failure::Failure;
use serde::Serialize;
use std::io::{BufWriter, IsTerminal, Stdout, Write};

/// A text of a person in one line, with what a terminal would obey (control characters, turns of direction) shown.
pub(crate) fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') {
            out.push_str(&format!("<U+{:04X}>", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

/// A number of things, in words.
pub(crate) fn many(number: impl Into<i64>, what: &str) -> String {
    let number = number.into();
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// Both outputs.
pub(crate) struct Output(BufWriter<Stdout>);

impl Default for Output {
    fn default() -> Self {
        Self(BufWriter::new(std::io::stdout()))
    }
}

impl Output {
    /// Whether colour is welcome: a terminal reads, and nobody said no (`NO_COLOR`, a terminal that has none).
    pub(crate) fn takes_colour(&self) -> bool {
        let unset = |name| std::env::var_os(name).is_none_or(|value| value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        unset("NO_COLOR") && !dumb && std::io::stdout().is_terminal()
    }

    /// One line of data.
    pub(crate) fn line(&mut self, line: &str) -> Result<(), Failure> {
        Ok(writeln!(self.0, "{line}")?)
    }

    /// A text as it is, with a line end after it if it has none.
    pub(crate) fn text(&mut self, text: &str) -> Result<(), Failure> {
        self.0.write_all(text.as_bytes())?;
        if !text.ends_with('\n') {
            self.0.write_all(b"\n")?;
        }
        Ok(())
    }

    /// Bytes as they are.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        Ok(self.0.write_all(bytes)?)
    }

    /// Whether a terminal reads the data.
    pub(crate) fn is_terminal(&self) -> bool {
        std::io::stdout().is_terminal()
    }

    /// A value as JSON.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(value).map_err(|e| Failure::internal(format!("No JSON: {e}.")))?;
        self.line(&text)
    }

    /// A sentence for the person.
    pub(crate) fn say(&mut self, sentence: &str) {
        let _ = self.0.flush();
        let _ = writeln!(std::io::stderr(), "{sentence}");
    }

    /// How far it is, on one line that the next one replaces; empty to take it away. Nothing where nobody watches.
    pub(crate) fn progress(&mut self, line: &str) {
        let mut terminal = std::io::stderr();
        if terminal.is_terminal() {
            let _ = write!(terminal, "\r\x1b[K{line}");
            let _ = terminal.flush();
        }
    }

    /// Everything out.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.0.flush()?)
    }
}
