//! The archive: the parts of a file, always in the same order and with the same time.

use crate::values::Image;
use crate::write::out::{HEAD, address, escaped, is_language};
use crate::write::{CommentParts, Links, Outgoing};
use std::collections::HashSet;
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
    let styles = STYLES.replace("{language}", language(parts.outgoing).unwrap_or("en-GB"));
    let names = image_names(&parts.images);
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
    add("[Content_Types].xml", content_types(&beside, &parts.images, &names));
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
    add("word/_rels/document.xml.rels", document_relations(&beside, parts, &names));
    for part in &beside {
        add(&format!("word/{}", part.name), part.content.to_owned());
    }
    let mut of_part = |name: &str, content: &str, links: &Links| {
        let images = if content.contains("r:embed=") { names.as_slice() } else { &[] };
        if !(links.is_empty() && images.is_empty()) {
            add(&format!("word/_rels/{name}.rels"), head_of_relations() + &words_relations(links, images));
        }
    };
    if let Some(notes) = &parts.footnotes {
        of_part("footnotes.xml", notes, &parts.note_links);
    }
    if let Some(comments) = parts.comments.as_ref().filter(|_| !parts.outgoing.comments.is_empty()) {
        of_part("comments.xml", &comments.comments, &comments.links);
    }
    add("docProps/core.xml", core(parts.outgoing));
    add(
        "docProps/app.xml",
        format!(
            "{HEAD}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>Standfirst</Application></Properties>"
        ),
    );
    for (name, image) in names.iter().zip(&parts.images) {
        files.push((format!("word/{name}"), image.bytes.clone()));
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

/// The parts of pictures, as the other parts call them: no two alike, whether or not their letters are small.
fn image_names(images: &[&Image]) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut out = Vec::new();
    for (at, image) in images.iter().enumerate() {
        // The name in the text comes back from the file's own name.
        let name = image.name.strip_prefix(model::picture::FOLDER).unwrap_or(&image.name);
        let clean: String = name
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' })
            .collect();
        let clean = clean.trim_end_matches('.');
        let mut file = if clean == name && !name.is_empty() { clean.to_owned() } else { format!("{}-{clean}", at + 1) };
        while !seen.insert(file.to_ascii_lowercase()) {
            file = format!("{}-{file}", at + 1);
        }
        out.push(format!("media/{file}"));
    }
    out
}

/// The media type of a picture; its bytes know it where nobody says.
fn media_type(image: &Image) -> &str {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+' | '_');
    match image.media_type.strip_prefix("image/") {
        Some(rest) if !rest.is_empty() && rest.chars().all(fits) => &image.media_type,
        _ => model::picture::Kind::of(&image.bytes).map_or("image/unknown", model::picture::Kind::media_type),
    }
}

/// The language of the text, where it has the name of one.
fn language(outgoing: &Outgoing) -> Option<&str> {
    outgoing.language.as_deref().filter(|tag| is_language(tag))
}

fn content_types(beside: &[Beside<'_>], images: &[&Image], names: &[String]) -> String {
    let mut out = format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    );
    let main =
        Beside { name: "document.xml", relation: "", media_type: format!("{WORD}.document.main+xml"), content: "" };
    for part in std::iter::once(&main).chain(beside) {
        let _ = write!(out, "<Override PartName=\"/word/{}\" ContentType=\"{}\"/>", part.name, part.media_type);
    }
    for (name, image) in names.iter().zip(images) {
        let _ = write!(out, "<Override PartName=\"/word/{name}\" ContentType=\"{}\"/>", media_type(image));
    }
    out.push_str("<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/><Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/></Types>");
    out
}

/// Type, target, and whether it is an address.
type Relation = (String, String, bool);

fn head_of_relations() -> String {
    format!("{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">")
}

fn relations(list: &[Relation], prefix: &str) -> String {
    let mut out = head_of_relations();
    for (at, relation) in list.iter().enumerate() {
        push_relation(&mut out, &format!("{prefix}{}", at + 1), relation);
    }
    out + "</Relationships>"
}

fn push_relation(out: &mut String, id: &str, (kind, target, external): &Relation) {
    let mode = if *external { " TargetMode=\"External\"" } else { "" };
    let _ = write!(out, "<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{}\"{mode}/>", escaped(target));
}

/// The relations of words, to pictures and to addresses, and the end of the part.
fn words_relations(links: &Links, images: &[String]) -> String {
    let mut out = String::new();
    for (at, name) in images.iter().enumerate() {
        push_relation(&mut out, &format!("rImage{}", at + 1), &(format!("{OFFICE}/image"), name.clone(), false));
    }
    for (at, link) in links.iter().enumerate() {
        push_relation(&mut out, &format!("rLink{}", at + 1), &(format!("{OFFICE}/hyperlink"), address(link), true));
    }
    out + "</Relationships>"
}

fn document_relations(beside: &[Beside<'_>], parts: &Parts<'_>, images: &[String]) -> String {
    let mut out = head_of_relations();
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
    out + &words_relations(&parts.links, images)
}

fn core(outgoing: &Outgoing) -> String {
    let language = language(outgoing).map(|tag| format!("<dc:language>{tag}</dc:language>")).unwrap_or_default();
    let seal = outgoing.seal.as_ref().map(|seal| format!("<dc:description>Sealed {}</dc:description>", escaped(seal)));
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title>{}{language}</cp:coreProperties>",
        escaped(&outgoing.title),
        seal.unwrap_or_default()
    )
}
