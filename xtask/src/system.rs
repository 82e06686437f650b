//! What the machine must have: system libraries and programs, Node, and how to get them.

use crate::Outcome;
use crate::process::{is_installed, output, program, run};

/// How to see whether a thing is there.
enum Probe {
    /// A program on the path; any of these names.
    Program(&'static [&'static str]),
    /// A library that pkg-config knows.
    Library(&'static str),
}

/// A thing the machine must have.
pub struct Need {
    probe: Probe,
    /// The package on Debian.
    debian: &'static str,
    /// What it is for.
    pub purpose: &'static str,
}

impl Need {
    const fn program(names: &'static [&'static str], debian: &'static str, purpose: &'static str) -> Self {
        Self { probe: Probe::Program(names), debian, purpose }
    }

    const fn library(name: &'static str, debian: &'static str, purpose: &'static str) -> Self {
        Self { probe: Probe::Library(name), debian, purpose }
    }

    /// Its name, for a person.
    pub fn name(&self) -> &'static str {
        match self.probe {
            Probe::Program(names) => names[0],
            Probe::Library(name) => name,
        }
    }

    /// Whether it is there.
    pub fn is_met(&self) -> bool {
        match self.probe {
            Probe::Program(names) => names.iter().any(|name| is_installed(name)),
            Probe::Library(name) => output(program("pkg-config").args(["--exists", name])).is_ok(),
        }
    }

    /// The package that brings it.
    pub fn package(&self) -> &'static str {
        // Ubuntu's Chromium has another name (and is a snap).
        if self.debian == "chromium" && is_ubuntu() { "chromium-browser" } else { self.debian }
    }
}

/// To build and open the window.
pub const FOR_THE_WINDOW: &[Need] = &[
    Need::program(&["cc"], "build-essential", "C compiler, for SQLite"),
    Need::program(&["pkg-config"], "pkg-config", "finds system libraries"),
    Need::library("webkit2gtk-4.1", "libwebkit2gtk-4.1-dev", "the web view"),
    Need::library("gtk+-3.0", "libgtk-3-dev", "the window"),
    Need::library("librsvg-2.0", "librsvg2-dev", "icons"),
];

/// To open the window where there is no screen.
pub const FOR_A_VIRTUAL_SCREEN: &[Need] = &[
    Need::program(&["Xvfb"], "xvfb", "a virtual screen"),
    Need::program(&["dbus-run-session"], "dbus", "a message bus of its own"),
];

/// To drive the real window in tests.
pub const FOR_REAL_WINDOW_TESTS: &[Need] =
    &[Need::program(&["WebKitWebDriver"], "webkit2gtk-driver", "drives the real window")];

/// To drive the browser in tests.
pub const FOR_FLOWS: &[Need] = &[Need::program(
    &["chromium", "chromium-browser", "google-chrome"],
    "chromium",
    "drives the interface in a browser",
)];

/// Whether this system has apt-get.
pub fn is_debian_like() -> bool {
    cfg!(target_os = "linux") && is_installed("apt-get")
}

fn is_ubuntu() -> bool {
    std::fs::read_to_string("/etc/os-release").is_ok_and(|text| text.lines().any(|line| line == "ID=ubuntu"))
}

/// Makes sure that the machine has these things: installs what is missing with apt-get, or says what to install.
pub fn provide(groups: &[&[Need]]) -> Outcome {
    if !cfg!(target_os = "linux") {
        return Ok(()); // macOS and Windows bring their web view; a missing compiler is named by cargo itself.
    }
    let missing: Vec<&Need> = groups.iter().copied().flatten().filter(|need| !need.is_met()).collect();
    if missing.is_empty() {
        println!("      Everything is there.");
        return Ok(());
    }
    if !is_debian_like() {
        let list: Vec<String> = missing.iter().map(|n| format!("  {} ({})", n.name(), n.purpose)).collect();
        return Err(format!(
            "These are missing, and only on Debian and Ubuntu can they be installed from here:\n{}\n\
             Install them with your system's package manager (libraries with their development files), then try again.",
            list.join("\n")
        ));
    }
    let packages: Vec<&str> = missing.iter().map(|need| need.package()).collect();
    apt_get(&["update", "-q"])?;
    let install = ["install", "-y", "-q", "--no-install-recommends"];
    apt_get(&[&install[..], &packages].concat())?;
    match missing.iter().find(|need| !need.is_met()) {
        Some(need) => Err(format!(
            "apt-get installed {}, but {} ({}) is still not found.",
            need.package(),
            need.name(),
            need.purpose
        )),
        None => Ok(()),
    }
}

fn apt_get(args: &[&str]) -> Outcome {
    let is_root = output(program("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let mut command = if is_root {
        let mut apt = program("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        apt
    } else if is_installed("sudo") {
        let mut sudo = program("sudo");
        sudo.args(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        sudo
    } else {
        return Err(format!("As root, run: apt-get {}", args.join(" ")));
    };
    command.args(args);
    println!("      $ {}", crate::process::shown(&command));
    run(&mut command)
}

/// The oldest Node that the tools in ui/ accept.
const NODE: (u32, u32) = (20, 19);

/// The version of Node, or why it won't do.
pub fn node_version() -> Result<String, String> {
    let wanted = format!("Node {}.{} or newer is needed to build the window", NODE.0, NODE.1);
    let version = output(program("node").arg("--version"))
        .map_err(|_| format!("{wanted}, and no `node` is on the path. Get it from nodejs.org or your system."))?;
    let version = version.trim().trim_start_matches('v').to_owned();
    let mut numbers = version.split('.').map_while(|part| part.parse::<u32>().ok());
    let have = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if have < NODE { Err(format!("{wanted}; this is Node {version}.")) } else { Ok(version) }
}
