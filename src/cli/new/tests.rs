//! Tests of asking for what was not given.

use super::*;
use crate::units::Date;

fn answered(answers: &'static str, required: bool) -> (Option<String>, usize) {
    let speech = MessageLanguage::new(Some(super::super::args::LanguageArgument::En));
    let tries = std::cell::Cell::new(0);
    let mut asker = Asker { speech: &speech, answers: Some(Box::new(answers.as_bytes())) };
    let read = |given: &str| {
        tries.set(tries.get() + 1);
        date::<Date>(given)
    };
    let question = message!("日期", "a day");
    let found = asker.ask("--on", None, &question, required, &read).unwrap_or(None);
    (found, tries.get())
}

#[test]
fn a_question_is_put_until_the_answer_can_be_used() {
    assert_eq!(answered("2020-9-1\n2020-09-01\n", true), (Some("2020-09-01".to_owned()), 2));
    assert_eq!(answered("\n2020-09-01\n", true), (Some("2020-09-01".to_owned()), 1));
    assert_eq!(answered("\n2020-09-01\n", false), (None, 0));
    assert_eq!(answered("nonsense\n", true), (None, 1), "nobody answers any more");
}

#[test]
fn a_taken_slug_is_told_and_another_proposed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("towns")).expect("made");
    fs::write(folder.path().join("towns/lishui.yaml"), "").expect("written");
    let taken = UsedSlugs::of(folder.path(), "towns");
    let speech = MessageLanguage::new(Some(super::super::args::LanguageArgument::En));
    for (answers, expected) in [("\n", "lishui-2"), ("lishui\nother\n", "other"), ("", "lishui-2")] {
        let mut asker = Asker { speech: &speech, answers: Some(Box::new(answers.as_bytes())) };
        let slug = asker.slug(None, "丽水小镇", &taken).unwrap_or_else(|_| Slug("".into()));
        assert_eq!(slug.0, expected);
    }
    let mut silent = Asker { speech: &speech, answers: None };
    assert!(silent.slug(None, "丽水小镇", &taken).is_err_and(|CommandError(message)| {
        message.en.contains("towns/lishui.yaml is there already") && message.en.ends_with("--slug lishui-2")
    }));
}
