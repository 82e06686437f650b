//! `cargo xtask doctor`: what this machine has, and what is missing.

use crate::process::{cargo, output};
use crate::{Outcome, display, root, system};

/// Prints one line for each thing; fails when the window can't be built.
pub fn doctor(args: &[String]) -> Outcome {
    crate::only_known(args, &[])?;
    let mut missing = Vec::new();
    line(true, "Rust", output(cargo().arg("--version")).unwrap_or_default().trim());
    match system::node_version() {
        Ok(version) => line(true, "Node", &version),
        Err(why) => {
            line(false, "Node", &why);
            missing.push("Node");
        }
    }
    if cfg!(target_os = "linux") {
        let groups = [
            ("to build and open the window", system::FOR_THE_WINDOW, true),
            ("to run without a screen", system::FOR_A_VIRTUAL_SCREEN, false),
            ("to test the real window", system::FOR_REAL_WINDOW_TESTS, false),
            ("to test the interface in a browser", system::FOR_FLOWS, false),
        ];
        for (purpose, needs, required) in groups {
            println!("\n{purpose}");
            for need in needs {
                let met = need.is_met();
                let how =
                    if met { need.purpose.to_owned() } else { format!("{}; package {}", need.purpose, need.package()) };
                line(met, need.name(), &how);
                if !met && required {
                    missing.push(need.name());
                }
            }
        }
    }
    println!("\nthis clone");
    line(root().join("ui/node_modules").is_dir(), "packages of the interface", "ui/node_modules");
    line(root().join("ui/dist/index.html").is_file(), "the built interface", "ui/dist");
    line(display::is_there(), "a screen", "else the window opens in a virtual one");
    let nextest = output(cargo().args(["nextest", "--version"])).is_ok();
    line(nextest, "cargo nextest", "optional: faster tests");
    if missing.is_empty() {
        println!("\nThe window can be built here: cargo xtask run");
        return Ok(());
    }
    Err(format!("Missing: {}. `cargo xtask run` installs what apt-get has.", missing.join(", ")))
}

fn line(ok: bool, name: &str, detail: &str) {
    println!("  {} {name:<26} {detail}", if ok { "✓" } else { "–" });
}
