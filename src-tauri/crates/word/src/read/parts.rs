//! Which parts a file has, and the small ones: properties and people.

use crate::Error;
use crate::package::Package;
use crate::read::styles::Styles;
use crate::values::{Person, Properties};
use crate::xml::{Element, Parser};
use model::{ReceiptEntry, ReceiptKind};
use std::collections::HashMap;

#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) document: String,
    pub(crate) styles: Option<String>,
    pub(crate) numbering: Option<String>,
    pub(crate) footnotes: Option<String>,
    pub(crate) endnotes: Option<String>,
    pub(crate) comments: Option<String>,
    pub(crate) comments_extended: Option<String>,
    pub(crate) comments_ids: Option<String>,
    pub(crate) comments_extensible: Option<String>,
    pub(crate) people: Option<String>,
    core: Option<String>,
    app: Option<String>,
    /// Headers and footers, and which of both.
    pub(crate) running: Vec<(String, &'static str)>,
    images: Vec<String>,
}

impl Parts {
    pub(crate) fn find(package: &mut Package<'_>, parser: &mut Parser) -> Result<Self, Error> {
        let mut parts = Parts::default();
        let mut document = None;
        for relation in package.relations("", parser)?.into_values().filter(|r| !r.external) {
            match relation.kind.as_str() {
                "officeDocument" => document = Some(relation.target),
                "core-properties" => parts.core = Some(relation.target),
                "extended-properties" => parts.app = Some(relation.target),
                // The strict form of the name.
                "extendedProperties" => parts.app = Some(relation.target),
                _ => {}
            }
        }
        let document = document.filter(|name| package.has(name)).or_else(|| {
            let name = "word/document.xml";
            package.has(name).then(|| name.to_owned())
        });
        parts.document = document.ok_or(Error::NotWord)?;
        let kind = package.media_type(&parts.document).unwrap_or_default();
        if kind.contains("spreadsheetml") || parts.document.starts_with("xl/") {
            return Err(Error::Other("a spreadsheet"));
        }
        if kind.contains("presentationml") || parts.document.starts_with("ppt/") {
            return Err(Error::Other("a presentation"));
        }
        let mut relations: Vec<_> = package.relations(&parts.document, parser)?.into_values().collect();
        relations.sort_by(|a, b| a.target.cmp(&b.target));
        for relation in relations {
            if relation.external || !package.has(&relation.target) {
                continue;
            }
            let place = match relation.kind.as_str() {
                "styles" => &mut parts.styles,
                "numbering" => &mut parts.numbering,
                "footnotes" => &mut parts.footnotes,
                "endnotes" => &mut parts.endnotes,
                "comments" => &mut parts.comments,
                "commentsExtended" => &mut parts.comments_extended,
                "commentsIds" => &mut parts.comments_ids,
                "commentsExtensible" => &mut parts.comments_extensible,
                "people" => &mut parts.people,
                "header" => {
                    parts.running.push((relation.target, "header"));
                    continue;
                }
                "footer" => {
                    parts.running.push((relation.target, "footer"));
                    continue;
                }
                "image" => {
                    parts.images.push(relation.target.to_lowercase());
                    continue;
                }
                _ => continue,
            };
            place.get_or_insert(relation.target);
        }
        Ok(parts)
    }

    fn is_read(&self, name: &str) -> bool {
        let singles = [
            Some(&self.document),
            self.styles.as_ref(),
            self.numbering.as_ref(),
            self.footnotes.as_ref(),
            self.endnotes.as_ref(),
            self.comments.as_ref(),
            self.comments_extended.as_ref(),
            self.comments_ids.as_ref(),
            self.comments_extensible.as_ref(),
            self.people.as_ref(),
            self.core.as_ref(),
            self.app.as_ref(),
        ];
        singles.into_iter().flatten().any(|part| part.eq_ignore_ascii_case(name))
            || self.running.iter().any(|(part, _)| part.eq_ignore_ascii_case(name))
            || self.images.contains(&name.to_lowercase())
    }

    /// The parts that are not read, by what they are for.
    pub(crate) fn not_read(&self, package: &Package<'_>) -> Vec<ReceiptEntry> {
        let mut found: Vec<(&str, &str, Vec<&str>)> = Vec::new();
        for name in &package.names {
            let lower = name.to_lowercase();
            if lower.ends_with('/') || lower.ends_with(".rels") || lower == "[content_types].xml" || self.is_read(name)
            {
                continue;
            }
            let file = lower.rsplit('/').next().unwrap_or(&lower);
            let (what, rule) = if file.contains("vbaproject") || file.contains("vbadata") {
                ("macros", "word.macros")
            } else if lower.contains("/embeddings/") || lower.contains("/afchunk") {
                ("embedded_file", "word.embedded")
            } else if lower.contains("/media/") {
                ("image", "word.image_unused")
            } else if lower.contains("/glossary/") {
                ("building_blocks", "word.building_blocks")
            } else if lower.starts_with("customxml/") || lower.starts_with("docmetadata/") || file == "custom.xml" {
                ("custom_data", "word.custom_data")
            } else if is_layout(file) || lower.contains("/theme/") || lower.starts_with("_xmlsignatures/") {
                ("layout", "word.layout_parts")
            } else {
                ("part", "word.unknown_part")
            };
            match found.iter_mut().find(|(w, r, _)| (*w, *r) == (what, rule)) {
                Some((_, _, names)) => names.push(name),
                None => found.push((what, rule, vec![name])),
            }
        }
        let entry = |(what, rule, names): (&str, &str, Vec<&str>)| {
            let mut text = names.iter().take(12).copied().collect::<Vec<_>>().join(", ");
            if names.len() > 12 {
                text.push_str(&format!(" and {} more", names.len() - 12));
            }
            ReceiptEntry::new(ReceiptKind::Dropped, what, rule).saying(text)
        };
        found.into_iter().map(entry).collect()
    }
}

fn is_layout(file: &str) -> bool {
    let stem = file.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').trim_end_matches(".xml");
    let stem = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    [
        "settings",
        "websettings",
        "fonttable",
        "styleswitheffects",
        "thumbnail.jpeg",
        "thumbnail.emf",
        "thumbnail.wmf",
        "thumbnail.png",
        "printersettings",
        "intelligence",
        "labelinfo",
        "keymaps",
        "customizations",
        "attachedtoolbars",
        "documenttasks",
        "numbering",
        "bibliography",
        "sources",
    ]
    .contains(&stem)
        || file.ends_with(".odttf")
        || file.ends_with(".ttf")
        || file.starts_with("printersettings")
}

pub(crate) fn people(root: &Element) -> Vec<Person> {
    let mut out: Vec<Person> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for element in root.elements().filter(|e| &*e.name == "w15:person") {
        let name = element.attr("w15:author").unwrap_or_default();
        if name.is_empty() || !seen.insert(name) {
            continue;
        }
        let account = element
            .child("w15:presenceInfo")
            .and_then(|info| Some((info.attr("w15:providerId")?.to_owned(), info.attr("w15:userId")?.to_owned())));
        out.push(Person { name: name.to_owned(), account, ..Person::default() });
    }
    out
}

pub(crate) fn properties(
    package: &mut Package<'_>,
    parser: &mut Parser,
    parts: &Parts,
    styles: &Styles,
    languages: &HashMap<String, usize>,
) -> Result<Properties, Error> {
    let mut out = Properties::default();
    if let Some(root) = parts.core.as_deref().map(|name| package.xml(name, parser)).transpose()?.flatten() {
        let text = |name: &str| root.child(name).map(|e| e.text().trim().to_owned()).unwrap_or_default();
        out.title = text("dc:title");
        out.creator = text("dc:creator");
        out.subject = text("dc:subject");
        out.description = text("dc:description");
        out.keywords = text("cp:keywords");
        let time = |name| Some(text(name)).filter(|text| !text.is_empty());
        out.created = time("dcterms:created");
        out.modified = time("dcterms:modified");
        out.language = time("dc:language");
    }
    if let Some(root) = parts.app.as_deref().map(|name| package.xml(name, parser)).transpose()?.flatten() {
        out.program = root.child("ep:Application").map(|e| e.text().trim().to_owned()).unwrap_or_default();
    }
    // The language of most letters is the language of the text; runs without one have that of the styles.
    let most = languages.iter().max_by_key(|(tag, letters)| (**letters, std::cmp::Reverse(tag.as_str())));
    out.language = most
        .map(|(tag, _)| tag.clone())
        .or_else(|| styles.language.clone())
        .or(out.language)
        .filter(|tag| tag != "x-none" && !tag.is_empty() && tag.len() <= 35);
    Ok(out)
}
