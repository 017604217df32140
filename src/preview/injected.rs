//! What the preview adds to the site: a script in each page, and its files.

use crate::model::base_path;

/// Files of the preview, below [`FOLDER`]: name, text.
pub(super) const FILES: &[(&str, &str)] =
    &[("reload.js", include_str!("reload.js")), ("overlay.css", include_str!("overlay.css"))];

/// Where the preview's own addresses begin, without the first slash. No file of a site may have such a path.
pub(super) const FOLDER: &str = ".sunboard/preview/";

/// Where news are told, below [`FOLDER`].
pub(super) const NEWS: &str = "news";

/// A page with the script, which is told of which build the page is.
pub(super) fn with_script(page: Vec<u8>, build: &str) -> Vec<u8> {
    const END: &[u8] = b"</body>";
    let script = format!("<script src=\"/{FOLDER}reload.js?build={build}\" defer></script>");
    let end = page.windows(END.len()).rposition(|window| window.eq_ignore_ascii_case(END)).unwrap_or(page.len());
    [&page[..end], script.as_bytes(), &page[end..]].concat()
}

/// The page for lost readers with its links leading to this server, which serves the site at its root. They are paths from
/// the root of the host, since the page is shown at any address.
pub(super) fn at_home(page: Vec<u8>, base_url: &str) -> Vec<u8> {
    let text = String::from_utf8_lossy(&page);
    text.replace(&format!("=\"{}", base_path(base_url)), "=\"/").into_bytes()
}

/// What stands where there is no site yet.
pub(super) fn empty_page() -> Vec<u8> {
    b"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>sunboard</title></head><body></body></html>\n"
        .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_at_the_end_of_the_body() {
        let script = "<script src=\"/.sunboard/preview/reload.js?build=7-1\" defer></script>";
        let added = |page: &str| String::from_utf8(with_script(page.into(), "7-1")).expect("UTF-8");
        assert_eq!(
            added("<p></body> in a text</p></body></html>"),
            format!("<p></body> in a text</p>{script}</body></html>")
        );
        assert_eq!(added("<p>"), format!("<p>{script}"));
        assert_eq!(added(""), script);
    }
}
