//! NewsML-G2 2.35 with the text inside, as NITF.

use crate::content::is_right_to_left;
use crate::ninjs::{editors_note, pub_status};
use crate::nitf::nitf_element;
use crate::outgoing::{Outgoing, first};
use crate::xml::{push_element, xml_line};

/// Where the codes of the standard are explained.
const CATALOG: &str = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_38.xml";

/// A piece as a NewsML-G2 news item; none when nothing says when this version was made, which the standard must know.
pub fn newsml(out: &Outgoing<'_>) -> Option<String> {
    let made = out.version_time()?;
    let piece = out.piece;
    let language = out.language();
    let mut xml = String::with_capacity(out.body_html.len() + 8192);
    xml.push_str(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\" ",
    );
    xml.push_str(&format!(
        "guid=\"{}\" version=\"1\" standard=\"NewsML-G2\" standardversion=\"2.35\" conformance=\"power\"",
        out.uri()
    ));
    if !language.is_empty() {
        xml.push_str(&format!(" xml:lang=\"{language}\""));
    }
    if is_right_to_left(&out.title()) {
        xml.push_str(" dir=\"rtl\"");
    }
    xml.push_str(&format!(">\n<catalogRef href=\"{CATALOG}\"/>\n"));
    push_rights(&mut xml, out);

    xml.push_str("<itemMeta>\n<itemClass qcode=\"ninat:text\"/>\n");
    let outlet = out.outlet();
    let provider = first(&[&outlet, &piece.byline, "Unnamed"]);
    xml.push_str(&format!("<provider><name>{}</name></provider>\n", xml_line(provider)));
    xml.push_str(&format!("<versionCreated>{}</versionCreated>\n", made.local()));
    if let Some(time) = out.embargo() {
        xml.push_str(&format!("<embargoed>{}</embargoed>\n", time.local()));
    }
    xml.push_str(&format!("<pubStatus qcode=\"stat:{}\"/>\n", pub_status(piece.stage)));
    push_element(&mut xml, "title", &out.title());
    let note = editors_note(out);
    push_element(&mut xml, "edNote", &note);
    if !note.is_empty() {
        xml.push_str("<signal qcode=\"sig:correction\"/>\n");
    }
    xml.push_str("</itemMeta>\n<contentMeta>\n");
    push_content_meta(&mut xml, out);
    xml.push_str("</contentMeta>\n<contentSet>\n");
    xml.push_str(&format!(
        "<inlineXML contenttype=\"application/nitf+xml\" contenttypestandardversion=\"3.6\" wordcount=\"{}\" charcount=\"{}\">\n",
        out.words(),
        out.characters()
    ));
    xml.push_str(&nitf_element(out));
    xml.push_str("</inlineXML>\n</contentSet>\n</newsItem>\n");
    Some(xml)
}

fn push_rights(xml: &mut String, out: &Outgoing<'_>) {
    let (holder, rights) = (out.holder(), &out.profile.rights);
    let mut inner = String::new();
    if !holder.is_empty() {
        inner.push_str(&format!("<copyrightHolder><name>{}</name></copyrightHolder>\n", xml_line(&holder)));
    }
    push_element(&mut inner, "copyrightNotice", &rights.notice);
    push_element(&mut inner, "usageTerms", &rights.usage);
    if !inner.is_empty() {
        xml.push_str(&format!("<rightsInfo>\n{inner}</rightsInfo>\n"));
    }
}

fn push_content_meta(xml: &mut String, out: &Outgoing<'_>) {
    let piece = out.piece;
    if let (Some(time), Some(value)) = (out.published(), piece.published.value.as_deref()) {
        let created = if value.trim().len() == 10 { time.date() } else { time.local() };
        xml.push_str(&format!("<contentCreated>{created}</contentCreated>\n"));
    }
    for author in out.authors() {
        xml.push_str(&format!("<creator><name>{}</name></creator>\n", xml_line(&author)));
    }
    let language = out.language();
    if !language.is_empty() {
        xml.push_str(&format!("<language tag=\"{language}\"/>\n"));
    }
    xml.push_str("<genre qcode=\"genre:Opinion\"><name xml:lang=\"en\">Opinion</name></genre>\n");
    for tag in &piece.tags {
        push_element(xml, "keyword", tag);
    }
    push_element(xml, "slugline", &piece.slugline);
    push_element(xml, "headline", &out.headline());
    push_element(xml, "headline media=\"web\"", &piece.headlines.web);
    push_element(xml, "headline media=\"social\"", &piece.headlines.social);
    push_element(xml, "by", out.byline);
    push_element(xml, "description role=\"drol:summary\"", &out.standfirst());
}
