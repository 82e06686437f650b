//! The archive: the parts of a file, always in the same order and with the same time.

use crate::values::Image;
use crate::write::out::{HEAD, escaped};
use crate::write::{CommentParts, Links, Outgoing};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The page: A4 with margins of an inch.
pub(crate) const SECTION: &str = "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1440\" w:right=\"1440\" w:bottom=\"1440\" w:left=\"1440\" w:header=\"720\" w:footer=\"720\" w:gutter=\"0\"/></w:sectPr>";

const STYLES: &str = include_str!("styles.xml");

pub(crate) struct Parts<'a> {
    pub(crate) document: String,
    pub(crate) links: Links,
    pub(crate) footnotes: Option<String>,
    pub(crate) note_links: Links,
    pub(crate) comments: Option<CommentParts>,
    pub(crate) numbering: Option<String>,
    pub(crate) images: Vec<&'a Image>,
    pub(crate) outgoing: &'a Outgoing,
}

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// A part beside the text: name, type of its relation, media type, content.
struct Beside<'a> {
    name: &'static str,
    relation: &'static str,
    media_type: String,
    content: &'a str,
}

/// The bytes of a file.
pub(crate) fn archive(parts: &Parts<'_>) -> Vec<u8> {
    let language = parts.outgoing.language.as_deref().unwrap_or("en-GB");
    let styles = STYLES.replace("{language}", &escaped(language));
    let settings = format!(
        "{HEAD}<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:zoom w:percent=\"100\"/>{}<w:defaultTabStop w:val=\"720\"/>{}<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>",
        if parts.outgoing.texts.iter().any(|text| text.text.has_changes()) { "<w:trackRevisions/>" } else { "" },
        if parts.footnotes.is_some() {
            "<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>"
        } else {
            ""
        },
    );
    let mut beside = vec![
        Beside { name: "styles.xml", relation: "styles", media_type: format!("{WORD}.styles+xml"), content: &styles },
        Beside {
            name: "settings.xml",
            relation: "settings",
            media_type: format!("{WORD}.settings+xml"),
            content: &settings,
        },
    ];
    if let Some(numbering) = &parts.numbering {
        beside.push(Beside {
            name: "numbering.xml",
            relation: "numbering",
            media_type: format!("{WORD}.numbering+xml"),
            content: numbering,
        });
    }
    if let Some(notes) = &parts.footnotes {
        beside.push(Beside {
            name: "footnotes.xml",
            relation: "footnotes",
            media_type: format!("{WORD}.footnotes+xml"),
            content: notes,
        });
    }
    if let Some(comments) = &parts.comments {
        if !parts.outgoing.comments.is_empty() {
            let part = |name, relation, kind: &str, content| Beside {
                name,
                relation,
                media_type: format!("{WORD}.{kind}+xml"),
                content,
            };
            beside.push(part("comments.xml", "comments", "comments", comments.comments.as_str()));
            beside.push(part("commentsExtended.xml", "commentsExtended", "commentsExtended", &comments.extended));
            beside.push(part("commentsIds.xml", "commentsIds", "commentsIds", &comments.ids));
            beside.push(part(
                "commentsExtensible.xml",
                "commentsExtensible",
                "commentsExtensible",
                &comments.extensible,
            ));
        }
        beside.push(Beside {
            name: "people.xml",
            relation: "people",
            media_type: format!("{WORD}.people+xml"),
            content: &comments.people,
        });
    }
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut add = |name: &str, content: String| files.push((name.to_owned(), content.into_bytes()));
    add("[Content_Types].xml", content_types(&beside, &parts.images));
    add(
        "_rels/.rels",
        relations(
            &[
                (format!("{OFFICE}/officeDocument"), "word/document.xml".into(), false),
                (
                    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties".into(),
                    "docProps/core.xml".into(),
                    false,
                ),
                (format!("{OFFICE}/extended-properties"), "docProps/app.xml".into(), false),
            ],
            "rId",
        ),
    );
    add("word/document.xml", parts.document.clone());
    add("word/_rels/document.xml.rels", document_relations(&beside, parts));
    for part in &beside {
        add(&format!("word/{}", part.name), part.content.to_owned());
    }
    if !parts.note_links.is_empty() {
        add("word/_rels/footnotes.xml.rels", relations(&link_relations(&parts.note_links), "rLink"));
    }
    if let Some(comments) = parts.comments.as_ref().filter(|comments| !comments.links.is_empty()) {
        add("word/_rels/comments.xml.rels", relations(&link_relations(&comments.links), "rLink"));
    }
    add("docProps/core.xml", core(parts.outgoing));
    add(
        "docProps/app.xml",
        format!(
            "{HEAD}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>Standfirst</Application></Properties>"
        ),
    );
    for (at, image) in parts.images.iter().enumerate() {
        files.push((image_name(at, image), image.bytes.clone()));
    }
    zipped(files)
}

fn zipped(files: Vec<(String, Vec<u8>)>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, content) in files {
        // Writing to memory fails for nothing that can be here.
        if zip.start_file(name, options).is_ok() {
            let _ = zip.write_all(&content);
        }
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}

fn image_name(at: usize, image: &Image) -> String {
    // The name in the text comes back from the file's own name.
    let name = image.name.strip_prefix(model::picture::FOLDER).unwrap_or(&image.name);
    let clean: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' }).collect();
    if clean == name { format!("word/media/{clean}") } else { format!("word/media/{}-{clean}", at + 1) }
}

fn content_types(beside: &[Beside<'_>], images: &[&Image]) -> String {
    let mut out = format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    );
    let main =
        Beside { name: "document.xml", relation: "", media_type: format!("{WORD}.document.main+xml"), content: "" };
    for part in std::iter::once(&main).chain(beside) {
        let _ = write!(out, "<Override PartName=\"/word/{}\" ContentType=\"{}\"/>", part.name, part.media_type);
    }
    for (at, image) in images.iter().enumerate() {
        let _ = write!(
            out,
            "<Override PartName=\"/{}\" ContentType=\"{}\"/>",
            escaped(&image_name(at, image)),
            escaped(&image.media_type)
        );
    }
    out.push_str("<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/><Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/></Types>");
    out
}

/// Type, target, and whether it is an address.
type Relation = (String, String, bool);

fn relations(list: &[Relation], prefix: &str) -> String {
    let mut out =
        format!("{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (at, relation) in list.iter().enumerate() {
        push_relation(&mut out, &format!("{prefix}{}", at + 1), relation);
    }
    out + "</Relationships>"
}

fn push_relation(out: &mut String, id: &str, (kind, target, external): &Relation) {
    let mode = if *external { " TargetMode=\"External\"" } else { "" };
    let _ = write!(out, "<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{}\"{mode}/>", escaped(target));
}

fn link_relations(links: &Links) -> Vec<Relation> {
    links.iter().map(|address| (format!("{OFFICE}/hyperlink"), address.to_string(), true)).collect()
}

fn document_relations(beside: &[Beside<'_>], parts: &Parts<'_>) -> String {
    let mut out =
        format!("{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (at, part) in beside.iter().enumerate() {
        let kind = match part.relation {
            "commentsExtended" | "people" => {
                format!("http://schemas.microsoft.com/office/2011/relationships/{}", part.relation)
            }
            "commentsIds" => "http://schemas.microsoft.com/office/2016/09/relationships/commentsIds".into(),
            "commentsExtensible" => {
                "http://schemas.microsoft.com/office/2018/08/relationships/commentsExtensible".into()
            }
            other => format!("{OFFICE}/{other}"),
        };
        push_relation(&mut out, &format!("rId{}", at + 1), &(kind, part.name.to_owned(), false));
    }
    for (at, image) in parts.images.iter().enumerate() {
        let name = image_name(at, image);
        let target = name.strip_prefix("word/").unwrap_or(&name).to_owned();
        push_relation(&mut out, &format!("rImage{}", at + 1), &(format!("{OFFICE}/image"), target, false));
    }
    for (at, relation) in link_relations(&parts.links).iter().enumerate() {
        push_relation(&mut out, &format!("rLink{}", at + 1), relation);
    }
    out + "</Relationships>"
}

fn core(outgoing: &Outgoing) -> String {
    let language = outgoing
        .language
        .as_deref()
        .map(|tag| format!("<dc:language>{}</dc:language>", escaped(tag)))
        .unwrap_or_default();
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title>{language}</cp:coreProperties>",
        escaped(&outgoing.title)
    )
}
