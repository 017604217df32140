//! Embeds the default theme, the example content and the runtime of interactive charts, so that the tool needs nothing
//! but itself. Cargo runs it before the crate is compiled.

#![allow(clippy::print_stdout, reason = "cargo reads what this prints")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

use sha2::{Digest, Sha256};

/// The runtime of interactive charts among the assets of the crate `charming`, and its SHA-256.
const RUNTIME: &str = "src/asset/echarts-5.5.1.min.js";
const RUNTIME_DIGEST: &str = "e84270bd0cd5bdf60fefc26d00c2a391cb2e81f4d26a7a9ee16185a54773a3cf";

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    println!("cargo::rerun-if-changed=src/embed.rs");
    for (folder, name) in [("themes/default", "theme.rs"), ("content", "example.rs")] {
        println!("cargo::rerun-if-changed={folder}");
        let mut files = Vec::new();
        collect(&root.join(folder), "", &mut files)?;
        files.sort();
        let mut code = String::from("&[\n");
        for (path, file) in files {
            let file = file.to_str().expect("the repository's path is UTF-8");
            writeln!(code, "    ({path:?}, include_bytes!({file:?})),").expect("a string takes all that is written");
        }
        code.push_str("]\n");
        fs::write(out.join(name), code)?;
    }
    println!("cargo::rerun-if-changed=Cargo.lock");
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rustc-env=SUNBOARD_PROGRAM={}", program(&root)?);
    println!("cargo::rustc-env=SUNBOARD_RUNTIME_DIGEST={}", &RUNTIME_DIGEST[..10]);
    match runtime(&root) {
        Some(bytes) => fs::write(out.join("echarts.js"), bytes),
        None => {
            println!(
                "cargo::error=the crate charming, version {}, was found nowhere with {RUNTIME} of SHA-256 \
                 {RUNTIME_DIGEST}; run `cargo fetch --locked` and build again; after an update of charming, state the \
                 new file and its digest in src/embed.rs",
                version(&root)
            );
            Ok(())
        }
    }
}

/// A digest of all that the tool is made from, so that no build trusts what another version remembered.
fn program(root: &Path) -> io::Result<String> {
    let mut files = Vec::new();
    for folder in ["src", "themes/default"] {
        collect(&root.join(folder), folder, &mut files)?;
    }
    files.sort();
    let mut hasher = Sha256::new();
    hasher.update(fs::read(root.join("Cargo.lock")).unwrap_or_default());
    for (path, file) in files {
        hasher.update(path);
        hasher.update(fs::read(file)?);
    }
    Ok(hex(&hasher.finalize()[..8]))
}

/// The runtime as published in the crate `charming`: from the registry's sources in cargo's home, else from wherever
/// cargo says that the crate lies (`cargo vendor`). Its digest is pinned, so any place will do.
fn runtime(root: &Path) -> Option<Vec<u8>> {
    let sources = cargo_home().unwrap_or_default().join("registry/src");
    let registries = fs::read_dir(sources).into_iter().flatten().flatten().map(|entry| entry.path());
    let name = format!("charming-{}", version(root));
    let in_home = registries.map(|registry| registry.join(&name));
    in_home.chain(std::iter::once_with(|| from_cargo(root)).flatten()).find_map(|folder| {
        let bytes = fs::read(folder.join(RUNTIME)).ok()?;
        (hex(&Sha256::digest(&bytes)) == RUNTIME_DIGEST).then_some(bytes)
    })
}

/// Bytes in hexadecimal digits; the crate's own way cannot be used before the crate is built.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn cargo_home() -> Option<PathBuf> {
    let home = || Some(PathBuf::from(env::var_os("HOME").or_else(|| env::var_os("USERPROFILE"))?).join(".cargo"));
    env::var_os("CARGO_HOME").map(PathBuf::from).or_else(home)
}

/// The version of charming that Cargo.lock pins.
fn version(root: &Path) -> String {
    let lock = fs::read_to_string(root.join("Cargo.lock")).unwrap_or_default();
    let after = lock.split("name = \"charming\"\nversion = \"").nth(1).unwrap_or_default();
    after.split('"').next().unwrap_or_default().to_owned()
}

/// Where cargo says that charming lies.
fn from_cargo(root: &Path) -> Option<PathBuf> {
    let mut command = Command::new(env::var_os("CARGO")?);
    command.args(["metadata", "--offline", "--locked", "--format-version", "1"]).current_dir(root);
    let said: serde_json::Value = serde_json::from_slice(&command.output().ok()?.stdout).ok()?;
    let package = said["packages"].as_array()?.iter().find(|package| package["name"] == "charming")?;
    Some(Path::new(package["manifest_path"].as_str()?).parent()?.to_owned())
}

/// All files below a folder, by their path in it with forward slashes. A folder that is not there is empty.
fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().into_string().expect("embedded files have UTF-8 names");
        if name.starts_with('.') {
            continue;
        }
        let path = format!("{prefix}{name}");
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{path}/"), files)?;
        } else {
            files.push((path, entry.path()));
        }
    }
    Ok(())
}
