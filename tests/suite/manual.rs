//! The manuals name no command and no flag that is not there. (`tests/tools/manual.rs` follows them.)

use crate::harness::{root, run};

const EDITOR: &str = include_str!("../../src/manual/editor.md");
const OPERATOR: &str = include_str!("../../src/manual/operator.md");

/// Commands within sentences: the command is there, and so is each of its flags.
#[test]
fn commands_in_sentences_are_those_of_the_tool() {
    let mut seen = 0;
    for manual in [EDITOR, OPERATOR] {
        for (_, rest) in manual.match_indices("`sunboard ").map(|(at, _)| manual.split_at(at + 1)) {
            let command = rest.split('`').next().unwrap();
            let mut words = command.split_whitespace().skip(1).peekable();
            let mut names: Vec<&str> = Vec::new();
            while let Some(word) = words.next_if(|word| word.chars().all(|c| c.is_ascii_lowercase()) && names.len() < 2)
            {
                names.push(word);
                if !["new", "export"].contains(&word) {
                    break;
                }
            }
            let help = run(&root("."), &[&names[..], &["--help"]].concat()).stdout;
            assert!(!names.is_empty() && help.contains(&format!("sunboard {}", names.join(" "))), "{command}\n{help}");
            for flag in words.filter(|word| word.starts_with("--")) {
                assert!(help.contains(flag), "`{command}`: {flag} is no flag");
            }
            seen += 1;
        }
    }
    assert!(seen > 10, "{seen}");
}
