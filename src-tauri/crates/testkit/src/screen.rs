//! What is done through the X server: a picture of the screen (the web driver's own way now and then hangs), and the
//! button that closes a window.

use crate::{Failure, Result};
use std::collections::HashSet;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, ImageFormat, MapState, Window};

/// Writes what the largest window on the screen of `DISPLAY` shows as a PNG.
pub(crate) fn take(path: &Path) -> Result {
    let (width, height, pixels) = grab()?;
    let mut encoder = png::Encoder::new(BufWriter::new(File::create(path)?), width.into(), height.into());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().map_err(|e| failed(&e))?;
    writer.write_image_data(&pixels).map_err(|e| failed(&e))?;
    writer.finish().map_err(|e| failed(&e))
}

/// How many different colours the largest window shows: an empty one shows a handful.
pub(crate) fn colours() -> Result<usize> {
    let (_, _, pixels) = grab()?;
    let all: HashSet<&[u8]> = pixels.chunks_exact(3).collect();
    Ok(all.len())
}

fn failed(what: &dyn std::fmt::Display) -> Failure {
    Failure::Program(format!("no picture of the screen: {what}"))
}

/// Width and height of what the largest window shows, and its pixels: red, green and blue, a byte each.
fn grab() -> Result<(u16, u16, Vec<u8>)> {
    let (server, screen) = x11rb::connect(None).map_err(|e| failed(&e))?;
    let root = server.setup().roots.get(screen).ok_or_else(|| failed(&"no such screen"))?.root;
    let (width, height, offset) = largest(&server, root).map_err(|e| failed(&e))?;
    let image = server
        .get_image(ImageFormat::Z_PIXMAP, root, offset.0, offset.1, width, height, !0)
        .map_err(|e| failed(&e))?
        .reply()
        .map_err(|e| failed(&e))?;
    if image.depth < 24 {
        return Err(failed(&"the screen has too few colours"));
    }
    // Four bytes a pixel, blue first; the fourth is not used.
    let pixels = image.data.chunks_exact(4).flat_map(|pixel| [pixel[2], pixel[1], pixel[0]]).collect();
    Ok((width, height, pixels))
}

/// Width, height and offset (pixels) of the part of the largest shown window that lies on the screen.
fn largest(
    server: &impl Connection,
    root: Window,
) -> std::result::Result<(u16, u16, (i16, i16)), x11rb::errors::ReplyError> {
    let screen = server.get_geometry(root)?.reply()?;
    let mut best = (screen.width, screen.height, (0, 0));
    let mut area = 0;
    for window in server.query_tree(root)?.reply()?.children {
        // A window may close between the question and the answer.
        let Ok(attributes) = server.get_window_attributes(window)?.reply() else { continue };
        let Ok(at) = server.get_geometry(window)?.reply() else { continue };
        let (left, top) = (at.x.max(0), at.y.max(0));
        let right = (i32::from(at.x) + i32::from(at.width)).min(screen.width.into());
        let bottom = (i32::from(at.y) + i32::from(at.height)).min(screen.height.into());
        let (width, height) = (right - i32::from(left), bottom - i32::from(top));
        if attributes.map_state == MapState::VIEWABLE && width > 0 && height > 0 && width * height > area {
            area = width * height;
            best = (width as u16, height as u16, (left, top));
        }
    }
    Ok(best)
}

/// Presses the close button of every window of a process, as a window manager does (ICCCM 4.1.2.7, WM_DELETE_WINDOW).
/// False when it shows none at this moment.
pub(crate) fn close(pid: u32) -> Result<bool> {
    close_windows(pid).map_err(|e| Failure::Program(format!("the window can't be closed: {e}")))
}

fn close_windows(pid: u32) -> std::result::Result<bool, Box<dyn std::error::Error>> {
    let mut pressed = false;
    let (server, screen) = x11rb::connect(None)?;
    let root = server.setup().roots.get(screen).ok_or("no such screen")?.root;
    let atom =
        |name: &str| Ok::<_, Box<dyn std::error::Error>>(server.intern_atom(false, name.as_bytes())?.reply()?.atom);
    let (protocols, delete, owner) = (atom("WM_PROTOCOLS")?, atom("WM_DELETE_WINDOW")?, atom("_NET_WM_PID")?);
    for window in server.query_tree(root)?.reply()?.children {
        let named = server.get_property(false, window, owner, AtomEnum::CARDINAL, 0, 1)?.reply();
        let owned = named.ok().and_then(|value| value.value32()?.next()) == Some(pid);
        let shown = server.get_window_attributes(window)?.reply().is_ok_and(|a| a.map_state == MapState::VIEWABLE);
        if owned && shown {
            let message = ClientMessageEvent::new(32, window, protocols, [delete, x11rb::CURRENT_TIME, 0, 0, 0]);
            server.send_event(false, window, EventMask::NO_EVENT, message)?.check()?;
            pressed = true;
        }
    }
    Ok(pressed)
}
