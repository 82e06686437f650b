//! Adds up what the test runners say at their end.

/// Tests that passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Tests that passed.
    pub passed: u64,
    /// Tests that failed, timed out or could not start.
    pub failed: u64,
}

impl Counts {
    /// Adds another runner's.
    pub fn add(&mut self, other: Counts) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// Takes one line of a runner's output; lines other than a summary change nothing.
    pub fn read_line(&mut self, line: &str) {
        let line = without_colour(line);
        let line = line.trim();
        let summary = if let Some(rest) = line.strip_prefix("test result:") {
            rest // cargo test: `test result: ok. 12 passed; 0 failed; 1 ignored; …`
        } else if let Some(rest) = line.strip_prefix("Summary [") {
            rest // nextest: `Summary [   0.5s] 12 tests run: 11 passed, 1 failed, 2 skipped`
        } else if let Some(rest) = line.strip_prefix("Tests  ") {
            rest // vitest: `Tests  1 failed | 41 passed (42)`
        } else if let Some(rest) = line.strip_prefix("Flows:") {
            rest // our browser flows: `Flows: 12 passed, 0 failed`
        } else {
            return;
        };
        self.passed += before(summary, "passed");
        self.failed += before(summary, "failed") + before(summary, "timed out");
    }
}

/// The number that stands before a word.
fn before(text: &str, word: &str) -> u64 {
    let Some(at) = text.find(word) else { return 0 };
    text[..at].split_whitespace().next_back().and_then(|n| n.parse().ok()).unwrap_or(0)
}

fn without_colour(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut parts = line.split('\u{1b}');
    plain.push_str(parts.next().unwrap_or_default());
    for part in parts {
        // `[32m` and the like: everything up to the letter that ends it.
        plain.push_str(part.find(|c: char| c.is_ascii_alphabetic()).map_or("", |end| &part[end + 1..]));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(lines: &[&str]) -> (u64, u64) {
        let mut counts = Counts::default();
        lines.iter().for_each(|line| counts.read_line(line));
        (counts.passed, counts.failed)
    }

    #[test]
    fn the_summaries_of_all_runners_are_added_up() {
        let lines = [
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.01s",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "     Summary [   0.512s] 20 tests run: 18 passed (1 slow), 1 failed, 1 timed out, 4 skipped",
            "      Tests  1 failed | 41 passed (42)",
            "Flows: 7 passed, 0 failed",
        ];
        assert_eq!(count(&lines), (12 + 3 + 18 + 41 + 7, 2 + 2 + 1));
    }

    #[test]
    fn colours_do_not_hide_a_summary() {
        assert_eq!(
            count(&["\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m42 passed\u{1b}[39m\u{1b}[22m (42)"]),
            (42, 0)
        );
        assert_eq!(
            count(&[
                "\u{1b}[32;1m     Summary\u{1b}[0m [   0.5s] \u{1b}[1m2\u{1b}[0m tests run: \u{1b}[1m2\u{1b}[0m \u{1b}[32;1mpassed\u{1b}[0m"
            ]),
            (2, 0)
        );
    }

    #[test]
    fn other_lines_are_not_counted() {
        assert_eq!(count(&["test counts::tests::three passed ... ok", "Test Files  3 passed (3)", "4 passed"]), (0, 0));
    }
}
