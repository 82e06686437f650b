//! The page in the middle of the window: its fields, its caret, and the palette.

use crate::{Result, Window};
use serde_json::json;

/// CodeMirror keeps only the lines in sight in the page; the whole text is with its view.
fn view(field: &str) -> String {
    format!("document.querySelector('.cm-content[aria-label={}]')?.cmTile?.root?.view", json!(field))
}

impl Window {
    /// The text of a field, by the name that a screen reader says (`Headline`, `Body`). Empty if it is not on the page.
    pub async fn field(&self, name: &str) -> Result<String> {
        self.js_text(&format!("{}?.state.doc.toString() ?? ''", view(name))).await
    }

    /// Waits until the text of a field contains these words.
    pub async fn wait_field(&self, name: &str, words: &str) -> Result {
        let test = format!("{}?.state.doc.toString().includes({})", view(name), json!(words));
        self.wait_js(&format!("the field {name} to say {words:?}"), &test).await
    }

    /// Clicks into a field.
    pub async fn focus_field(&self, name: &str) -> Result {
        let field = format!(".cm-content[aria-label={}]", json!(name));
        self.wait_for(&field).await?;
        // The driver scrolls only as far as it must, to the edge, where a note of what was done may lie over the field. A
        // person would scroll on.
        let centre = format!("document.querySelector({})?.scrollIntoView({{ block: 'center' }})", json!(field));
        self.client().execute(&centre, vec![]).await?;
        self.click(&field).await?;
        self.wait_js(&format!("the caret in {name}"), &format!("{}?.hasFocus", view(name))).await
    }

    /// Clicks into a field and types at its end.
    pub async fn type_in(&self, name: &str, text: &str) -> Result {
        self.focus_field(name).await?;
        self.keys("Control+End").await?;
        self.type_text(text).await
    }

    /// Where the caret is in a field, in UTF-16 units.
    pub async fn caret(&self, name: &str) -> Result<u64> {
        let at = self.js(&format!("{}?.state.selection.main.head ?? 0", view(name))).await?;
        Ok(at.as_u64().unwrap_or_default())
    }

    /// What the status bar says.
    pub async fn status(&self) -> Result<String> {
        self.text_of(STATUS).await
    }

    /// Waits until the status bar says that everything is on the disk.
    pub async fn wait_saved(&self) -> Result {
        self.wait_text(STATUS, "Saved").await
    }

    /// Does a command by its name, from the palette and with the keyboard alone.
    pub async fn command(&self, title: &str) -> Result {
        self.keys("Control+Shift+p").await?;
        self.wait_for("[role=dialog] input, [role=combobox]").await?;
        self.type_text(title).await?;
        self.wait_js(
            &format!("the palette to offer {title:?}"),
            &format!(
                "document.querySelector('[role=option][aria-selected=true]')?.innerText.includes({})",
                json!(title)
            ),
        )
        .await?;
        self.keys("Enter").await
    }
}

const STATUS: &str = "[data-region=status]";
