//! Profiles as files.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use model::{HandoverNeed, OutletProfile, Stage};
use outlets::{SHIPPED, check, read, shipped, write};
use proptest::prelude::*;

fn error(text: &str) -> String {
    read(text).unwrap_err().to_string()
}

#[test]
fn every_shipped_profile_is_complete_and_nothing_is_to_be_said_of_it() {
    for file in SHIPPED {
        let profile = shipped(file.key).unwrap_or_else(|| panic!("{}: {:?}", file.key, read(file.toml)));
        assert_eq!(check(&profile), [], "{}", file.key);
        assert!(!profile.needs(Stage::Approved).is_empty() && !profile.required.is_empty(), "{}", file.key);
        assert!(profile.length.most > 0 && !profile.rights.usage.is_empty() && !profile.exclusivity.terms.is_empty());
        assert!(
            profile.needs(Stage::Published).contains(&HandoverNeed::Seal),
            "{}: the copy that was approved goes out",
            file.key
        );
        assert_eq!(read(&write(&profile)), Ok(profile), "{}", file.key);
    }
}

#[test]
fn three_lines_are_a_profile() {
    let profile = read("name = \"The Lantern\"\n[length]\nhigh = 700\n").unwrap();
    assert_eq!((profile.name.as_str(), profile.length.high, profile.drop_cap), ("The Lantern", 700, true));
    assert_eq!(write(&profile), "name = \"The Lantern\"\n\n[length]\nhigh = 700\n");
    assert!(read("\u{feff}name = 'x'").is_ok());
}

#[test]
fn what_is_wrong_is_told_with_its_place_and_a_way_out() {
    for (text, parts) in [
        ("name = \"x\"\nlength = \n", &["Line 2"][..]),
        ("name = \"x\"\nheadlin_limit = 3\n", &["headlin_limit", "headline_limit"]),
        ("name = \"x\"\n[page]\ncolums = 3\n", &["page.colums", "columns"]),
        ("name = \"x\"\n[page]\ncolumns = \"3\"\n", &["page.columns", "a whole number"]),
        ("name = \"x\"\n[page]\ncolumns = -3\n", &["Line 3"]),
        ("name = \"x\"\n[page]\npaper = \"a9\"\n", &["a9", "broadsheet"]),
        ("name = \"x\"\ndate_style = \"british\"\n", &["british", "day_month_year"]),
        ("name = \"x\"\nrequired = [\"headlines\"]\n", &["headlines", "author_note"]),
        ("name = \"x\"\nrequired = [3]\n", &["a list of names"]),
        ("name = \"x\"\n[handover.aproved]\nneeds = []\n", &["handover.aproved", "approved"]),
        ("name = \"x\"\n[handover.approved]\nneeds = [\"author_sign_off\"]\n", &["author_sign_off", "author_signoff"]),
        ("name = \"x\"\n[handover.approved]\nneed = []\n", &["handover.approved.need", "needs"]),
        ("name = \"x\"\n[handover]\napproved = 1\n", &["needs ="]),
        ("name = \"x\"\n[[rights.trust]]\nurl = \"y\"\n", &["rights.trust.url"]),
        ("tagline = \"x\"\n", &["needs a name"]),
        ("", &["needs a name"]),
        ("name = \"x\"\nname = \"y\"\n", &["Line 2"]),
        ("PK\u{3}\u{4}\0\0", &["Line 1"]),
    ] {
        let said = error(text);
        assert!(
            parts.iter().all(|part| said.contains(part)) && said.ends_with("Nothing was changed."),
            "{text}\n→ {said}"
        );
    }
    assert!(error(&format!("name = \"{}\"", "x".repeat(2 << 20))).contains("1 MB"));
}

#[test]
fn what_reads_well_and_means_nothing_is_remarked() {
    let mut profile = shipped("the-daily").unwrap();
    profile.length.low = 950;
    profile.page.columns = 9;
    profile.page.body_tenths = 9;
    profile.page.body_face = "Comic".into();
    profile.page.accent = "red".into();
    profile.style.quotes = "\"".into();
    profile.date_pattern = "{dya} {month}".into();
    profile.wording.correction = "{what}".into();
    profile.wording.no_interests = String::new();
    profile.masthead_svg = "<svg><script>x</script></svg>".into();
    profile.rights.trust[0].href = "javascript:x".into();
    profile.exclusivity.submit_to = "nobody".into();
    profile.handover.insert(Stage::Hold, model::Handover { needs: vec![HandoverNeed::Headline] });
    let keys: Vec<String> = check(&profile).into_iter().map(|remark| remark.key).collect();
    for key in [
        "length",
        "length.usual",
        "page.columns",
        "page.body_tenths",
        "page.body_face",
        "page.accent",
        "style.quotes",
        "date_pattern",
        "wording.correction",
        "wording.no_interests",
        "masthead_svg",
        "rights.trust[0].href",
        "exclusivity.submit_to",
        "handover.hold",
    ] {
        assert!(keys.iter().any(|found| found == key), "{key} in {keys:?}");
    }
}

proptest! {
    /// Whatever texts and numbers a profile holds, it reads back as it was written.
    #[test]
    fn a_profile_reads_back_as_it_was_written(texts in prop::collection::vec("\\PC{1,12}|[\"'\\\\\n\t\u{7f}]{1,4}", 8), numbers in prop::collection::vec(any::<u32>(), 6), flags in any::<[bool; 3]>()) {
        let mut profile = OutletProfile { name: format!("n{}", texts[0]), tagline: texts[1].clone(), section: texts[2].clone(), ..Default::default() };
        profile.style.quotes = texts[3].clone();
        profile.wording.correction = texts[4].clone();
        profile.rights.trust = vec![model::TrustLink { role: texts[5].clone(), title: texts[6].clone(), href: texts[7].clone() }];
        profile.length.low = numbers[0];
        profile.page.margin_mm = numbers[1];
        profile.headlines.web = numbers[2];
        profile.smart_punctuation = flags[0];
        profile.drop_cap = flags[1];
        profile.exclusivity.exclusive = flags[2];
        profile.handover.insert(Stage::Filed, model::Handover { needs: vec![HandoverNeed::ALL[numbers[3] as usize % 21]] });
        prop_assert_eq!(read(&write(&profile)), Ok(profile.clone()));
        check(&profile);
    }

    /// No text makes the reader fall over.
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,200}|[a-z\\[\\]=\"\n. {}#,0-9]{0,200}") {
        let _ = read(&text);
    }
}
