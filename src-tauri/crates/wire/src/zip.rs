//! Archives whose bytes depend on their content alone: fixed times, fixed order, no names of people or machines.

use flate2::Compression;
use flate2::write::DeflateEncoder;
use std::io::Write;

/// 1 January 1980, the first day that the format knows.
const DATE: u16 = 0x0021;
/// The names are UTF-8.
const UTF8: u16 = 0x0800;

/// An archive in the making.
#[derive(Default)]
pub(crate) struct Zip {
    out: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

impl Zip {
    /// Adds a file; what does not get smaller, and what must not, is stored as it is.
    pub(crate) fn add(&mut self, name: &str, content: &[u8], may_shrink: bool) {
        let smaller = may_shrink.then(|| deflated(content)).flatten().filter(|small| small.len() < content.len());
        let (method, data) = smaller.as_deref().map_or((0, content), |small| (8u16, small));
        let mut crc = flate2::Crc::new();
        crc.update(content);
        let size = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        let mut head = Vec::with_capacity(26);
        for field in [20, UTF8, method, 0, DATE] {
            head.extend(field.to_le_bytes());
        }
        for field in [crc.sum(), size(data), size(content)] {
            head.extend(field.to_le_bytes());
        }
        head.extend(u16::try_from(name.len()).unwrap_or(u16::MAX).to_le_bytes());
        head.extend(0u16.to_le_bytes());

        let at = size(&self.out);
        self.out.extend(0x0403_4b50u32.to_le_bytes());
        self.out.extend(&head);
        self.out.extend(name.as_bytes());
        self.out.extend(data);

        self.directory.extend(0x0201_4b50u32.to_le_bytes());
        self.directory.extend(20u16.to_le_bytes());
        self.directory.extend(&head);
        // No comment, first disk, no attributes of any system.
        self.directory.extend([0; 10]);
        self.directory.extend(at.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.count += 1;
    }

    /// The whole archive.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        let at = u32::try_from(self.out.len()).unwrap_or(u32::MAX);
        let size = u32::try_from(self.directory.len()).unwrap_or(u32::MAX);
        self.out.extend(&self.directory);
        self.out.extend(0x0605_4b50u32.to_le_bytes());
        self.out.extend([0; 4]);
        self.out.extend(self.count.to_le_bytes());
        self.out.extend(self.count.to_le_bytes());
        self.out.extend(size.to_le_bytes());
        self.out.extend(at.to_le_bytes());
        self.out.extend(0u16.to_le_bytes());
        self.out
    }
}

fn deflated(content: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).ok()?;
    encoder.finish().ok()
}

/// Files as one archive, in the order given. A name that is taken gets a number.
pub fn zip(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = Zip::default();
    let mut taken: Vec<String> = Vec::new();
    for (name, content) in files {
        let mut free = name.clone();
        let mut number = 2;
        while taken.iter().any(|other| other.eq_ignore_ascii_case(&free)) {
            let (stem, end) = name.rsplit_once('.').unwrap_or((name, ""));
            free = if end.is_empty() { format!("{stem}-{number}") } else { format!("{stem}-{number}.{end}") };
            number += 1;
        }
        zip.add(&free, content, true);
        taken.push(free);
    }
    zip.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_files_are_the_same_bytes_and_names_are_parted() {
        let files =
            vec![("a.txt".to_owned(), b"aaaaaaaaaaaaaaaaaaaaaaaaaaaaa".to_vec()), ("A.txt".to_owned(), b"b".to_vec())];
        let bytes = zip(&files);
        assert_eq!(bytes, zip(&files));
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains("A-2.txt") && bytes.starts_with(b"PK\x03\x04"));
    }
}
