//! ICML, the story of InCopy, for placing into InDesign.
//!
//! InDesign refuses a story without the whole wrapper, and a style that is used and not declared. So all styles are
//! declared, used or not, and a run in several marks has one style. Links and footnotes are InDesign's own.

use crate::content::{Figure, Inline, Table};
use crate::outgoing::Outgoing;
use crate::story::{Paragraph, Part, Story, story};
use crate::styles::{CHARACTERS, ListKind, Marks, PARAGRAPHS};
use crate::xml::{xml, xml_line};
use model::picture::{Pictures, address};

/// The widest frame of a picture, points.
const WIDEST: f64 = 320.0;
const NO_STYLE: &str = "$ID/NormalCharacterStyle";
const NORMAL: &str = "$ID/NormalParagraphStyle";

/// A piece as a story for InDesign and InCopy.
pub fn icml(out: &Outgoing<'_>) -> String {
    let story = story(out);
    let mut writer = Writer {
        xml: String::with_capacity(out.body_html.len() * 3 + 16_384),
        links: Vec::new(),
        tables: 0,
        story: &story,
        pictures: out.pictures,
        frames: 0,
    };
    writer.xml.push_str(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <?aid style=\"50\" type=\"snippet\" readerVersion=\"6.0\" featureSet=\"513\" product=\"8.0(370)\" ?>\n\
         <?aid SnippetType=\"InCopyInterchange\"?>\n<Document DOMVersion=\"8.0\" Self=\"standfirst_document\">\n",
    );
    if let Some(seal) = out.seal {
        // A comment ends at two hyphens; no fingerprint has one.
        let seal: String = seal.chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
        writer.xml.push_str(&format!("<!-- seal: {seal} -->\n"));
    }
    push_styles(&mut writer.xml);
    writer.xml.push_str(&format!(
        "<Story Self=\"standfirst_story\" AppliedTOCStyle=\"n\" TrackChanges=\"false\" StoryTitle=\"{}\" AppliedNamedGrid=\"n\">\n\
         <StoryPreference OpticalMarginAlignment=\"true\" OpticalMarginSize=\"9\"/>\n",
        xml_line(&out.title())
    ));
    writer.parts(&story.parts, true);
    writer.xml.push_str("</Story>\n");
    writer.push_links();
    writer.xml.push_str("</Document>\n");
    writer.xml
}

fn push_styles(out: &mut String) {
    out.push_str("<RootCharacterStyleGroup Self=\"standfirst_character_styles\">\n");
    out.push_str(&format!("<CharacterStyle Self=\"{NO_STYLE}\" Name=\"Default\"/>\n"));
    for (name, face) in CHARACTERS {
        let look = match name {
            "Struck" => " StrikeThru=\"true\"".to_owned(),
            "Superscript" => " Position=\"Superscript\"".to_owned(),
            "Subscript" => " Position=\"Subscript\"".to_owned(),
            _ if face.is_empty() => String::new(),
            _ => format!(" FontStyle=\"{face}\""),
        };
        out.push_str(&format!("<CharacterStyle Self=\"CharacterStyle/{name}\" Name=\"{name}\"{look}>\n<Properties><BasedOn type=\"object\">{NO_STYLE}</BasedOn></Properties>\n</CharacterStyle>\n"));
    }
    out.push_str("</RootCharacterStyleGroup>\n<RootParagraphStyleGroup Self=\"standfirst_paragraph_styles\">\n");
    out.push_str(&format!("<ParagraphStyle Self=\"{NORMAL}\" Name=\"$ID/NormalParagraphStyle\"/>\n"));
    for style in PARAGRAPHS {
        let ((size, leading), (left, first), (before, after)) = (style.size, style.indents, style.space);
        let list = match style.list {
            ListKind::None => "",
            ListKind::Bullets => " BulletsAndNumberingListType=\"BulletList\"",
            ListKind::Numbers => " BulletsAndNumberingListType=\"NumberedList\"",
        };
        out.push_str(&format!(
            "<ParagraphStyle Self=\"ParagraphStyle/{0}\" Name=\"{0}\" PointSize=\"{size}\" FontStyle=\"{1}\" LeftIndent=\"{left}\" \
             FirstLineIndent=\"{first}\" SpaceBefore=\"{before}\" SpaceAfter=\"{after}\"{list}>\n<Properties><BasedOn type=\"object\">{NORMAL}</BasedOn>\
             <Leading type=\"unit\">{leading}</Leading></Properties>\n</ParagraphStyle>\n",
            style.name, style.face
        ));
    }
    out.push_str(
        "</RootParagraphStyleGroup>\n<RootTableStyleGroup Self=\"standfirst_table_styles\">\n\
         <TableStyle Self=\"TableStyle/Table\" Name=\"Table\"/>\n</RootTableStyleGroup>\n\
         <RootCellStyleGroup Self=\"standfirst_cell_styles\">\n\
         <CellStyle Self=\"CellStyle/Cell\" AppliedParagraphStyle=\"ParagraphStyle/Table text\" Name=\"Cell\"/>\n\
         <CellStyle Self=\"CellStyle/Head cell\" AppliedParagraphStyle=\"ParagraphStyle/Table text\" Name=\"Head cell\"/>\n\
         </RootCellStyleGroup>\n",
    );
}

struct Writer<'a> {
    xml: String,
    /// The addresses of the links, in the order of their sources.
    links: Vec<String>,
    tables: usize,
    story: &'a Story,
    pictures: &'a Pictures,
    frames: usize,
}

impl Writer<'_> {
    /// Paragraphs and tables; a break stands between two of them.
    fn parts(&mut self, parts: &[Part], is_story: bool) {
        for (at, part) in parts.iter().enumerate() {
            let ends = at + 1 < parts.len();
            match part {
                Part::Paragraph(paragraph) => self.paragraph(paragraph, ends, is_story, at == 0),
                Part::Table(table) => self.table(table, ends),
                Part::Picture(figure) => self.picture(figure, ends),
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, ends: bool, in_story: bool, is_first: bool) {
        let direction = if paragraph.right_to_left { " ParagraphDirection=\"RightToLeftDirection\"" } else { "" };
        let number = paragraph
            .number
            .filter(|_| paragraph.begins_list)
            .map_or_else(String::new, |start| format!(" NumberingContinue=\"false\" NumberingStartAt=\"{start}\""));
        self.open_paragraph(paragraph.style, &format!("{direction}{number}"));
        if !in_story && is_first {
            // The place of the footnote's own number.
            self.range(Marks::default(), "<Content><?ACE 4?>\t</Content>");
        }
        self.inlines(&paragraph.inlines, Marks::default(), in_story);
        if ends {
            self.range(Marks::default(), "<Br/>");
        }
        self.xml.push_str("</ParagraphStyleRange>\n");
    }

    fn open_paragraph(&mut self, style: &str, more: &str) {
        self.xml.push_str(&format!("<ParagraphStyleRange AppliedParagraphStyle=\"ParagraphStyle/{style}\"{more}>\n"));
    }

    fn range(&mut self, marks: Marks, inner: &str) {
        let style = marks.style().map_or_else(|| NO_STYLE.to_owned(), |name| format!("CharacterStyle/{name}"));
        self.xml.push_str(&format!(
            "<CharacterStyleRange AppliedCharacterStyle=\"{style}\">{inner}</CharacterStyleRange>\n"
        ));
    }

    fn inlines(&mut self, inlines: &[Inline], marks: Marks, in_story: bool) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.range(marks, &format!("<Content>{}</Content>", xml(text))),
                // A line separator is InDesign's forced line break.
                Inline::Break => self.range(marks, "<Content>\u{2028}</Content>"),
                Inline::Note(number) => self.note(*number, in_story),
                Inline::Link(href, inner) => {
                    self.links.push(href.clone());
                    let number = self.links.len();
                    self.xml.push_str(&format!(
                        "<HyperlinkTextSource Self=\"link-source-{number}\" Name=\"Link {number}\" Hidden=\"false\">\n"
                    ));
                    self.inlines(inner, marks.within(inline), in_story);
                    self.xml.push_str("</HyperlinkTextSource>\n");
                }
                other => self.inlines(other.inner(), marks.within(other), in_story),
            }
        }
    }

    fn note(&mut self, number: usize, in_story: bool) {
        let note = self.story.notes.get(number - 1).filter(|note| in_story && !note.is_empty());
        let Some(note) = note else {
            // A footnote in a footnote is only its number.
            return self.range(Marks::default(), &format!("<Content>[{number}]</Content>"));
        };
        self.xml.push_str("<CharacterStyleRange AppliedCharacterStyle=\"CharacterStyle/Superscript\">\n<Footnote>\n");
        self.parts(note, false);
        self.xml.push_str("</Footnote>\n</CharacterStyleRange>\n");
    }

    fn table(&mut self, table: &Table, ends: bool) {
        self.tables += 1;
        let (columns, heads, rows) = (table.columns(), table.head.len(), table.body.len());
        // A table needs a row that is no head.
        let (heads, rows) = if rows == 0 { (0, heads) } else { (heads, rows) };
        let id = format!("table-{}", self.tables);
        self.open_paragraph("Table text", "");
        self.xml.push_str(&format!(
            "<CharacterStyleRange AppliedCharacterStyle=\"{NO_STYLE}\">\n<Table Self=\"{id}\" AppliedTableStyle=\"TableStyle/Table\" \
             HeaderRowCount=\"{heads}\" FooterRowCount=\"0\" BodyRowCount=\"{rows}\" ColumnCount=\"{columns}\">\n"
        ));
        for row in 0..heads + rows {
            self.xml.push_str(&format!("<Row Self=\"{id}-row-{row}\" Name=\"{row}\"/>\n"));
        }
        for column in 0..columns {
            self.xml.push_str(&format!("<Column Self=\"{id}-column-{column}\" Name=\"{column}\"/>\n"));
        }
        for (row, cells) in table.head.iter().chain(&table.body).enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let style = if cell.is_header { "Head cell" } else { "Cell" };
                self.xml.push_str(&format!(
                    "<Cell Self=\"{id}-cell-{column}-{row}\" Name=\"{column}:{row}\" RowSpan=\"1\" ColumnSpan=\"1\" AppliedCellStyle=\"CellStyle/{style}\">\n"
                ));
                let align = match cell.align {
                    crate::content::Align::Start => "",
                    crate::content::Align::Center => " Justification=\"CenterAlign\"",
                    crate::content::Align::End => " Justification=\"RightAlign\"",
                };
                self.open_paragraph("Table text", align);
                self.inlines(&cell.inlines, Marks::default(), false);
                self.xml.push_str("</ParagraphStyleRange>\n</Cell>\n");
            }
        }
        self.xml.push_str("</Table>\n</CharacterStyleRange>\n");
        if ends {
            self.range(Marks::default(), "<Br/>");
        }
        self.xml.push_str("</ParagraphStyleRange>\n");
    }

    /// A frame in the line, with a link to the file that lies in `pictures/` beside the story.
    fn picture(&mut self, figure: &Figure, ends: bool) {
        self.frames += 1;
        let number = self.frames;
        let (width, height) = self.pictures.get(&figure.name).map_or((400, 300), |found| (found.width, found.height));
        // A pixel of the web in points, as wide as a column can be taken to be.
        let (width, height) = (f64::from(width) * 0.75, f64::from(height) * 0.75);
        let scale = if width > WIDEST { WIDEST / width } else { 1.0 };
        let (x, y) = (width * scale / 2.0, height * scale / 2.0);
        let point = |x: f64, y: f64| {
            let at = format!("{x:.2} {y:.2}");
            format!("<PathPointType Anchor=\"{at}\" LeftDirection=\"{at}\" RightDirection=\"{at}\"/>")
        };
        let path = [point(-x, -y), point(-x, y), point(x, y), point(x, -y)].concat();
        self.open_paragraph("Picture", "");
        self.xml.push_str(&format!(
            "<CharacterStyleRange AppliedCharacterStyle=\"{NO_STYLE}\">\n<Rectangle Self=\"picture-{number}\" ItemTransform=\"1 0 0 1 {x:.2} {:.2}\">\n\
             <Properties><PathGeometry><GeometryPathType PathOpen=\"false\"><PathPointArray>{path}</PathPointArray></GeometryPathType></PathGeometry></Properties>\n",
            -y
        ));
        if !figure.alt.is_empty() {
            self.xml.push_str(&format!(
                "<ObjectExportOption AltTextSourceType=\"SourceCustom\" CustomAltText=\"{}\"/>\n",
                xml_line(&figure.alt)
            ));
        }
        self.xml.push_str(&format!(
            "<Image Self=\"picture-{number}-image\" ItemTransform=\"{:.4} 0 0 {:.4} {:.2} {:.2}\">\n\
             <Link Self=\"picture-{number}-link\" LinkResourceURI=\"file:{}\"/>\n</Image>\n</Rectangle>\n</CharacterStyleRange>\n",
            scale * 0.75,
            scale * 0.75,
            -x,
            -y,
            address(&figure.name)
        ));
        if ends {
            self.range(Marks::default(), "<Br/>");
        }
        self.xml.push_str("</ParagraphStyleRange>\n");
    }

    /// What the sources of links lead to.
    fn push_links(&mut self) {
        for (at, href) in self.links.iter().enumerate() {
            let number = at + 1;
            self.xml.push_str(&format!(
                "<HyperlinkURLDestination Self=\"link-target-{number}\" Name=\"Target {number}\" DestinationURL=\"{}\" Hidden=\"false\" DestinationUniqueKey=\"{number}\"/>\n\
                 <Hyperlink Self=\"link-{number}\" Name=\"Link {number}\" Source=\"link-source-{number}\" Visible=\"false\" DestinationUniqueKey=\"{number}\">\n\
                 <Properties><Destination type=\"object\">link-target-{number}</Destination></Properties>\n</Hyperlink>\n",
                xml(href)
            ));
        }
    }
}
