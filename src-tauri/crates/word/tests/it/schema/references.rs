//! What one place of a file says of another: numbers, names and relations must lead somewhere, and only to one thing.

use super::package::{HYPERLINK, IMAGE, Package};
use super::part::Node;
use std::collections::{HashMap, HashSet};

const DOCUMENT: &str = "word/document.xml";
const COMMENTS: &str = "word/comments.xml";
const FOOTNOTES: &str = "word/footnotes.xml";

/// The faults of a file in how its places speak of each other.
pub fn faults(package: &Package) -> Vec<String> {
    let mut out = Out { package, faults: Vec::new() };
    out.relations();
    out.numbers_of_changes();
    out.pictures();
    out.footnotes();
    out.comments();
    out.threads();
    out.moves();
    out.styles();
    out.lists();
    out.tables();
    out.deleted_words();
    out.faults
}

struct Out<'a> {
    package: &'a Package,
    faults: Vec<String>,
}

fn of<'n>(node: &'n Node, name: &str) -> &'n str {
    node.attribute(name).unwrap_or_default()
}

impl<'a> Out<'a> {
    fn fault(&mut self, text: impl Into<String>) {
        self.faults.push(text.into());
    }

    /// All elements of a part; none where it is not there.
    fn all(&self, part: &str) -> Vec<&'a Node> {
        let package = self.package;
        package.part(part).map(Node::all).unwrap_or_default()
    }

    fn named(&self, part: &str, name: &str) -> Vec<&'a Node> {
        self.all(part).into_iter().filter(|node| node.name == name).collect()
    }

    fn everywhere(&self) -> Vec<(&'a str, &'a Node)> {
        let package = self.package;
        package
            .parts
            .iter()
            .flat_map(|(name, root, _)| root.all().into_iter().map(|node| (name.as_str(), node)))
            .collect()
    }

    /// Tells of what is there twice.
    fn once<'s>(&mut self, what: &str, values: impl IntoIterator<Item = &'s str>) {
        let mut seen = HashSet::new();
        for value in values {
            if !seen.insert(value) {
                self.fault(format!("{what} {value:?} is there twice"));
            }
        }
    }

    fn relations(&mut self) {
        let package = self.package;
        for (part, node) in self.everywhere() {
            for (name, kind) in [("r:id", HYPERLINK), ("r:embed", IMAGE)] {
                let Some(id) = node.attribute(name) else { continue };
                match package.relations.get(part).and_then(|relations| relations.get(id)) {
                    Some(relation) if relation.kind == kind => {}
                    Some(relation) => self.fault(format!("{part}: {id} of {} is {}", node.name, relation.kind)),
                    None => self.fault(format!("{part}: {} asks for {id}, which is nowhere", node.name)),
                }
            }
        }
    }

    /// 17.13: no two changes have one number.
    fn numbers_of_changes(&mut self) {
        let changes = |name: &str| {
            matches!(
                name,
                "w:ins"
                    | "w:del"
                    | "w:moveFrom"
                    | "w:moveTo"
                    | "w:rPrChange"
                    | "w:pPrChange"
                    | "w:moveFromRangeStart"
                    | "w:moveToRangeStart"
            )
        };
        let all = self.everywhere();
        let ids: Vec<&str> =
            all.iter().filter(|(_, node)| changes(&node.name)).map(|(_, node)| of(node, "w:id")).collect();
        self.once("the number of a change", ids);
    }

    fn pictures(&mut self) {
        let all = self.everywhere();
        let ids: Vec<&str> =
            all.iter().filter(|(_, node)| node.name == "wp:docPr").map(|(_, node)| of(node, "id")).collect();
        self.once("the number of a picture", ids);
    }

    /// 17.11.14: notes are called from the text, and from no note and no comment.
    fn footnotes(&mut self) {
        let notes = self.named(FOOTNOTES, "w:footnote");
        let ids: Vec<&str> = notes.iter().map(|note| of(note, "w:id")).collect();
        self.once("the note", ids.iter().copied());
        let called: Vec<&str> =
            self.named(DOCUMENT, "w:footnoteReference").iter().map(|call| of(call, "w:id")).collect();
        for note in &notes {
            let plain = matches!(note.attribute("w:type"), None | Some("normal"));
            if plain != called.contains(&of(note, "w:id")) {
                self.fault(format!("{FOOTNOTES}: note {} is called, or not, as it should not be", of(note, "w:id")));
            }
        }
        for id in called.iter().filter(|id| !ids.contains(id)) {
            self.fault(format!("{DOCUMENT}: there is no note {id}"));
        }
        for part in [FOOTNOTES, COMMENTS] {
            if !self.named(part, "w:footnoteReference").is_empty() {
                self.fault(format!("{part}: calls a note"));
            }
        }
        if !notes.is_empty() {
            let types: Vec<&str> = notes.iter().take(2).map(|note| of(note, "w:type")).collect();
            let settings = self.named("word/settings.xml", "w:footnote");
            let named: Vec<&str> = settings.iter().map(|note| of(note, "w:id")).collect();
            if types != ["separator", "continuationSeparator"] || named != ids[..2] {
                self.fault(format!("{FOOTNOTES}: {types:?} stand first, the settings name {named:?}"));
            }
        }
    }

    /// 17.13.4: a comment is called once, and its range has both ends, in order, or none.
    fn comments(&mut self) {
        let known: Vec<&str> = self.named(COMMENTS, "w:comment").iter().map(|comment| of(comment, "w:id")).collect();
        self.once("the comment", known.iter().copied());
        let mut called: Vec<&str> = Vec::new();
        for part in [DOCUMENT, FOOTNOTES, COMMENTS] {
            let (mut open, mut closed): (HashSet<&str>, HashSet<&str>) = Default::default();
            for node in self.all(part) {
                let id = of(node, "w:id");
                match node.name.as_str() {
                    "w:commentRangeStart" if !open.insert(id) => {
                        self.fault(format!("{part}: comment {id} starts twice"))
                    }
                    "w:commentRangeEnd" if !open.contains(id) || !closed.insert(id) => {
                        self.fault(format!("{part}: comment {id} ends where it has not started"));
                    }
                    "w:commentReference" => {
                        if open.contains(id) != closed.contains(id) {
                            self.fault(format!("{part}: comment {id} is called within its range"));
                        }
                        called.push(id);
                    }
                    _ => {}
                }
            }
            for id in open.difference(&closed) {
                self.fault(format!("{part}: comment {id} never ends"));
            }
            for id in open.iter().filter(|id| !called.contains(id)) {
                self.fault(format!("{part}: comment {id} has a range and no call"));
            }
        }
        self.once("the call of the comment", called.iter().copied());
        let (one, two): (HashSet<&str>, HashSet<&str>) = (known.into_iter().collect(), called.into_iter().collect());
        for id in one.symmetric_difference(&two) {
            self.fault(format!("comment {id} is called or said, but not both"));
        }
    }

    /// [MS-DOCX] 2.5: the parts beside the comments know each by its last paragraph.
    fn threads(&mut self) {
        let mut last: Vec<&str> = Vec::new();
        for comment in self.named(COMMENTS, "w:comment") {
            match comment.children.last().and_then(|node| node.attribute("w14:paraId")) {
                Some(id) => last.push(id),
                None => self.fault(format!("{COMMENTS}: the last of comment {} has no number", of(comment, "w:id"))),
            }
        }
        let all = self.everywhere();
        self.once("the paragraph", all.iter().filter_map(|(_, node)| node.attribute("w14:paraId")));
        let extended = self.named("word/commentsExtended.xml", "w15:commentEx");
        let told: Vec<&str> = extended.iter().map(|node| of(node, "w15:paraId")).collect();
        if told != last {
            self.fault(format!("the threads know {told:?}, the comments are {last:?}"));
        }
        let above = |id: &str| {
            let node = extended.iter().find(|node| of(node, "w15:paraId") == id);
            node.and_then(|node| node.attribute("w15:paraIdParent"))
        };
        for id in &told {
            let parent = above(id);
            if parent.is_some_and(|parent| !told.contains(&parent)) {
                self.fault(format!("the comment {parent:?}, which is answered, is nowhere"));
            }
            if std::iter::successors(Some(*id), |id| above(id)).nth(told.len()).is_some() {
                self.fault(format!("the comment {id} answers itself"));
            }
        }
        let ids = self.named("word/commentsIds.xml", "w16cid:commentId");
        if ids.iter().map(|node| of(node, "w16cid:paraId")).ne(last.iter().copied()) {
            self.fault("the durable numbers are of other comments");
        }
        let durable: Vec<&str> = ids.iter().map(|node| of(node, "w16cid:durableId")).collect();
        self.once("the durable number", durable.iter().copied());
        for node in self.named("word/commentsExtensible.xml", "w16cex:commentExtensible") {
            if !durable.contains(&of(node, "w16cex:durableId")) {
                self.fault(format!("nobody has the durable number {}", of(node, "w16cex:durableId")));
            }
        }
        let people: Vec<&str> =
            self.named("word/people.xml", "w15:person").iter().map(|node| of(node, "w15:author")).collect();
        self.once("the person", people);
    }

    /// 17.13.5.21 to 17.13.5.28: moved words stand within a range of their kind, and a range has both ends.
    fn moves(&mut self) {
        for part in [DOCUMENT, FOOTNOTES, COMMENTS] {
            for kind in ["From", "To"] {
                let (start, end) = (format!("w:move{kind}RangeStart"), format!("w:move{kind}RangeEnd"));
                let mut open: Vec<&str> = Vec::new();
                for node in self.all(part) {
                    let id = of(node, "w:id");
                    if node.name == start {
                        open.push(id);
                    } else if node.name == end {
                        match open.iter().position(|known| *known == id) {
                            Some(at) => drop(open.remove(at)),
                            None => self.fault(format!("{part}: the range {id} of a move ends before it starts")),
                        }
                    } else if node.name == format!("w:move{kind}") && !node.children.is_empty() && open.is_empty() {
                        self.fault(format!("{part}: the move {id} is in no range"));
                    }
                }
                for id in open {
                    self.fault(format!("{part}: the range {id} of a move never ends"));
                }
            }
        }
    }

    fn styles(&mut self) {
        let styles = self.named("word/styles.xml", "w:style");
        let mut kinds: HashMap<&str, &str> = HashMap::new();
        for style in &styles {
            if kinds.insert(of(style, "w:styleId"), of(style, "w:type")).is_some() {
                self.fault(format!("the style {} is there twice", of(style, "w:styleId")));
            }
        }
        let names: Vec<&str> = styles.iter().filter_map(|s| s.child("w:name")).map(|name| of(name, "w:val")).collect();
        self.once("the style called", names);
        for (part, node) in self.everywhere() {
            let kind = match node.name.as_str() {
                "w:pStyle" | "w:next" => "paragraph",
                "w:rStyle" => "character",
                "w:tblStyle" => "table",
                _ => continue,
            };
            if kinds.get(of(node, "w:val")) != Some(&kind) {
                self.fault(format!("{part}: there is no style {} for a {kind}", of(node, "w:val")));
            }
        }
        for style in &styles {
            let base = style.child("w:basedOn").map(|base| of(base, "w:val"));
            if base.is_some_and(|base| kinds.get(base) != Some(&of(style, "w:type"))) {
                self.fault(format!("{} is based on {base:?}", of(style, "w:styleId")));
            }
        }
    }

    /// 17.9: paragraphs have numbers that are defined, at levels that are defined.
    fn lists(&mut self) {
        let mut levels: HashMap<&str, Vec<&str>> = HashMap::new();
        for list in self.named("word/numbering.xml", "w:abstractNum") {
            let own: Vec<&str> =
                list.children.iter().filter(|node| node.name == "w:lvl").map(|level| of(level, "w:ilvl")).collect();
            self.once("the level", own.iter().copied());
            if levels.insert(of(list, "w:abstractNumId"), own).is_some() {
                self.fault(format!("two lists are {}", of(list, "w:abstractNumId")));
            }
        }
        let mut numbers: HashMap<&str, &str> = HashMap::new();
        for number in self.named("word/numbering.xml", "w:num") {
            let list = number.child("w:abstractNumId").map(|list| of(list, "w:val")).unwrap_or_default();
            if !levels.contains_key(list) || numbers.insert(of(number, "w:numId"), list).is_some() {
                self.fault(format!("the list {} is there twice, or is none", of(number, "w:numId")));
            }
        }
        for (part, node) in self.everywhere().into_iter().filter(|(_, node)| node.name == "w:numPr") {
            let value = |name: &str| node.child(name).map(|child| of(child, "w:val")).unwrap_or_default();
            let own = numbers.get(value("w:numId")).and_then(|list| levels.get(list));
            if !own.is_some_and(|own| own.contains(&value("w:ilvl"))) {
                self.fault(format!("{part}: there is no list {} with a level {}", value("w:numId"), value("w:ilvl")));
            }
        }
    }

    /// 17.4.65: a cell ends with a paragraph. [MS-OI29500] on 17.4.48: Word takes 63 columns.
    fn tables(&mut self) {
        for (part, table) in self.everywhere().into_iter().filter(|(_, node)| node.name == "w:tbl") {
            let columns = table.child("w:tblGrid").map_or(0, |grid| grid.children.len());
            if !(1..=63).contains(&columns) {
                self.fault(format!("{part}: a table of {columns} columns"));
            }
            let rows: Vec<&Node> = table.children.iter().filter(|node| node.name == "w:tr").collect();
            if rows.is_empty() {
                self.fault(format!("{part}: a table without rows"));
            }
            for row in rows {
                let cells: Vec<&Node> = row.children.iter().filter(|node| node.name == "w:tc").collect();
                if cells.len() != columns {
                    self.fault(format!("{part}: a row of {} cells in {columns} columns", cells.len()));
                }
                if cells.iter().any(|cell| cell.children.last().is_none_or(|last| last.name != "w:p")) {
                    self.fault(format!("{part}: a cell does not end with a paragraph"));
                }
            }
        }
        // Word asks for a paragraph behind a table at the end of a text, a note or a comment.
        for (part, node) in self.everywhere().into_iter().filter(|(part, _)| *part != "word/settings.xml") {
            let holds = matches!(node.name.as_str(), "w:body" | "w:footnote" | "w:comment");
            let last = node.children.iter().rfind(|node| matches!(node.name.as_str(), "w:p" | "w:tbl"));
            if holds && last.is_none_or(|last| last.name != "w:p") {
                self.fault(format!("{part}: {} does not end with a paragraph", node.name));
            }
        }
    }

    /// 17.3.3.7: words that went have an element of their own; it is for them alone.
    fn deleted_words(&mut self) {
        fn walk(part: &str, node: &Node, deleted: bool, out: &mut Vec<String>) {
            let wrong = if deleted { "w:t" } else { "w:delText" };
            if node.name == wrong {
                out.push(format!("{part}: {wrong} for words that are {}", if deleted { "gone" } else { "there" }));
            }
            // An empty one is the mark of a paragraph or row, not what holds its words.
            node.children.iter().for_each(|child| walk(part, child, deleted || node.name == "w:del", out));
        }
        let package = self.package;
        for (name, root, _) in &package.parts {
            walk(name, root, false, &mut self.faults);
        }
    }
}
