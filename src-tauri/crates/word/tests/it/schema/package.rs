//! The package: ECMA-376 Part 2. Each part has a name, a type and somebody who asks for it.

use super::part::{self, Node};
use super::values::is_address;
use std::collections::{HashMap, HashSet};

/// What a relation asks for: the end of its type, the type of the part, its root, and the root's type in the table.
const KINDS: &[(&str, &str, &str, &str)] = &[
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "w:document",
        "CT_Document",
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml",
        "w:styles",
        "CT_Styles",
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml",
        "w:settings",
        "CT_Settings",
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml",
        "w:numbering",
        "CT_Numbering",
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        "w:footnotes",
        "CT_Footnotes",
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
        "w:comments",
        "CT_Comments",
    ),
    (
        "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml",
        "w15:commentsEx",
        "CT_CommentsEx",
    ),
    (
        "http://schemas.microsoft.com/office/2016/09/relationships/commentsIds",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsIds+xml",
        "w16cid:commentsIds",
        "CT_CommentsIds",
    ),
    (
        "http://schemas.microsoft.com/office/2018/08/relationships/commentsExtensible",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtensible+xml",
        "w16cex:commentsExtensible",
        "CT_CommentsExtensible",
    ),
    (
        "http://schemas.microsoft.com/office/2011/relationships/people",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.people+xml",
        "w15:people",
        "CT_People",
    ),
    (
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "application/vnd.openxmlformats-package.core-properties+xml",
        "cp:coreProperties",
        "CT_CoreProperties",
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "ep:Properties",
        "CT_Properties",
    ),
];

pub const IMAGE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image";
pub const HYPERLINK: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink";

/// A relation: its type, what it points to, and whether that is outside.
#[derive(Debug)]
pub struct Relation {
    pub kind: String,
    pub target: String,
    pub external: bool,
}

/// A file in its parts.
#[derive(Debug, Default)]
pub struct Package {
    /// Parts of XML by name, with the type of the root in the table.
    pub parts: Vec<(String, Node, &'static str)>,
    /// Part → id → relation; the package itself is the part without a name.
    pub relations: HashMap<String, HashMap<String, Relation>>,
    pub faults: Vec<String>,
}

impl Package {
    pub fn part(&self, name: &str) -> Option<&Node> {
        self.parts.iter().find(|(known, ..)| known == name).map(|(_, node, _)| node)
    }

    pub fn open(files: &[(String, Vec<u8>)]) -> Self {
        let mut out = Package::default();
        out.names(files);
        let mut trees: HashMap<&str, Node> = HashMap::new();
        for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".xml") || name.ends_with(".rels")) {
            match part::read(name, bytes) {
                Ok(node) => drop(trees.insert(name, node)),
                Err(fault) => out.faults.push(fault),
            }
        }
        let types = trees.remove("[Content_Types].xml").unwrap_or_default();
        let types_of = out.types(files, &types);
        out.parts.push(("[Content_Types].xml".into(), types, "CT_Types"));
        for (name, _) in files.iter().filter(|(name, _)| name.ends_with(".rels")) {
            let node = trees.remove(name.as_str()).unwrap_or_default();
            out.relations_of(name, &node, files);
            out.parts.push((name.clone(), node, "CT_Relationships"));
        }
        let mut asked: HashSet<String> = HashSet::new();
        let mut wanted = Vec::new();
        for relation in out.relations.values().flat_map(HashMap::values).filter(|relation| !relation.external) {
            if asked.insert(relation.target.clone()) {
                wanted.push((relation.kind.clone(), relation.target.clone()));
            }
        }
        wanted.sort();
        for (kind, target) in wanted {
            let media_type = types_of.get(&target).map_or("", String::as_str);
            if kind == IMAGE {
                if !media_type.starts_with("image/") {
                    out.faults.push(format!("{target}: a picture of the type {media_type:?}"));
                }
                continue;
            }
            let Some((_, needed, root, kind)) = KINDS.iter().find(|(known, ..)| *known == kind) else {
                out.faults.push(format!("{target}: nobody knows the relation {kind}"));
                continue;
            };
            if media_type != *needed {
                out.faults.push(format!("{target}: its type is {media_type:?}, not {needed}"));
            }
            let Some(node) = trees.remove(target.as_str()) else { continue };
            if node.name != *root {
                out.faults.push(format!("{target}: it begins with {}, not with {root}", node.name));
            }
            out.parts.push((target, node, kind));
        }
        for (name, _) in files {
            let own = name == "[Content_Types].xml" || name.ends_with(".rels");
            if !own && !asked.contains(name) {
                out.faults.push(format!("{name}: nobody asks for it"));
            }
        }
        out
    }

    /// Part 2, 9.1.1: names of parts.
    fn names(&mut self, files: &[(String, Vec<u8>)]) {
        let mut seen = HashSet::new();
        for (name, _) in files {
            if !seen.insert(name.to_ascii_lowercase()) {
                self.faults.push(format!("{name}: there are two of that name"));
            }
            let fits = name == "[Content_Types].xml"
                || (name.is_ascii()
                    && is_address(name)
                    && !name.contains(['?', '#', '[', ']', ':'])
                    && name.split('/').all(|step| !step.is_empty() && !step.ends_with('.')));
            if !fits {
                self.faults.push(format!("{name:?}: no part may be called so"));
            }
        }
    }

    /// Part 2, 10.1.2: each part has one type.
    fn types(&mut self, files: &[(String, Vec<u8>)], types: &Node) -> HashMap<String, String> {
        let mut out = HashMap::new();
        let mut seen = HashSet::new();
        for element in &types.children {
            let key = element.attribute("Extension").or_else(|| element.attribute("PartName")).unwrap_or_default();
            if !seen.insert(key.to_ascii_lowercase()) {
                self.faults.push(format!("[Content_Types].xml: {key} has two types"));
            }
            if let Some(name) = element.attribute("PartName")
                && !files.iter().any(|(known, _)| Some(known.as_str()) == name.strip_prefix('/'))
            {
                self.faults.push(format!("[Content_Types].xml: there is no {name}"));
            }
        }
        for (name, _) in files.iter().filter(|(name, _)| name != "[Content_Types].xml") {
            let own = |element: &&Node| element.attribute("PartName").and_then(|n| n.strip_prefix('/')) == Some(name);
            let ending = name.rsplit_once('.').map(|(_, ending)| ending);
            let usual = |element: &&Node| ending.is_some() && element.attribute("Extension") == ending;
            let found = types.children.iter().find(own).or_else(|| types.children.iter().find(usual));
            match found.and_then(|element| element.attribute("ContentType")) {
                Some(media_type) => drop(out.insert(name.clone(), media_type.to_owned())),
                None => self.faults.push(format!("{name}: it has no type")),
            }
        }
        out
    }

    /// Part 2, 9.3: relations lead to parts that are there, or outside.
    fn relations_of(&mut self, name: &str, node: &Node, files: &[(String, Vec<u8>)]) {
        let (folder, file) = name.split_once("_rels/").unwrap_or_default();
        let source = format!("{folder}{}", file.trim_end_matches(".rels"));
        if !source.is_empty() && !files.iter().any(|(known, _)| *known == source) {
            self.faults.push(format!("{name}: there is no {source}"));
        }
        let mut relations = HashMap::new();
        for element in &node.children {
            let of = |name: &str| element.attribute(name).unwrap_or_default().to_owned();
            let external = of("TargetMode") == "External";
            let target = if external { of("Target") } else { format!("{folder}{}", of("Target")) };
            if external != (of("Type") == HYPERLINK) {
                self.faults.push(format!("{name}: {target} is on the wrong side"));
            }
            if external && target.is_empty() {
                self.faults.push(format!("{name}: a link to nowhere"));
            }
            if !external && !files.iter().any(|(known, _)| *known == target) {
                self.faults.push(format!("{name}: there is no {target}"));
            }
            if relations.insert(of("Id"), Relation { kind: of("Type"), target, external }).is_some() {
                self.faults.push(format!("{name}: {} is there twice", of("Id")));
            }
        }
        self.relations.insert(source, relations);
    }
}
