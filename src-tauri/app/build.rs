//! Tells Tauri where things are. (The build script's working folder is the top of the repository, so every path is
//! relative to that.)

use tauri_build::{AppManifest, Attributes};

fn main() {
    println!("cargo:rerun-if-changed=src-tauri/permissions");
    println!("cargo:rerun-if-changed=ui/dist");
    let manifest = AppManifest::new().permissions_path_pattern("src-tauri/permissions/**/*.toml");
    let attributes =
        Attributes::new().capabilities_path_pattern("src-tauri/capabilities/**/*.json").app_manifest(manifest);
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo:warning=the window's description can't be used: {error:#}");
        std::process::exit(1);
    }
}
