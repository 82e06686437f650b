//! The table of figures, in Markdown.

use std::fmt;

/// Rows of what, figure, and how to take it again.
pub struct Table(Vec<[String; 3]>);

impl Table {
    /// An empty one.
    pub fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a figure, and shows it at once: the whole takes minutes.
    pub fn add(&mut self, what: impl Into<String>, figure: impl Into<String>, again: impl Into<String>) {
        let row = [what.into(), figure.into(), again.into()];
        println!("      {}: {}", row[0], row[1]);
        self.0.push(row);
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| what | figure | again |\n| --- | --- | --- |")?;
        self.0.iter().try_for_each(|[what, figure, again]| writeln!(f, "| {what} | {figure} | `{again}` |"))
    }
}

/// Median and 99th percentile of some milliseconds, as text.
pub fn spread(mut values: Vec<f64>) -> String {
    if values.is_empty() {
        return "no figures".into();
    }
    values.sort_by(f64::total_cmp);
    let at = |part: f64| values[((values.len() - 1) as f64 * part).round() as usize];
    format!("median {:.1} ms, 99th percentile {:.1} ms ({} times)", at(0.5), at(0.99), values.len())
}
