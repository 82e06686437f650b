//! What stands in a paragraph.

use crate::read::fields::address_of;
use crate::read::source::{Atom, CODE, Fate, Look, Picture, SUB, SUP, What};
use crate::read::styles::looks;
use crate::read::walk::{Walker, alternative, stamp};
use crate::symbols;
use crate::xml::Element;

impl Walker<'_> {
    /// Everything below an element that holds runs.
    pub(crate) fn inlines(&mut self, parent: &Element, fate: Fate, look: Look, out: &mut Vec<Atom>) {
        for element in parent.elements() {
            match &*element.name {
                "w:r" => self.run(element, fate, look, out),
                "w:ins" | "w:del" | "w:moveTo" | "w:moveFrom" => {
                    let fate = self.fate_in(element, fate);
                    self.inlines(element, fate, look, out);
                }
                "w:hyperlink" => {
                    let link = self.hyperlink(element).or(look.link);
                    self.inlines(element, fate, Look { link, ..look }, out);
                }
                "w:fldSimple" => {
                    let code = element.attr("w:instr").unwrap_or_default().to_owned();
                    let link = self.field_link(&code).or(look.link);
                    self.inlines(element, fate, Look { link, ..look }, out);
                }
                "w:sdt" | "w:sdtContent" | "w:smartTag" | "w:customXml" | "w:dir" | "w:bdo" => {
                    self.inlines(element, fate, look, out);
                }
                "mc:AlternateContent" => {
                    if let Some(chosen) = alternative(element) {
                        self.inlines(chosen, fate, look, out);
                    }
                }
                "m:oMath" | "m:oMathPara" => {
                    let words = element.words();
                    self.log.changed("formula", "word.formula", self.number, &words);
                    self.push_text(&words, look, fate, out);
                }
                "w:subDoc" => self.log.dropped("sub_document", "word.embedded", self.number, "another file"),
                "w:pPr" => {}
                name => {
                    if self.range_mark(element, out) {
                        continue;
                    }
                    if !element.has_words() {
                        continue;
                    }
                    self.log.unknown(name, self.number, element);
                    if element.child("w:r").is_some() {
                        self.inlines(element, fate, look, out);
                    } else {
                        self.push_text(&element.letters(), look, fate, out);
                    }
                }
            }
        }
    }

    fn run(&mut self, run: &Element, fate: Fate, outer: Look, out: &mut Vec<Atom>) {
        let mut fate = fate;
        let (mut look, mut before, mut hidden, mut lang) = (outer, None, false, None);
        if let Some(properties) = run.child("w:rPr") {
            look.flags |= self.flags(properties);
            hidden = properties.child("w:vanish").map_or_else(
                || properties.child("w:rStyle").and_then(Element::val).is_some_and(|id| self.styles.hides(id)),
                Element::is_on,
            );
            lang = properties.child("w:lang").and_then(Element::val).map(str::to_owned);
            for change in properties.elements() {
                match &*change.name {
                    // The mark of a run that is tracked by its own properties, as some programs write it.
                    "w:ins" | "w:del" | "w:moveTo" | "w:moveFrom" => fate = self.fate_in(change, fate),
                    "w:rPrChange" => {
                        let who = stamp(change);
                        let words = run.words();
                        self.log.formatting("word.formatting", self.number, &who, &words);
                        let flags = change.child("w:rPr").map_or(0, |old| self.flags(old)) | outer.flags;
                        let by = self.source.stamp(who);
                        before = (flags != look.flags).then_some((Look { flags, ..look }, by));
                    }
                    _ => {}
                }
            }
        }
        if let Some(link) = self.fields.link() {
            look.link = Some(link);
            if let Some((old, _)) = &mut before {
                old.link = Some(link);
            }
        }
        let from = out.len();
        let fate = fate;
        self.run_content(run, fate, look, out);
        if hidden {
            let words = run.words();
            if !words.is_empty() {
                self.log.dropped("hidden_text", "word.hidden", self.number, &words);
            }
            out.truncate(from);
        }
        for atom in &mut out[from..] {
            atom.before = before;
            if let (What::Text(text), Some(lang)) = (&atom.what, &lang) {
                *self.languages.entry(lang.clone()).or_default() += text.len();
            }
        }
    }

    fn flags(&self, properties: &Element) -> u8 {
        let style = properties.child("w:rStyle").and_then(Element::val).map_or(0, |id| self.styles.character(id));
        let (sets, on) = looks(properties);
        (style & !sets) | on
    }

    fn run_content(&mut self, run: &Element, fate: Fate, look: Look, out: &mut Vec<Atom>) {
        for element in run.elements() {
            match &*element.name {
                "w:t" | "w:delText" => {
                    let text = unicode(run, element.text());
                    self.push_text(&text, look, fate, out);
                }
                "w:instrText" | "w:delInstrText" => self.fields.code(&element.text()),
                "w:fldChar" => match element.attr("w:fldCharType") {
                    Some("begin") => self.fields.begin(),
                    Some("separate") => {
                        let code = self.fields.current_code();
                        let link = self.field_link(&code);
                        self.fields.separate(link);
                    }
                    Some("end") => {
                        if let Some(code) = self.fields.end() {
                            // A field without a result shows nothing.
                            self.field_link(&code);
                        }
                    }
                    _ => {}
                },
                "w:tab" | "w:ptab" => {
                    self.log.count("tabs");
                    self.push_text(" ", look, fate, out);
                }
                "w:br" | "w:cr" => match element.attr("w:type") {
                    Some(kind @ ("page" | "column")) => {
                        self.log.dropped("page_break", "word.page_break", self.number, &format!("a {kind} break"));
                        self.push_text(" ", look, fate, out);
                    }
                    _ => {
                        let atom = self.atom(What::Break, look, fate);
                        out.push(atom);
                    }
                },
                "w:noBreakHyphen" => self.push_text("\u{2011}", look, fate, out),
                "w:softHyphen" => self.push_text("\u{ad}", look, fate, out),
                "w:sym" => {
                    let code = element.attr("w:char").and_then(|c| u32::from_str_radix(c, 16).ok()).unwrap_or(0);
                    let (found, exact) = symbols::letter(element.attr("w:font").unwrap_or_default(), code);
                    if !exact {
                        self.log.changed("symbol", "word.symbol", self.number, &format!("{code:04X}"));
                    }
                    self.push_text(found.encode_utf8(&mut [0; 4]), look, fate, out);
                }
                "w:footnoteReference" | "w:endnoteReference" => {
                    let kind = if &*element.name == "w:footnoteReference" { "f" } else { "e" };
                    let key = format!("{kind}{}", element.attr("w:id").unwrap_or_default());
                    let next = crate::read::source::count(self.note_keys.len());
                    let number = *self.note_numbers.entry(key.clone()).or_insert(next);
                    if number == next {
                        self.note_keys.push(key);
                    }
                    let look = Look { flags: look.flags & !(SUP | SUB | CODE), ..look };
                    let atom = self.atom(What::Note(number), look, fate);
                    out.push(atom);
                }
                "w:commentReference" => {
                    if let Some(id) = element.attr("w:id").and_then(|id| id.parse().ok())
                        && self.ranged.insert(id)
                    {
                        for what in [What::Start(id), What::End(id)] {
                            let atom = self.atom(what, Look::default(), Fate::default());
                            out.push(atom);
                        }
                    }
                }
                "w:drawing" | "w:pict" | "w:object" => self.drawing(element, fate, look, out),
                "w:ruby" => {
                    let (mut base, mut above) = (String::new(), String::new());
                    if let Some(part) = element.child("w:rubyBase") {
                        base = part.words();
                    }
                    if let Some(part) = element.child("w:rt") {
                        above = part.words();
                    }
                    let text = if above.is_empty() { base } else { format!("{base} ({above})") };
                    self.log.changed("ruby", "word.ruby", self.number, &text);
                    self.push_text(&text, look, fate, out);
                }
                "mc:AlternateContent" => {
                    if let Some(chosen) = alternative(element) {
                        self.run_content(chosen, fate, look, out);
                    }
                }
                // Properties of the run hold no words.
                name => {
                    if element.has_words() {
                        self.log.unknown(name, self.number, element);
                        self.push_text(&element.letters(), look, fate, out);
                    }
                }
            }
        }
    }

    fn push_text(&mut self, text: &str, look: Look, fate: Fate, out: &mut Vec<Atom>) {
        if text.is_empty() || self.fields.is_silent() {
            return;
        }
        // A line break in the letters is white space; control characters can stand in no text.
        let clean = |c: char| match c {
            '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
            c => c,
        };
        let text: String = text.chars().map(clean).filter(|c| !c.is_control()).collect();
        if !text.is_empty() {
            let atom = self.atom(What::Text(text), look, fate);
            out.push(atom);
        }
    }

    fn hyperlink(&mut self, element: &Element) -> Option<u32> {
        let anchor = element.attr("w:anchor");
        let relation = element.attr("r:id").and_then(|id| self.relations.get(id));
        match relation.map(|relation| relation.target.clone()) {
            Some(mut address) => {
                if let Some(anchor) = anchor.filter(|_| !address.contains('#')) {
                    address = format!("{address}#{anchor}");
                }
                self.link_to(&address)
            }
            None => {
                self.log.changed("link", "word.link_inside", self.number, &element.words());
                None
            }
        }
    }

    /// The link that a field code means; other fields are said in the receipt.
    fn field_link(&mut self, code: &str) -> Option<u32> {
        let name = code.split_whitespace().next().unwrap_or_default().to_uppercase();
        match address_of(code) {
            Some(address) if !address.starts_with('#') => self.link_to(&address),
            Some(_) => {
                self.log.changed("link", "word.link_inside", self.number, code.trim());
                None
            }
            None => {
                if !name.is_empty() {
                    self.log.changed("field", "word.field", self.number, code.trim());
                }
                None
            }
        }
    }

    fn link_to(&mut self, address: &str) -> Option<u32> {
        let address: String = address.trim().chars().filter(|c| !c.is_control()).collect();
        let lower = address.to_lowercase();
        if ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme)) && address.len() <= 4096 {
            self.log.count("links");
            return Some(self.source.link(address));
        }
        self.log.dropped("link", "word.link_kind", self.number, &address);
        None
    }

    /// Pictures and the text of boxes; other drawings are said in the receipt.
    fn drawing(&mut self, element: &Element, fate: Fate, look: Look, out: &mut Vec<Atom>) {
        let alt = ["wp:docPr", "pic:cNvPr"]
            .iter()
            .filter_map(|name| element.find(name))
            .find_map(|e| [e.attr("descr"), e.attr("title")].into_iter().flatten().find(|alt| !alt.trim().is_empty()))
            .or_else(|| ["v:shape", "v:rect"].iter().find_map(|n| element.find(n)).and_then(|e| e.attr("alt")))
            .unwrap_or_default()
            .to_owned();
        let described = element.find("wp:docPr").filter(|e| e.attr("descr").is_some_and(|alt| !alt.trim().is_empty()));
        let title = described.and_then(|e| e.attr("title")).unwrap_or_default().to_owned();
        let from = self.source.images.len();
        let before = (out.len(), self.boxes.len());
        self.drawn(element, &alt, fate, look, out);
        self.source.images.iter_mut().skip(from).for_each(|image| image.title.clone_from(&title));
        if &*element.name == "w:object" {
            self.log.dropped("object", "word.object", self.number, "an embedded file; its picture stays");
        } else if before == (out.len(), self.boxes.len()) {
            self.log.dropped("drawing", "word.drawing", self.number, &alt);
        }
    }

    fn drawn(&mut self, element: &Element, alt: &str, fate: Fate, look: Look, out: &mut Vec<Atom>) {
        match &*element.name {
            "a:blip" | "v:imagedata" => {
                let id = element.attr("r:embed").or(element.attr("r:id")).or(element.attr("r:link"));
                let Some(relation) = id.and_then(|id| self.relations.get(id)).cloned() else {
                    return self.log.dropped("image", "word.image_missing", self.number, alt);
                };
                if relation.external {
                    return self.log.dropped("image", "word.image_elsewhere", self.number, &relation.target);
                }
                let name = relation.target.rsplit('/').next().unwrap_or_default().to_owned();
                self.source.images.push(Picture {
                    part: relation.target,
                    name,
                    alt: alt.to_owned(),
                    title: String::new(),
                });
                let number = crate::read::source::count(self.source.images.len() - 1);
                let atom = self.atom(What::Image(number), Look { flags: 0, ..look }, fate);
                out.push(atom);
            }
            "w:txbxContent" => {
                self.log.count("text_boxes");
                let fields = std::mem::take(&mut self.fields);
                let blocks = self.blocks(element, fate);
                self.fields = fields;
                self.boxes.extend(blocks);
            }
            "mc:AlternateContent" => {
                if let Some(chosen) = alternative(element) {
                    self.drawn(chosen, alt, fate, look, out);
                }
            }
            _ => {
                for inner in element.elements() {
                    self.drawn(inner, alt, fate, look, out);
                }
            }
        }
    }
}

/// Letters of symbol fonts that stand in the text as private characters.
fn unicode(run: &Element, text: String) -> String {
    let private = |c: char| ('\u{f000}'..='\u{f0ff}').contains(&c);
    if !text.contains(private) {
        return text;
    }
    let fonts = run.child("w:rPr").and_then(|p| p.child("w:rFonts"));
    let font = fonts.and_then(|f| f.attr("w:ascii").or(f.attr("w:hAnsi"))).unwrap_or("Symbol").to_owned();
    text.chars().map(|c| if private(c) { symbols::letter(&font, c as u32).0 } else { c }).collect()
}
