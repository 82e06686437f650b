//! The two forms of blogs: an RSS feed, and WordPress's import file (WXR).

use crate::fragment::{FragmentFurniture, fragment};
use crate::outgoing::Outgoing;
use crate::xml::{cdata, one_line, push_element, xml_line};

/// Pieces as an RSS 2.0 feed: a channel with an item for each, its text in `content:encoded`.
pub fn rss(pieces: &[Outgoing<'_>], title: &str) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n",
    );
    push_channel(&mut xml, pieces, title);
    for out in pieces {
        xml.push_str("<item>\n");
        push_element(&mut xml, "title", &title_of(out));
        xml.push_str(&format!("<guid isPermaLink=\"false\">{}</guid>\n", out.uri()));
        if let Some(time) = out.published() {
            xml.push_str(&format!("<pubDate>{}</pubDate>\n", time.rfc822()));
        }
        for author in out.authors() {
            push_element(&mut xml, "dc:creator", &author);
        }
        push_element(&mut xml, "category", &out.profile.section);
        for tag in &out.piece.tags {
            push_element(&mut xml, "category", tag);
        }
        push_element(&mut xml, "description", &out.standfirst());
        xml.push_str(&format!("<content:encoded>{}</content:encoded>\n</item>\n", cdata(&html_of(out))));
    }
    xml.push_str("</channel>\n</rss>\n");
    xml
}

/// Pieces as WordPress's own import file, version 1.2: every piece a draft post. The import asks whose they are.
pub fn wxr(pieces: &[Outgoing<'_>], title: &str) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:wfw=\"http://wellformedweb.org/CommentAPI/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:wp=\"http://wordpress.org/export/1.2/\">\n<channel>\n",
    );
    push_channel(&mut xml, pieces, title);
    xml.push_str("<wp:wxr_version>1.2</wp:wxr_version>\n");
    let mut names: Vec<String> = pieces.iter().map(creator).filter(|name| !name.is_empty()).collect();
    names.sort();
    names.dedup();
    for (at, name) in names.iter().enumerate() {
        xml.push_str(&format!(
            "<wp:author><wp:author_id>{}</wp:author_id><wp:author_login>{}</wp:author_login><wp:author_email></wp:author_email>\
             <wp:author_display_name>{}</wp:author_display_name></wp:author>\n",
            at + 1,
            cdata(name),
            cdata(name)
        ));
    }
    for (at, out) in pieces.iter().enumerate() {
        push_post(&mut xml, out, at + 1);
    }
    xml.push_str("</channel>\n</rss>\n");
    xml
}

fn push_channel(xml: &mut String, pieces: &[Outgoing<'_>], title: &str) {
    let title = one_line(title);
    let title = if title.is_empty() { "Untitled" } else { &title };
    push_element(xml, "title", title);
    // The feed has no address yet; whoever publishes it puts his own here.
    xml.push_str("<link>about:blank</link>\n");
    let tagline = pieces.first().map(Outgoing::tagline).unwrap_or_default();
    push_element(xml, "description", if tagline.is_empty() { title } else { &tagline });
    push_element(xml, "language", &pieces.first().map(Outgoing::language).unwrap_or_default());
}

fn push_post(xml: &mut String, out: &Outgoing<'_>, number: usize) {
    let piece = out.piece;
    xml.push_str("<item>\n");
    xml.push_str(&format!("<title>{}</title>\n", cdata(&title_of(out))));
    if let Some(time) = out.published() {
        xml.push_str(&format!("<pubDate>{}</pubDate>\n", time.rfc822()));
    }
    xml.push_str(&format!("<dc:creator>{}</dc:creator>\n", cdata(&creator(out))));
    xml.push_str(&format!("<guid isPermaLink=\"false\">{}</guid>\n<description></description>\n", out.uri()));
    xml.push_str(&format!("<content:encoded>{}</content:encoded>\n", cdata(&html_of(out))));
    xml.push_str(&format!("<excerpt:encoded>{}</excerpt:encoded>\n", cdata(&out.standfirst())));
    xml.push_str(&format!("<wp:post_id>{number}</wp:post_id>\n"));
    if let Some(time) = out.published() {
        xml.push_str(&format!("<wp:post_date>{}</wp:post_date>\n", cdata(&time.sql(false))));
        if time.rfc3339().is_some() {
            xml.push_str(&format!("<wp:post_date_gmt>{}</wp:post_date_gmt>\n", cdata(&time.sql(true))));
        }
    }
    xml.push_str("<wp:comment_status>closed</wp:comment_status>\n<wp:ping_status>closed</wp:ping_status>\n");
    xml.push_str(&format!("<wp:post_name>{}</wp:post_name>\n", cdata(&model::slugify(&piece.slugline))));
    xml.push_str(
        "<wp:status>draft</wp:status>\n<wp:post_parent>0</wp:post_parent>\n<wp:menu_order>0</wp:menu_order>\n",
    );
    xml.push_str(
        "<wp:post_type>post</wp:post_type>\n<wp:post_password></wp:post_password>\n<wp:is_sticky>0</wp:is_sticky>\n",
    );
    push_term(xml, "category", &out.profile.section);
    for tag in &piece.tags {
        push_term(xml, "post_tag", tag);
    }
    for (key, value) in [
        ("kicker", &piece.kicker),
        ("headline_print", &piece.headlines.print),
        ("headline_social", &piece.headlines.social),
        ("byline", &piece.byline),
    ] {
        let value = one_line(value);
        if !value.is_empty() {
            xml.push_str(&format!(
                "<wp:postmeta><wp:meta_key>{}</wp:meta_key><wp:meta_value>{}</wp:meta_value></wp:postmeta>\n",
                cdata(key),
                cdata(&value)
            ));
        }
    }
    xml.push_str("</item>\n");
}

fn push_term(xml: &mut String, domain: &str, name: &str) {
    let name = one_line(name);
    let slug = model::slugify(&name);
    if !slug.is_empty() {
        xml.push_str(&format!(
            "<category domain=\"{domain}\" nicename=\"{}\">{}</category>\n",
            xml_line(&slug),
            cdata(&name)
        ));
    }
}

/// The headline on the web; the working name only when there is none.
fn title_of(out: &Outgoing<'_>) -> String {
    let web = out.web_headline();
    if web.is_empty() { out.title() } else { web }
}

fn creator(out: &Outgoing<'_>) -> String {
    out.authors().join(", ")
}

/// Body and notes as clean HTML; headline, standfirst and byline have fields of their own.
fn html_of(out: &Outgoing<'_>) -> String {
    let mut foot = String::new();
    for html in [out.author_note_html, out.disclosure_html, out.correction_html] {
        if !html.is_empty() {
            foot.push_str(&format!("<p>{html}</p>"));
        }
    }
    let bare = model::Piece::default();
    fragment(
        &bare,
        out.body_html,
        Some(&FragmentFurniture {
            foot_html: &foot,
            pictures_as_words: true,
            seal: out.seal,
            ..FragmentFurniture::default()
        }),
    )
}
