//! The sheets of a piece as pictures, for a window that shows what the printer would get.

use crate::plates::Plates;
use crate::screen::Screen;
use crate::set::laid;
use crate::{Article, Options, PressError, Report, data};
use model::PageDesign;
use std::sync::{Arc, Mutex, PoisonError};
use typst::utils::hash128;
use typst_layout::PagedDocument;
use typst_svg::SvgOptions;

/// A piece that is laid out.
pub struct Laid {
    document: PagedDocument,
    /// What is not as it was asked for.
    pub reports: Vec<Report>,
}

/// One sheet as a picture.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The picture: letters are outlines, so that it needs no face and looks the same everywhere.
    pub svg: String,
    /// Its breadth, points.
    pub width: f64,
    /// Its height, points.
    pub height: f64,
}

impl Laid {
    /// How many sheets there are; at least one.
    pub fn sheets(&self) -> usize {
        self.document.pages().len()
    }

    /// A sheet by its number from 1; none when there are fewer.
    pub fn picture(&self, number: usize) -> Option<Picture> {
        let page = self.document.pages().get(number.checked_sub(1)?)?;
        let size = page.frame.size();
        let svg = typst_svg::svg(page, &SvgOptions::default());
        Some(Picture { svg, width: size.x.to_pt(), height: size.y.to_pt() })
    }
}

/// Remembers what it laid out last, so that turning a sheet costs a picture and nothing else.
#[derive(Default)]
pub struct Typesetter {
    last: Mutex<Option<(u128, Arc<Laid>)>>,
    screen: Screen,
}

impl Typesetter {
    /// Lays a piece out, or gives what is laid out already; the standards of the options are for files and not looked at.
    ///
    /// # Errors
    /// When the typesetter gives up.
    pub fn lay(&self, article: &Article, design: &PageDesign, options: &Options) -> Result<Arc<Laid>, PressError> {
        let mut reports = Vec::new();
        let plates = Plates::on(&self.screen, &article.pictures, &mut reports);
        let value = data::of(article, design, options, &plates, &mut reports);
        let key = hash128(&value.to_string());
        if let Some((found, laid)) = &*self.last.lock().unwrap_or_else(PoisonError::into_inner)
            && *found == key
        {
            return Ok(Arc::clone(laid));
        }
        let document = laid(value, &plates, options, &mut reports)?;
        let laid = Arc::new(Laid { document, reports });
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some((key, Arc::clone(&laid)));
        Ok(laid)
    }
}
