//! What can go wrong with the database.

use rusqlite::ErrorCode;

/// A failure of the database. The sentences are for the person; none holds words of a piece.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no database in that folder.
    #[error("there is no desk in this folder")]
    Missing,
    /// The file was written by a later version of the program.
    #[error(
        "this desk was written by a newer Standfirst (format {found}, this program knows {known}); nothing was changed. Install the newer version to open it"
    )]
    Newer {
        /// What the file says.
        found: i64,
        /// What this program knows.
        known: i64,
    },
    /// The file is sound, or at least a file, but no desk of ours.
    #[error("this file is not a desk of Standfirst")]
    NotADesk,
    /// The SQLite library is one with a known fault in its write-ahead log.
    #[error("the SQLite library {0} has a known fault; 3.51.3 or newer is needed")]
    OldSqlite(String),
    /// Another program holds the file.
    #[error("the desk's database is held by another program")]
    Busy,
    /// The disk, or the quota, is full.
    #[error("the disk is full")]
    Full,
    /// The folder or the file may not be written, or not be read.
    #[error("the desk's folder is read-only")]
    Permission,
    /// The disk refuses; what it says follows.
    #[error("the disk reports an error")]
    Disk(String),
    /// The file can't be opened, and the system does not say why.
    #[error("the desk's database can't be opened")]
    Unopened(String),
    /// What was read can't be right.
    #[error("the desk's database is damaged ({0})")]
    Damaged(String),
    /// This write will never be accepted: a mistake of the program, not of the disk. Other writes go on.
    #[error("the database refused this change ({0}); what was written before is safe")]
    Refused(String),
    /// Anything else that SQLite says.
    #[error("the database reports: {0}")]
    Sqlite(rusqlite::Error),
    /// The writing thread has ended.
    #[error("the desk is closed")]
    Closed,
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Error {
        use ErrorCode::{
            CannotOpen, DatabaseBusy, DatabaseCorrupt, DatabaseLocked, DiskFull, FileLockingProtocolFailed,
            NotADatabase, PermissionDenied, ReadOnly, SystemIoFailure,
        };
        match error.sqlite_error_code() {
            Some(DiskFull) => Error::Full,
            Some(ReadOnly | PermissionDenied) => Error::Permission,
            Some(SystemIoFailure) => Error::Disk(error.to_string()),
            Some(CannotOpen) => Error::Unopened(error.to_string()),
            Some(DatabaseBusy | DatabaseLocked | FileLockingProtocolFailed) => Error::Busy,
            Some(DatabaseCorrupt | NotADatabase) => Error::Damaged(error.to_string()),
            _ => Error::Sqlite(error),
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Error {
        match error.kind() {
            std::io::ErrorKind::NotFound => Error::Missing,
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => Error::Permission,
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Error::Full,
            _ => Error::Disk(error.to_string()),
        }
    }
}

impl Error {
    /// The same for another one who waits.
    pub(crate) fn again(&self) -> Error {
        match self {
            Error::Missing => Error::Missing,
            Error::Busy => Error::Busy,
            Error::Full => Error::Full,
            Error::Permission => Error::Permission,
            Error::Disk(why) => Error::Disk(why.clone()),
            Error::Unopened(why) => Error::Unopened(why.clone()),
            Error::Damaged(why) => Error::Damaged(why.clone()),
            Error::Closed => Error::Closed,
            other => Error::Refused(other.to_string()),
        }
    }

    /// Whether the same write would be refused for ever: the statement is at fault, and no disk that recovers helps.
    pub(crate) fn is_refusal(&self) -> bool {
        let Error::Sqlite(error) = self else { return matches!(self, Error::Refused(_)) };
        match error.sqlite_error_code() {
            Some(code) => matches!(
                code,
                ErrorCode::ConstraintViolation
                    | ErrorCode::TypeMismatch
                    | ErrorCode::TooBig
                    | ErrorCode::ParameterOutOfRange
                    | ErrorCode::ApiMisuse
                    | ErrorCode::Unknown
            ),
            // The library could not convert a value.
            None => true,
        }
    }
}
