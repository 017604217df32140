//! The search index of the example: small files, and every hit leads to a page and a place that are there.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use sunboard::artifact::{Artifact, ArtifactContent};
use sunboard::model::Edition;

/// Files of the example's public edition, by path.
pub fn example() -> BTreeMap<String, Vec<u8>> {
    let request = sunboard::Request {
        content: Path::new(env!("CARGO_MANIFEST_DIR")).join("content"),
        theme: None,
        edition: Edition::Public,
        as_of: None,
        base_url: None,
        pictures: sunboard::render::Pictures::Checked,
        drafts: false,
        clock: &|_| chrono::NaiveDateTime::MIN,
        content_cache: None,
        now: std::time::SystemTime::now(),
    };
    let shelf = sunboard::artifact::MemoryOutput::default();
    let built = sunboard::build(&request, None, &shelf, &sunboard::Run::ALONE).unwrap();
    assert!(built.pages.is_some(), "{:?}", built.diagnostics);
    let bytes = |Artifact { path, content, .. }| match content {
        ArtifactContent::Bytes(bytes) => (path, bytes),
        _ => (path, Vec::new()),
    };
    shelf.into_artifacts().into_iter().map(bytes).collect()
}

#[test]
fn every_hit_leads_to_a_place_that_is_there() {
    let files = example();
    let shards = files.iter().filter(|(path, _)| path.starts_with("search/") && path.contains("/docs/"));
    let (mut found, mut anchored) = (0, 0);
    for (path, bytes) in shards {
        let text = std::str::from_utf8(bytes).unwrap();
        let list = text.strip_prefix("sunboardDocs(").and_then(|rest| rest.strip_suffix(");\n")).unwrap();
        let call: Vec<Value> = serde_json::from_str(&format!("[{list}]")).unwrap();
        for record in call[1].as_array().unwrap() {
            let url = record[1].as_str().unwrap();
            let (page, anchor) = url.split_once('#').unwrap_or((url, ""));
            let html = std::str::from_utf8(&files[page]).unwrap();
            assert!(anchor.is_empty() || html.contains(&format!("id=\"{anchor}\"")), "{path}: {url} leads nowhere");
            assert!(!record[0].as_str().unwrap().is_empty(), "{path}: {url} has no title");
            (found, anchored) = (found + 1, anchored + usize::from(!anchor.is_empty()));
        }
    }
    assert!(found > anchored && anchored > 0, "{found} documents, {anchored} of them places on pages");
}

#[test]
fn what_a_query_loads_is_small() {
    for (path, bytes) in example().iter().filter(|(path, _)| path.starts_with("search/")) {
        assert!(bytes.len() < 40_000, "{path} has {} bytes", bytes.len());
    }
}
