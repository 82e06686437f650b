//! What happens to each element of a Word file, in one table.
//!
//! An element that no rule names is said in the receipt, and its words stay in the text.

use crate::xml::Element;
use model::{ReceiptEntry, ReceiptKind};
use std::collections::BTreeMap;

/// What happens to the elements of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Their words or their meaning are in the texts.
    Kept,
    /// Their words stay, what they look like or do goes.
    Changed,
    /// They go; the receipt says so.
    Dropped,
    /// A program's own bookkeeping without meaning for a reader: ids, markers of its checkers, empty containers. They go, and the
    /// receipt counts them in one line.
    Bookkeeping,
}

/// A line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// What happens.
    pub fate: Fate,
    /// The part of a file that it is about, as the receipt says it.
    pub what: &'static str,
    /// The rule's stable name.
    pub name: &'static str,
    /// Names of elements, parted by blanks; `a:*` is every element of that vocabulary that no other rule names.
    pub elements: &'static str,
}

const fn rule(fate: Fate, what: &'static str, name: &'static str, elements: &'static str) -> Rule {
    Rule { fate, what, name, elements }
}

/// The table. The prefixes are those of the transitional form; the strict one has the same.
pub const RULES: &[Rule] = &[
    rule(
        Fate::Kept,
        "paragraphs",
        "word.paragraphs",
        "w:document w:body w:p w:pPr w:r w:rPr w:t w:outlineLvl w:pStyle w:rStyle",
    ),
    rule(Fate::Kept, "emphasis", "word.emphasis", "w:b w:i w:strike w:dstrike w:vertAlign"),
    rule(Fate::Kept, "breaks", "word.breaks", "w:br w:cr w:noBreakHyphen w:softHyphen w:sym"),
    rule(
        Fate::Kept,
        "tracked_changes",
        "word.tracked",
        "w:ins w:del w:delText w:delInstrText w:moveFrom w:moveTo \
        w:moveFromRangeStart w:moveFromRangeEnd w:moveToRangeStart w:moveToRangeEnd",
    ),
    rule(
        Fate::Kept,
        "comments",
        "word.comment_marks",
        "w:comments w:comment w:commentRangeStart w:commentRangeEnd w:commentReference",
    ),
    rule(
        Fate::Kept,
        "notes",
        "word.notes",
        "w:footnotes w:endnotes w:footnote w:endnote w:footnoteReference w:endnoteReference",
    ),
    rule(Fate::Kept, "links", "word.links", "w:hyperlink w:fldSimple w:fldChar w:instrText"),
    rule(Fate::Kept, "lists", "word.lists", "w:numPr w:numId w:ilvl"),
    rule(
        Fate::Kept,
        "tables",
        "word.tables",
        "w:tbl w:tr w:tc w:gridSpan w:tblGrid w:gridCol w:trPr w:tcPr w:tblPr w:tblHeader",
    ),
    rule(Fate::Kept, "pictures", "word.pictures", "w:drawing w:pict a:blip v:imagedata wp:docPr pic:cNvPr pic:pic"),
    rule(
        Fate::Kept,
        "content_controls",
        "word.content_controls",
        "w:sdt w:sdtContent w:smartTag w:customXml w:dir w:bdo w:subDoc w:altChunk",
    ),
    rule(Fate::Kept, "language", "word.language", "w:lang"),
    rule(Fate::Kept, "quotes", "word.indents", "w:ind"),
    rule(
        Fate::Changed,
        "formatting_changes",
        "word.formatting_changes",
        "w:rPrChange w:pPrChange w:sectPrChange w:tblPrChange \
        w:tblPrExChange w:trPrChange w:tcPrChange w:tblGridChange w:numberingChange",
    ),
    rule(Fate::Changed, "cell_changes", "word.cell_changes", "w:cellIns w:cellDel w:cellMerge w:vMerge w:hMerge"),
    rule(
        Fate::Changed,
        "content_control_settings",
        "word.content_control_settings",
        "w:sdtPr w:sdtEndPr w:alias w:tag w:id w:lock \
        w:placeholder w:docPart w:docPartObj w:docPartGallery w:docPartCategory w:docPartUnique w:docPartList w:showingPlcHdr \
        w:dataBinding w:temporary w:text w:richText w:comboBox w:dropDownList w:listItem w:date w:dateFormat w:lid \
        w:storeMappedDataAs w:calendar w:picture w:group w:equation w:citation w:bibliography w:label w:tabIndex w:attr \
        w:smartTagPr w:customXmlPr w:checkBox w:checked w:default w:ddList w:textInput w:ffData w:enabled w:calcOnExit \
        w:entryMacro w:exitMacro w:helpText w:statusText w:maxLength w:format w:result w:sizeAuto w:size w14:checkbox w14:checked \
        w14:checkedState w14:uncheckedState w15:appearance w15:color w15:dataBinding w15:repeatingSection w15:repeatingSectionItem \
        w15:webExtensionLinked w15:webExtensionCreated w16sdtdh:dataHash",
    ),
    rule(Fate::Changed, "capitals", "word.capitals", "w:smallCaps w:caps"),
    rule(Fate::Changed, "text_boxes", "word.text_boxes", "w:txbxContent v:textbox wps:txbx wps:wsp"),
    rule(Fate::Changed, "tabs", "word.tabs", "w:tab w:ptab"),
    rule(
        Fate::Changed,
        "ruby",
        "word.ruby_text",
        "w:ruby w:rubyPr w:rt w:rubyBase w:rubyAlign w:hps w:hpsRaise w:hpsBaseText w:lid",
    ),
    rule(Fate::Changed, "formulas", "word.formulas", "m:*"),
    rule(Fate::Dropped, "hidden_text", "word.hidden_text", "w:vanish w:specVanish w:webHidden"),
    rule(Fate::Dropped, "underlines", "word.underline", "w:u"),
    rule(
        Fate::Dropped,
        "colours_and_fonts",
        "word.look",
        "w:rFonts w:color w:sz w:szCs w:highlight w:shd w:spacing w:w w:kern \
        w:position w:bdr w:effect w:emboss w:imprint w:outline w:shadow w:fitText w:em w:eastAsianLayout w:snapToGrid w:noProof \
        w:oMath w:cs w:bCs w:iCs w:rtl w14:* w:emphasisMark",
    ),
    rule(
        Fate::Dropped,
        "layout_of_paragraphs",
        "word.paragraph_layout",
        "w:jc w:keepNext w:keepLines w:pageBreakBefore w:framePr \
        w:widowControl w:suppressLineNumbers w:pBdr w:top w:left w:bottom w:right w:start w:end w:between w:bar w:tabs \
        w:suppressAutoHyphens w:kinsoku w:wordWrap w:overflowPunct w:topLinePunct w:autoSpaceDE w:autoSpaceDN w:bidi w:adjustRightInd \
        w:contextualSpacing w:mirrorIndents w:suppressOverlap w:textDirection w:textAlignment w:textboxTightWrap w:divId w:cnfStyle \
        w15:collapsed",
    ),
    rule(
        Fate::Dropped,
        "layout_of_tables",
        "word.table_layout",
        "w:tblStyle w:tblpPr w:tblOverlap w:bidiVisual w:tblStyleRowBandSize \
        w:tblStyleColBandSize w:tblW w:tblCellSpacing w:tblInd w:tblBorders w:tblLayout w:tblCellMar w:tblLook w:tblCaption \
        w:tblDescription w:tblPrEx w:insideH w:insideV w:tl2br w:tr2bl w:gridBefore w:gridAfter w:wBefore w:wAfter w:cantSplit \
        w:trHeight w:hidden w:tcW w:tcBorders w:noWrap w:tcMar w:tcFitText w:vAlign w:hideMark w:headers w:header",
    ),
    rule(
        Fate::Dropped,
        "layout_of_pages",
        "word.page_layout",
        "w:sectPr w:headerReference w:footerReference w:footnotePr w:endnotePr \
        w:type w:pgSz w:pgMar w:paperSrc w:pgBorders w:lnNumType w:pgNumType w:cols w:col w:formProt w:noEndnote w:titlePg w:docGrid \
        w:printerSettings w:pos w:numFmt w:numStart w:numRestart w:rtlGutter w:background w15:footnoteColumns w:hdr w:ftr",
    ),
    rule(
        Fate::Dropped,
        "fields_of_the_page",
        "word.page_fields",
        "w:pgNum w:dayShort w:monthShort w:yearShort w:dayLong w:monthLong w:yearLong",
    ),
    rule(
        Fate::Dropped,
        "embedded_objects",
        "word.objects",
        "w:object w:objectEmbed w:objectLink w:control w:movie o:OLEObject w:contentPart",
    ),
    rule(
        Fate::Dropped,
        "drawings",
        "word.drawings",
        "a:* pic:* wp:* wp14:* a14:* a16:* asvg:* adec:* wps:* wpg:* wpc:* wpi:* v:* o:* \
        w10:* c:* dgm:* sl:*",
    ),
    rule(
        Fate::Bookkeeping,
        "bookkeeping",
        "word.bookkeeping",
        "w:proofErr w:lastRenderedPageBreak w:bookmarkStart w:bookmarkEnd w:permStart \
        w:permEnd w:annotationRef w:footnoteRef w:endnoteRef w:separator w:continuationSeparator w:customXmlInsRangeStart \
        w:customXmlInsRangeEnd w:customXmlDelRangeStart w:customXmlDelRangeEnd w:customXmlMoveFromRangeStart \
        w:customXmlMoveFromRangeEnd w:customXmlMoveToRangeStart w:customXmlMoveToRangeEnd mc:AlternateContent mc:Choice mc:Fallback \
        w14:conflictIns w14:conflictDel w14:customXmlConflictInsRangeStart w14:customXmlConflictInsRangeEnd w:fldData w:ffName w:name w:rsid",
    ),
];

/// The rule for an element.
pub fn rule_of(element: &str) -> Option<&'static Rule> {
    let exact = RULES.iter().find(|rule| rule.elements.split_whitespace().any(|name| name == element));
    exact.or_else(|| {
        let (prefix, _) = element.split_once(':')?;
        let all = |name: &str| name.strip_suffix(":*") == Some(prefix);
        RULES.iter().find(|rule| rule.elements.split_whitespace().any(all))
    })
}

/// Counts the elements of a file by rule.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    names: BTreeMap<std::rc::Rc<str>, usize>,
}

impl Tally {
    pub(crate) fn count(&mut self, root: &Element) {
        match self.names.get_mut(&root.name) {
            Some(count) => *count += 1,
            None => drop(self.names.insert(root.name.clone(), 1)),
        }
        root.elements().for_each(|element| self.count(element));
    }

    /// A line for each rule that met something, and one for each element without a rule.
    pub(crate) fn entries(&self) -> Vec<ReceiptEntry> {
        let mut of_rule: BTreeMap<&str, (&Rule, usize, Vec<String>)> = BTreeMap::new();
        let mut unknown = Vec::new();
        for (name, &count) in &self.names {
            match rule_of(name) {
                Some(rule) => {
                    let (_, all, names) = of_rule.entry(rule.name).or_insert((rule, 0, Vec::new()));
                    *all += count;
                    names.push(format!("{name} × {count}"));
                }
                None => unknown.push(
                    ReceiptEntry::new(ReceiptKind::Dropped, "unknown_element", "word.no_rule")
                        .saying(format!("{name} × {count}")),
                ),
            }
        }
        let place = |rule: &Rule| RULES.iter().position(|known| known.name == rule.name);
        let mut found: Vec<_> = of_rule.into_values().collect();
        found.sort_by_key(|(rule, ..)| place(rule));
        let kind = |fate| match fate {
            Fate::Kept => ReceiptKind::Kept,
            Fate::Changed => ReceiptKind::Changed,
            Fate::Dropped | Fate::Bookkeeping => ReceiptKind::Dropped,
        };
        let line = |(rule, _, names): (&Rule, usize, Vec<String>)| {
            ReceiptEntry::new(kind(rule.fate), rule.what, rule.name).saying(names.join(", "))
        };
        found.into_iter().map(line).chain(unknown).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_name_of_its_own_and_every_element_one_rule() {
        let mut names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), RULES.len());
        let mut seen = std::collections::HashMap::new();
        for rule in RULES {
            for element in rule.elements.split_whitespace() {
                if element != "w:lid" {
                    assert_eq!(seen.insert(element, rule.name), None, "{element} has two rules");
                }
            }
        }
        assert_eq!(rule_of("a:anything").map(|rule| rule.name), Some("word.drawings"));
        assert!(rule_of("w:anything").is_none());
    }
}
