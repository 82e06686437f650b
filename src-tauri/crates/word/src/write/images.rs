//! Pictures in a file that is written.

use crate::values::Image;
use crate::write::out::escaped;

/// Twentieths of a point times 635: a pixel at 96 to the inch.
const EMU_PER_PIXEL: u64 = 9525;
/// The width of the text in EMU (6 inches).
const WIDEST: u64 = 6 * 914_400;

#[derive(Debug, Default)]
pub(crate) struct Images {
    pub(crate) known: Vec<Image>,
    /// Places in `known`, in the order of their use.
    pub(crate) used: Vec<usize>,
    /// Names that the text calls and nobody gave.
    pub(crate) missing: Vec<String>,
    drawn: usize,
}

impl Images {
    /// The element that shows a picture; its description, in an element for words, where the picture is not there.
    pub(crate) fn drawing(&mut self, name: &str, alt: &str, title: &str, text: &str) -> String {
        let Some(at) = self.known.iter().position(|image| image.name == name) else {
            self.missing.push(name.to_owned());
            let words = if alt.is_empty() { name } else { alt };
            return format!("<w:{text} xml:space=\"preserve\">[{}]</w:{text}>", escaped(words));
        };
        let number = match self.used.iter().position(|used| *used == at) {
            Some(number) => number + 1,
            None => {
                self.used.push(at);
                self.used.len()
            }
        };
        self.drawn += 1;
        let shape = model::picture::shape(&self.known[at].bytes);
        let (width, height) = shape.map_or((480, 320), |shape| (shape.width, shape.height));
        let (mut cx, mut cy) = (u64::from(width.max(1)) * EMU_PER_PIXEL, u64::from(height.max(1)) * EMU_PER_PIXEL);
        if cx > WIDEST {
            cy = (cy * WIDEST / cx).max(1);
            cx = WIDEST;
        }
        cy = cy.min(WIDEST * 4);
        let file = name.rsplit('/').next().unwrap_or(name);
        let (id, alt, name) = (self.drawn, escaped(alt), escaped(file));
        let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escaped(title)) };
        format!(
            "<w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{cx}\" cy=\"{cy}\"/><wp:docPr id=\"{id}\" name=\"Picture {id}\" descr=\"{alt}\"{title}/>\
             <a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
             <pic:pic xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:nvPicPr><pic:cNvPr id=\"{id}\" name=\"{name}\"/><pic:cNvPicPr/></pic:nvPicPr>\
             <pic:blipFill><a:blip r:embed=\"rImage{number}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
             <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>\
             </pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
        )
    }
}
