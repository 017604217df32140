//! Embeds the default theme and the example content, so that the tool needs nothing but itself.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    println!("cargo::rerun-if-changed=src/build.rs");
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
    Ok(())
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
