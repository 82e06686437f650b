//! Reading back: one file that shows an outside author the text and takes the answer, without the program.
//!
//! It is the only page of the product with a script, because it has to make an answer out of what is typed. The script
//! is always the same one, named by its hash in the page's policy; everything else that stands in the page is data, and
//! the page can load nothing. Without scripts it shows the queries by number, to be answered by mail.

mod page;
mod reply;

pub use page::{Marked, MarkedText, ReadbackPage, ReadbackQuery, readback_page};
pub use reply::{Answered, Reply, ReplyError, read_reply};
