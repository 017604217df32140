//! Diagnostics for people and for programs.

use std::io::IsTerminal as _;

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Message};
use crate::language::Language;
use crate::load::{self, Files};

/// Draws diagnostics on standard error, with a count at the end.
pub(super) fn text(diagnostics: &[Diagnostic], files: &Files, language: Language) {
    let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    eprint!("{}", drawn(diagnostics, files, language, colour));
}

/// The same as a text.
pub(super) fn drawn(diagnostics: &[Diagnostic], files: &Files, language: Language, colour: bool) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&load::draw(diagnostic, files, language, colour));
        out.push('\n');
    }
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    let warnings = diagnostics.len() - errors;
    if !diagnostics.is_empty() {
        out.push_str(&say!(language, "共{errors}个错误，{warnings}个警告\n", "{errors} errors, {warnings} warnings\n"));
    }
    out
}

/// Prints diagnostics on standard output as one JSON array.
pub(super) fn json(diagnostics: &[Diagnostic], files: &Files) {
    let list: Vec<Value> = diagnostics.iter().map(|diagnostic| object(diagnostic, files)).collect();
    println!("{}", serde_json::to_string_pretty(&list).expect("strings and numbers always become JSON"));
}

fn object(diagnostic: &Diagnostic, files: &Files) -> Value {
    let words = |message: &Message| json!({ "zh": message.zh, "en": message.en });
    let location = load::locate(diagnostic, files);
    json!({
        "severity": if diagnostic.is_error() { "error" } else { "warning" },
        "rule": diagnostic.rule,
        "file": diagnostic.file.to_string_lossy().replace('\\', "/"),
        "line": location.map(|(line, ..)| line),
        "column": location.map(|(_, column, ..)| column),
        "end_line": location.map(|(_, _, line, _)| line),
        "end_column": location.map(|(_, _, _, column)| column),
        "message": words(&diagnostic.message),
        "hint": diagnostic.hint.as_ref().map(words),
    })
}
