use crate::LIMIT;
use folder::inspect::{Before, Condition, Half, NotAFile, STILL_WRITING, judge, read};
use folder::{Hash, ReadError};
use std::fs;
use std::time::Duration;
use tempfile::tempdir;

const YOUNG: Option<Duration> = Some(Duration::from_millis(100));
const OLD: Option<Duration> = Some(STILL_WRITING);

#[test]
fn a_text_is_sound_in_every_shape() {
    for text in ["a", "a\r\n", "\u{feff}a", "na\u{ef}ve \u{1f600}\u{2028}", "\n"] {
        assert_eq!(judge(text.as_bytes(), None, None), Condition::Sound, "{text:?}");
    }
    assert_eq!(judge(b"", None, None), Condition::Empty);
}

#[test]
fn dl_01_zero_bytes_of_a_crash_are_told() {
    assert_eq!(judge(&[0; 44_393], None, None), Condition::NulFilled { text: 0 });
    assert_eq!(judge(&[0], None, None), Condition::NulFilled { text: 0 });
    assert_eq!(judge(b"A text\n\0\0\0\0\0\0\0\0", None, OLD), Condition::NulFilled { text: 7 });
    assert_eq!(judge(b"A\0text", None, None), Condition::NotText(None));
}

#[test]
fn other_encodings_and_pictures_are_not_text() {
    assert_eq!(judge(b"na\xefve text", None, YOUNG), Condition::NotText(None));
    assert_eq!(judge(b"\xff\xfea\0b\0", None, YOUNG), Condition::NotText(Some("UTF-16LE")));
    assert_eq!(judge(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None, YOUNG), Condition::NotText(None));
}

#[test]
fn a_letter_cut_in_two_is_half_written_until_it_has_been_so_for_long() {
    let cut = &"caf\u{e9}".as_bytes()[..4];
    assert_eq!(judge(cut, None, None), Condition::HalfWritten(Half::CutLetter));
    assert_eq!(judge(cut, None, YOUNG), Condition::HalfWritten(Half::CutLetter));
    assert_eq!(judge(cut, None, OLD), Condition::NotText(None));
}

#[test]
fn dl_10_a_text_that_just_lost_most_of_its_end_is_half_written() {
    let before = Some(Before { bytes: b"0123456789" });
    let half = Condition::HalfWritten(Half::MostIsMissing);
    assert_eq!(judge(b"0123", before, YOUNG), half);
    assert_eq!(judge(b"", before, YOUNG), half, "a save in place starts by emptying the file");
    assert_eq!(judge(b"0123", before, OLD), Condition::Sound, "that is what its writer wanted");
    assert_eq!(judge(b"", before, OLD), Condition::Empty);
    assert_eq!(judge(b"01234", before, YOUNG), Condition::Sound, "half of it is there");
    assert_eq!(judge(b"0x", before, YOUNG), Condition::Sound, "another text");
    assert_eq!(judge(b"0123", before, None), Condition::Sound, "nothing tells that it is young");
}

#[test]
fn a_file_is_read_with_its_stamp_and_within_a_limit() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("a.md");
    fs::write(&path, "text").unwrap();
    let content = read(&path, 4).unwrap();
    assert_eq!((content.bytes.as_slice(), content.hash), (&b"text"[..], Hash::of(b"text")));
    assert_eq!(content.stamp, folder::Stamp::of(&path, &path.metadata().unwrap()));
    assert!(matches!(read(&path, 3), Err(ReadError::TooLarge { bytes: 4, limit: 3 })));
    assert!(matches!(read(&dir.path().join("b.md"), 3), Err(ReadError::Missing)));
    assert!(!format!("{content:?}").contains("text"), "texts of users go to no log");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_told_and_never_waited_for() {
    use std::os::unix::fs::symlink;
    let dir = tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    // On Linux a pipe is made by this call; nobody will ever write to it.
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, FileType, Mode, mknodat};
        mknodat(CWD, at("pipe.md"), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
        assert!(matches!(read(&at("pipe.md"), LIMIT), Err(ReadError::NotAFile(NotAFile::Pipe))));
    }
    let _socket = std::os::unix::net::UnixListener::bind(at("socket.md")).unwrap();
    symlink(dir.path(), at("folder.md")).unwrap();
    symlink("nowhere", at("broken.md")).unwrap();
    symlink("/dev/zero", at("zero.md")).unwrap();
    assert!(matches!(read(&at("socket.md"), LIMIT), Err(ReadError::NotAFile(NotAFile::Socket))));
    assert!(matches!(read(&at("folder.md"), LIMIT), Err(ReadError::NotAFile(NotAFile::Folder))));
    assert!(matches!(read(&at("broken.md"), LIMIT), Err(ReadError::BrokenLink)));
    assert!(matches!(read(&at("zero.md"), LIMIT), Err(ReadError::NotAFile(NotAFile::Device))));
}
