//! The TypeScript of the wire equals what is committed.

use std::path::Path;

#[test]
fn the_generated_typescript_equals_what_is_committed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/ipc/generated.ts");
    let now = ipc::typescript();
    if std::env::var_os("UPDATE_TYPES").is_some() {
        std::fs::write(&path, &now).expect("the types can be written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == now, "the types of the window are not those of the desk: run `cargo xtask types`");
}

#[test]
fn no_command_is_listed_twice() {
    let mut names = ipc::COMMANDS.to_vec();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), ipc::COMMANDS.len());
}
