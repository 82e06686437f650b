//! How a type of the wire is declared: `in` is read, `out` is written.

macro_rules! wire {
    (in $(#[$m:meta])* $name:ident { $($(#[$f:meta])* $field:ident : $ty:ty),* $(,)? }) => {
        $(#[$m])* #[derive(Clone, Debug, Deserialize, TS)]
        pub struct $name { $($(#[$f])* pub $field: $ty),* }
    };
    (out $(#[$m:meta])* $name:ident { $($(#[$f:meta])* $field:ident : $ty:ty),* $(,)? }) => {
        $(#[$m])* #[derive(Clone, Debug, Serialize, TS)]
        pub struct $name { $($(#[$f])* pub $field: $ty),* }
    };
}
