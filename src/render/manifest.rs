//! `manifest.webmanifest`: name and icons for readers who put the site on their phone's screen.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::model::Site;

/// Where it stands.
pub(super) const PATH: &str = "manifest.webmanifest";

/// The manifest, with the icons that the theme has.
pub(super) fn write(site: &Site, assets: &BTreeMap<&str, &str>) -> String {
    let icons: [(&str, &str, &str); 3] = [
        ("icon.svg", "any", "image/svg+xml"),
        ("icon-192.png", "192x192", "image/png"),
        ("icon-512.png", "512x512", "image/png"),
    ];
    let icons: Vec<Value> = icons
        .iter()
        .filter_map(|(name, sizes, kind)| Some(json!({ "src": assets.get(name)?, "sizes": sizes, "type": kind })))
        .collect();
    let mut manifest = json!({
        "name": site.config.title.0,
        "short_name": site.config.title.0,
        "lang": site.config.language.tag(),
        "start_url": "index.html",
        "scope": "./",
        "display": "browser",
        "icons": icons,
    });
    if let Some(description) = &site.config.description {
        manifest["description"] = json!(description.0);
    }
    format!("{manifest:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_icons_of_the_theme_are_named() {
        let site = crate::model::testing::site();
        let text = write(&site, &BTreeMap::from([("icon.svg", "assets/icon.0123456789.svg")]));
        let manifest: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(manifest["name"], "阳光榜");
        assert_eq!(manifest["icons"].as_array().map(Vec::len), Some(1));
        assert_eq!(manifest["icons"][0]["src"], "assets/icon.0123456789.svg");
    }
}
