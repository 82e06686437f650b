//! A look at the whole desk: is the file sound, and do the lists say what the log says?

use crate::{Error, SCHEMA_VERSION, copy, opened, schema, sum};
use rusqlite::{Connection, Row};
use std::path::Path;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Note,
    /// Something disagrees; no text is lost by it.
    Warning,
    /// Texts may be lost or can't be read.
    Error,
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// A stable name for programs: `damaged`, `last_seq` …
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What it is, for a person; holds no words of a piece.
    pub sentence: String,
    /// Whether [`crate::rebuild::projections`] (or, for `old_format`, opening the desk) puts it right.
    pub repairable: bool,
}

/// What a look at a desk found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The findings; a sound desk has none above [`Severity::Note`].
    pub findings: Vec<Finding>,
    /// The format of the file, 0 when it can't be read.
    pub format: i64,
    /// Pieces on the desk and in the bin.
    pub pieces: i64,
    /// Rows of the log.
    pub changes: i64,
    /// The last place in the log.
    pub last_seq: i64,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity == Severity::Note)
    }

    fn add(&mut self, code: &'static str, severity: Severity, repairable: bool, sentence: impl Into<String>) {
        self.findings.push(Finding { code, severity, sentence: sentence.into(), repairable });
    }

    /// Counts with a statement; a number above 0 is a finding, whose sentence begins with it.
    fn count(&mut self, conn: &Connection, rule: &Rule) {
        match conn.query_row(rule.sql, [], |row| row.get::<_, i64>(0)) {
            Ok(0) => {}
            Ok(number) => self.add(rule.code, rule.severity, rule.repairable, format!("{number} {}", rule.sentence)),
            Err(error) => self.fails(&error.into()),
        }
    }

    fn fails(&mut self, error: &Error) {
        let finding = (code(error), error.to_string());
        if !self.findings.iter().any(|known| (known.code, &known.sentence) == (finding.0, &finding.1)) {
            self.add(finding.0, Severity::Error, false, finding.1);
        }
    }
}

struct Rule {
    code: &'static str,
    severity: Severity,
    repairable: bool,
    /// What follows the number.
    sentence: &'static str,
    /// The first format that it holds for.
    since: i64,
    /// The last one.
    until: i64,
    /// Gives how many.
    sql: &'static str,
}

const fn projection(code: &'static str, since: i64, sentence: &'static str, sql: &'static str) -> Rule {
    Rule { code, severity: Severity::Warning, repairable: true, sentence, since, until: i64::MAX, sql }
}

const fn record(code: &'static str, sentence: &'static str, sql: &'static str) -> Rule {
    Rule { code, severity: Severity::Warning, repairable: false, sentence, since: 1, until: i64::MAX, sql }
}

const RULES: &[Rule] = &[
    projection(
        "piece_without_row",
        1,
        "piece(s) of the log are not in the list",
        "SELECT count(*) FROM (SELECT DISTINCT piece FROM change WHERE payload <> x'') WHERE piece NOT IN (SELECT id FROM piece)",
    ),
    projection(
        "row_without_log",
        1,
        "piece(s) of the list are not in the log",
        "SELECT count(*) FROM piece WHERE NOT EXISTS (SELECT 1 FROM change WHERE piece = piece.id AND payload <> x'')",
    ),
    projection(
        "last_seq",
        1,
        "row(s) of the list are of another moment than the log",
        "SELECT count(*) FROM piece WHERE last_seq <>
         (SELECT max(c.seq) FROM change c WHERE c.piece = piece.id AND c.payload <> x'')",
    ),
    projection(
        "waiting",
        4,
        "row(s) of what waits are of a moment that the log does not have",
        "SELECT count(*) FROM waiting WHERE seq > coalesce(
         (SELECT max(c.seq) FROM change c WHERE c.piece = waiting.piece AND c.payload <> x''), 0)",
    ),
    projection(
        "times",
        1,
        "row(s) of the list have other times than the log",
        "SELECT count(*) FROM piece WHERE
         created <> (SELECT c.at FROM change c WHERE c.piece = piece.id AND c.payload <> x'' ORDER BY c.seq LIMIT 1) OR
         modified <> (SELECT c.at FROM change c WHERE c.piece = piece.id AND c.payload <> x'' ORDER BY c.seq DESC LIMIT 1)",
    ),
    projection(
        "binned",
        2,
        "piece(s) are in the bin for the list and not for the log, or the other way round",
        "SELECT count(*) FROM (SELECT p.binned, p.bin_seq,
           (SELECT c.seq FROM change c WHERE c.piece = p.id AND c.kind IN ('bin', 'unbin') ORDER BY c.seq DESC LIMIT 1) AS seq FROM piece p) r
         LEFT JOIN change c ON c.seq = r.seq
         WHERE CASE WHEN c.kind = 'bin' THEN r.binned IS NOT c.at OR r.bin_seq IS NOT c.seq
                    ELSE r.binned IS NOT NULL OR r.bin_seq IS NOT NULL END",
    ),
    projection(
        "index",
        1,
        "row(s) of the search index belong to no piece, or the other way round",
        "SELECT (SELECT count(*) FROM piece_text_row WHERE piece NOT IN (SELECT id FROM piece)
                   OR row NOT IN (SELECT rowid FROM piece_text)) +
                (SELECT count(*) FROM piece_text WHERE rowid NOT IN (SELECT row FROM piece_text_row)) +
                (SELECT count(*) FROM piece WHERE indexed_seq > last_seq OR
                   (indexed_seq > 0 AND id NOT IN (SELECT piece FROM piece_text_row)))",
    ),
    projection(
        "snapshot",
        1,
        "snapshot(s) are of a moment that the log does not know",
        "SELECT count(*) FROM snapshot s WHERE s.seq >
         coalesce((SELECT max(c.seq) FROM change c WHERE c.piece = s.piece AND c.payload <> x''), 0)",
    ),
    projection("state", 2, "number(s) about the file itself are missing", "SELECT 3 - count(*) FROM state WHERE name IN ('lineage', 'writes', 'commits')"),
    record(
        "version_without_piece",
        "milestone(s) belong to no piece or to a moment that the log does not know",
        "SELECT count(*) FROM version v WHERE v.seq > (SELECT coalesce(max(seq), 0) FROM change)
         OR NOT EXISTS (SELECT 1 FROM change c WHERE c.piece = v.piece)",
    ),
    record(
        "receipt_without_piece",
        "receipt(s) belong to no piece or to a moment that the log does not know",
        "SELECT count(*) FROM receipt r WHERE r.seq > (SELECT coalesce(max(seq), 0) FROM change)
         OR NOT EXISTS (SELECT 1 FROM change c WHERE c.piece = r.piece)",
    ),
    Rule {
        code: "export_without_piece",
        severity: Severity::Warning,
        repairable: false,
        sentence: "export(s) belong to no piece or to a moment that the log does not know",
        since: 5,
        until: i64::MAX,
        sql: "SELECT count(*) FROM export e WHERE e.seq > (SELECT coalesce(max(seq), 0) FROM change)
         OR NOT EXISTS (SELECT 1 FROM change c WHERE c.piece = e.piece)",
    },
    Rule {
        code: "picture_without_piece",
        severity: Severity::Warning,
        repairable: false,
        sentence: "picture(s) belong to no piece, or a piece has one that is not there",
        since: 6,
        until: i64::MAX,
        sql: "SELECT (SELECT count(*) FROM piece_picture WHERE piece NOT IN (SELECT piece FROM change)
                   OR mark NOT IN (SELECT mark FROM picture)) +
                (SELECT count(*) FROM picture WHERE mark NOT IN (SELECT mark FROM piece_picture))",
    },
    record(
        "empty_change",
        "row(s) of the log should have a payload and have none",
        "SELECT count(*) FROM change WHERE payload = x'' AND kind NOT IN ('bin', 'unbin', 'erase', 'purge')",
    ),
    Rule {
        code: "log_gap",
        severity: Severity::Error,
        repairable: false,
        sentence: "row(s) are missing in the log",
        since: 1,
        until: 3,
        sql: "SELECT coalesce(max(seq), 0) - count(*) FROM change",
    },
    Rule {
        code: "log_gap",
        severity: Severity::Error,
        repairable: false,
        sentence: "row(s) are missing in the log",
        since: 4,
        until: i64::MAX,
        sql: "SELECT coalesce(max(seq), 0) - count(*) -
              (SELECT coalesce(sum(value), 0) FROM state WHERE name = 'removed') FROM change",
    },
    Rule {
        code: "person",
        severity: Severity::Error,
        repairable: false,
        sentence: "row(s) name a person whom the desk does not know",
        since: 1,
        until: i64::MAX,
        sql: "SELECT count(*) FROM pragma_foreign_key_check",
    },
];

/// Most lines of SQLite's own check.
const LINES: u32 = 20;

/// Looks at the whole desk of a folder; reads only, and also while it is written.
pub fn doctor(dir: &Path) -> Report {
    let mut report = Report::default();
    if rusqlite::version_number() < schema::SOUND_SQLITE {
        report.fails(&Error::OldSqlite(rusqlite::version().to_owned()));
    }
    if opened::was_left_open(dir) {
        report.add("unclean", Severity::Note, false, "the desk is open, or was not closed properly the last time");
    }
    let (conn, format) = match schema::open_readable(&dir.join(crate::FILE_NAME)) {
        Ok(opened) => opened,
        Err(error) => {
            report.fails(&error);
            return report;
        }
    };
    report.format = format;
    if let Err(error) = look(&conn, &mut report) {
        report.fails(&error);
    }
    report
}

fn look(conn: &Connection, report: &mut Report) -> Result<(), Error> {
    // Everything of one moment, while somebody may write.
    let conn = conn.unchecked_transaction()?;
    if report.format < SCHEMA_VERSION {
        report.add(
            "old_format",
            Severity::Note,
            true,
            "this desk is of an earlier format; opening it brings it up to date",
        );
    }
    match integrity_lines(&conn) {
        Ok(lines) => {
            for line in lines {
                // Indexes can be made again; what a table lost can't.
                let repairable = line.contains("index") || line.contains("piece_text");
                report.add("damaged", Severity::Error, repairable, format!("the desk's database is damaged ({line})"));
            }
        }
        Err(error) => report.fails(&error),
    }
    let format = report.format;
    for rule in RULES.iter().filter(|rule| (rule.since..=rule.until).contains(&format)) {
        report.count(&conn, rule);
    }
    if format >= 2 {
        sums(&conn, report)?;
    }
    if format >= 6 {
        pictures(&conn, report)?;
    }
    report.pieces = conn.query_row("SELECT count(*) FROM piece", [], |row| row.get(0))?;
    let log = copy::Summary::of(&conn)?;
    (report.changes, report.last_seq) = (log.rows, log.last_seq);
    Ok(())
}

/// Compares every long value with its checksum.
fn sums(conn: &Connection, report: &mut Report) -> Result<(), Error> {
    type Counted = fn(&Row<'_>) -> rusqlite::Result<i64>;
    let rules: [(&str, bool, &str, &str, Counted); 3] = [
        ("damaged_change", false, "change(s) are not what was written", "change", |row| {
            let (piece, kind): (String, String) = (row.get("piece")?, row.get("kind")?);
            Ok(sum::of_change(&piece, row.get("at")?, &kind, row.get_ref("payload")?.as_blob()?))
        }),
        ("damaged_version", false, "milestone(s) are not what was written", "version", |row| {
            let (piece, name): (String, String) = (row.get("piece")?, row.get("name")?);
            let markdown: String = row.get("markdown")?;
            Ok(sum::of_version(&piece, &name, row.get_ref("mark")?.as_blob()?, &markdown))
        }),
        ("damaged_snapshot", true, "snapshot(s) are not what was written", "snapshot", |row| {
            let piece: String = row.get("piece")?;
            Ok(sum::of_snapshot(&piece, row.get_ref("payload")?.as_blob()?))
        }),
    ];
    for (code, repairable, sentence, table, counted) in rules {
        let mut statement = conn.prepare(&format!("SELECT * FROM {table} WHERE sum IS NOT NULL"))?;
        let mut rows = statement.query([])?;
        let mut wrong = 0u64;
        loop {
            match rows.next() {
                // A value that is no text any more is wrong as well.
                Ok(Some(row)) => wrong += u64::from(!counted(row).is_ok_and(|sum| row.get("sum") == Ok(sum))),
                Ok(None) => break,
                Err(error) => {
                    report.fails(&error.into());
                    break;
                }
            }
        }
        if wrong > 0 {
            let severity = if repairable { Severity::Warning } else { Severity::Error };
            report.add(code, severity, repairable, format!("{wrong} {sentence}"));
        }
    }
    Ok(())
}

/// Compares every picture with its digest, one at a time.
fn pictures(conn: &Connection, report: &mut Report) -> Result<(), Error> {
    let mut statement = conn.prepare("SELECT bytes, digest FROM picture")?;
    let mut rows = statement.query([])?;
    let mut wrong = 0u64;
    loop {
        match rows.next() {
            Ok(Some(row)) => {
                let counted = row.get_ref(0)?.as_blob().map(model::review::seal::digest);
                wrong += u64::from(!counted.is_ok_and(|digest| row.get(1) == Ok(digest)));
            }
            Ok(None) => break,
            Err(error) => {
                report.fails(&error.into());
                break;
            }
        }
    }
    if wrong > 0 {
        report.add("damaged_picture", Severity::Error, false, format!("{wrong} picture(s) are not what was written"));
    }
    Ok(())
}

fn integrity_lines(conn: &Connection) -> Result<Vec<String>, Error> {
    let mut statement = conn.prepare(&format!("PRAGMA integrity_check({LINES})"))?;
    let lines = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

fn code(error: &Error) -> &'static str {
    match error {
        Error::Missing => "missing",
        Error::Newer { .. } => "newer",
        Error::NotADesk => "not_a_desk",
        Error::OldSqlite(_) => "old_sqlite",
        Error::Busy => "busy",
        Error::Full => "full",
        Error::Permission => "permission",
        Error::Disk(_) => "disk",
        Error::Damaged(_) => "damaged",
        Error::Unopened(_) | Error::Refused(_) | Error::Sqlite(_) | Error::Closed => "unreadable",
    }
}
