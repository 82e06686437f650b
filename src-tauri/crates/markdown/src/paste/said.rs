//! A paste in one line.

use super::Pasted;

impl Pasted {
    /// What was done, for the person who pasted: “Pasted 312 words from Google Docs: 2 links cleaned of tracking; 1 image
    /// left out.” Colours and fonts, which every paste loses, are not worth a word.
    pub fn receipt(&self) -> String {
        let counted = |n: u32, one: &str, more: &str| format!("{n} {}", if n == 1 { one } else { more });
        let words = counted(model::count_words(&crate::plain_text(&self.markdown)), "word", "words");
        let from = self.source.map(|source| format!(" from {source}")).unwrap_or_default();
        let mut said = Vec::new();
        if self.changes > 0 {
            said.push(format!("{} taken as accepted", counted(self.changes, "tracked change", "tracked changes")));
        }
        if self.cleaned_links > 0 {
            said.push(format!("{} cleaned of tracking", counted(self.cleaned_links, "link", "links")));
        }
        let dropped: Vec<&str> =
            self.dropped.iter().map(String::as_str).filter(|what| *what != "colours and fonts").collect();
        if !dropped.is_empty() {
            said.push(format!("{} left out", dropped.join(", ")));
        }
        let said = if said.is_empty() { String::new() } else { format!(": {}", said.join("; ")) };
        format!("Pasted {words}{from}{said}.")
    }
}
