//! Tests of trees of nodes.

use super::*;
use crate::diagnostic::value;

#[test]
fn spans_are_the_bytes_of_the_values() {
    let text = "# 注\nname: 云窑小镇  # 注\nlist:\n  - {a: 1, b: '二'}\n  - c: |\n      甲\n      乙\n    d:\nend: 1\n";
    let root = Node::read(text, 0).expect("well formed").expect("not empty");
    let at = |place| &text[root.locate(&place).expect("located")];
    assert_eq!(at(value("name")), "云窑小镇");
    assert_eq!(at(Place::Key(KeyPath::parse("name"))), "name");
    assert_eq!(at(value("list[0].b")), "'二'");
    assert_eq!(at(value("list[0]")), "{a: 1, b: '二'}");
    assert_eq!(at(Place::Key(KeyPath::parse("list[0].a"))), "a");
    assert_eq!(at(value("list[1].c")), "甲\n      乙");
    assert_eq!(at(value("list[1].d")), "d", "an empty value is shown at its key");
    assert_eq!(at(value("list[1].missing")), "c");
    assert_eq!(at(value("missing")), "name");
}

#[test]
fn spans_hold_where_lines_are_joined() {
    let text = "a: 小镇的\n  低温库\nb: {c: 甲乙\n  丙, d: 1}\n";
    let root = Node::read(text, 0).expect("well formed").expect("not empty");
    let at = |place| &text[root.locate(&place).expect("located")];
    assert_eq!(at(value("a")), "小镇的\n  低温库");
    assert_eq!((at(value("b.c")), at(value("b.d")), at(Place::Key(KeyPath::parse("b.d")))), ("甲乙\n  丙", "1", "d"));
    assert!(
        matches!(&root.entry("a").expect("there").node.value, NodeValue::Scalar { text, .. } if text == "小镇的低温库")
    );
}

#[test]
fn what_is_quoted_or_bracketed_ends_at_its_mark() {
    let text = "a: 'x''y'   # 注'\nb: \"x\\\"y\"  # 注\"\nc: [1]  # 注]\nd: {e: 1}  # 注}\nf: ''\n";
    let root = Node::read(text, 0).expect("well formed").expect("not empty");
    let at = |place| &text[root.locate(&place).expect("located")];
    assert_eq!(at(value("a")), "'x''y'");
    assert_eq!(at(value("b")), "\"x\\\"y\"");
    assert_eq!(at(value("c")), "[1]");
    assert_eq!(at(value("d")), "{e: 1}");
    assert_eq!(at(value("f")), "''");
}

#[test]
fn bombs_are_refused_before_they_are_built() {
    let kind = |text: &str| Node::read(text, 0).expect_err("refused").kind;
    assert_eq!(kind("a: &x 1\nb: *x\n"), SyntaxErrorKind::Anchor);
    assert_eq!(kind(&"[".repeat(100)), SyntaxErrorKind::TooDeep);
    assert_eq!(kind("a: 1\n---\nb: 1\n"), SyntaxErrorKind::SecondDocument);
    assert!(Node::read("# nothing\n", 0).expect("well formed").is_none());
}
