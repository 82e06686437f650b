//! Which program a paste comes from.

/// A program by the marks that it leaves in its markup, as people call it; none for a page of the web.
pub(super) fn source(html: &str) -> Option<&'static str> {
    let has = |mark: &str| html.contains(mark);
    Some(match () {
        () if has("docs-internal-guid") => "Google Docs",
        () if has("gmail_") => "Gmail",
        () if has("filtered medium") || has("x_Mso") || has("elementToProof") || has("OutlookMessageHeader") => {
            "Outlook"
        }
        () if has("SCXW") || has("NormalTextRun") => "Word",
        () if has("class=Mso") || has("class=\"Mso") || has("urn:schemas-microsoft-com:office:word") || has("mso-") => {
            "Word"
        }
        () if has("LibreOffice") || has("OpenOffice") || has("sdfootnote") => "LibreOffice",
        () if has("Apple-interchange-newline") || has("type=\"cite\"") || has("AppleMail") => "Apple Mail",
        () if has("Cocoa HTML Writer") => "Pages",
        () => return None,
    })
}

/// Whether a program writes lists, notes and quotations as paragraphs with styles.
pub(super) fn is_office(source: Option<&str>) -> bool {
    matches!(source, Some("Word" | "Outlook"))
}
