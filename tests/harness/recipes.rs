//! The files of `sunboard ci`, as YAML.

use serde_yaml::Value;

/// The hosts, each with the files that are written for it.
pub const HOSTS: [(&str, &[&str]); 3] = [
    ("github", &[".github/workflows/sunboard.yml"]),
    ("gitlab", &[".gitlab-ci.yml"]),
    ("gitee", &[".workflow/sunboard-review.yml", ".workflow/sunboard-publish.yml"]),
];

/// Every text of a YAML value, with the key under which it stands.
pub fn texts(value: &Value, key: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => found.push((key.to_owned(), text.clone())),
        Value::Sequence(list) => list.iter().for_each(|one| texts(one, key, found)),
        Value::Mapping(map) => {
            map.iter().for_each(|(key, value)| texts(value, key.as_str().unwrap_or_default(), found));
        }
        _ => {}
    }
}
