//! What is asked for, and whether by a page of this machine.

use std::net::{IpAddr, SocketAddr};

use percent_encoding::percent_decode_str;

/// The path in the site that an address asks for, decoded, without its first slash, and what stands behind `?`. None
/// where no file could have such a path.
pub(super) fn path_and_query(url: &str) -> Option<(String, &str)> {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let path = percent_decode_str(path.strip_prefix('/')?).decode_utf8().ok()?.into_owned();
    let is_plain = |step: &str| step != "." && step != ".." && !step.contains('\\') && !step.contains(char::is_control);
    path.split('/').all(is_plain).then_some((path, query))
}

/// Whether the `Host` headers of a request name this server. A foreign page may have its own name lead to this machine,
/// but it cannot change this header.
pub(super) fn is_for(hosts: &[&str], bound: SocketAddr) -> bool {
    let [host] = hosts else { return false };
    let Some(name) = without_port(host, bound.port()) else { return false };
    if name.eq_ignore_ascii_case("localhost") {
        return true;
    }
    let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    let address: IpAddr = match bare.map_or_else(|| name.parse(), |bare| bare.parse()) {
        Ok(address) if bare.is_some() == matches!(address, IpAddr::V6(_)) => address,
        _ => return false,
    };
    // Where the user lets all addresses of the machine in, each of them is right; a name never is.
    address == bound.ip() || ["127.0.0.1", "::1"].contains(&&*address.to_string()) || bound.ip().is_unspecified()
}

/// The name before the port, which only the port of plain HTTP may lack.
fn without_port(host: &str, port: u16) -> Option<&str> {
    match host.strip_suffix(&format!(":{port}")) {
        Some(name) => Some(name),
        None if port == 80 => Some(host),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_decoded_once_and_lead_nowhere_else() {
        let path = |url| path_and_query(url).map(|(path, _)| path);
        assert_eq!(path("/").as_deref(), Some(""));
        assert_eq!(path("/a/b.html?x=/../y").as_deref(), Some("a/b.html"));
        assert_eq!(path("/%E4%BA%91.html").as_deref(), Some("云.html"));
        assert_eq!(path("/%252e%252e/a").as_deref(), Some("%2e%2e/a"));
        assert_eq!(path_and_query("/a?b=c").map(|(_, query)| query), Some("b=c"));
        for bad in [
            "",
            "a",
            "http://x/a",
            "/../a",
            "/%2e%2e/a",
            "/%2E./a",
            "/a/..",
            "/a%2f..%2fb",
            "/a\\b",
            "/%5c",
            "/%00",
            "/%ff",
        ] {
            assert_eq!(path(bad), None, "{bad}");
        }
    }

    #[test]
    fn only_this_machine_is_this_machine() {
        let bound = |text: &str| text.parse::<SocketAddr>().expect("an address");
        let own = bound("127.0.0.1:8000");
        for good in ["localhost:8000", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000"] {
            assert!(is_for(&[good], own), "{good}");
        }
        for bad in [
            "evil.cn:8000",
            "localhost",
            "localhost:8001",
            "localhost.evil.cn:8000",
            "::1:8000",
            "[127.0.0.1]:8000",
            "192.168.1.2:8000",
            "",
            ":8000",
        ] {
            assert!(!is_for(&[bad], own), "{bad}");
        }
        assert!(!is_for(&[], own) && !is_for(&["localhost:8000", "evil.cn:8000"], own));
        assert!(is_for(&["192.168.1.2:80"], bound("192.168.1.2:80")) && is_for(&["localhost"], bound("127.0.0.1:80")));
        assert!(is_for(&["192.168.1.2:8000"], bound("0.0.0.0:8000")));
        assert!(!is_for(&["evil.cn:8000"], bound("0.0.0.0:8000")));
    }
}
