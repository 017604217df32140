//! Addresses that editors write, by an allow-list: a scheme that is not on it is no link.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::nouns::NounRoutes;

/// What an address written in Markdown is.
pub(super) enum Address<'a> {
    /// On the web.
    Web,
    /// A mail address.
    Mail,
    /// Relative to the page, or an anchor.
    Near,
    /// From the site's root, without the leading slash.
    Root(&'a str),
    /// A noun of the site and its name.
    Noun(&'a str, &'a str),
    /// None that may stand in a page.
    Refused,
}

/// Sorts an address by the allow-list.
pub(super) fn kind_of(written: &str) -> Address<'_> {
    // Browsers drop tabs and line breaks and read \ as /, so none may pass.
    if written.chars().any(|c| c.is_control() || c == '\\') || written.starts_with("//") || written.trim() != written {
        return Address::Refused;
    }
    if let Some(path) = written.strip_prefix('/') {
        return Address::Root(path);
    }
    let scheme = written.split(['/', '?', '#']).next().and_then(|head| head.split_once(':'));
    match scheme {
        None => Address::Near,
        Some((scheme, _)) if NounRoutes::is_noun(scheme) => Address::Noun(scheme, &written[scheme.len() + 1..]),
        Some((scheme, _)) => match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" if written[scheme.len()..].starts_with("://") => Address::Web,
            "mailto" => Address::Mail,
            _ => Address::Refused,
        },
    }
}

/// A path as it stands in an address: what has a meaning there is written in per cent.
pub(super) fn address_of(path: &str) -> String {
    path.chars().fold(String::new(), |mut out, c| {
        match c {
            '%' | ' ' | '#' | '?' => out.extend(utf8_percent_encode(c.encode_utf8(&mut [0]), NON_ALPHANUMERIC)),
            c => out.push(c),
        }
        out
    })
}
