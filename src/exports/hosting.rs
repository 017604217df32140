//! Ready files for the server that hosts the site: security headers, caching, old addresses.
//!
//! `_headers` and `_redirects` are read by Netlify, Cloudflare Pages and their like, and keep quiet elsewhere;
//! `hosting/nginx.conf` is included in a `server` or `location` block.

use std::borrow::Cow;
use std::fmt::Write;

use percent_encoding::percent_decode_str;

use crate::artifact::Artifact;
use crate::model::{Site, base_path};
use crate::pages::Head;

/// What pages may load: nothing but their own site's files. Stands in each page and in the headers. The site's scripts
/// request nothing; inspectors that read `robots.txt` from within a page do, by `connect-src`.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                          font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; \
                          form-action 'self'";

/// Headers of every file. The policy's last rule is of use only here: browsers refuse it inside a page.
const HEADERS: &[(&str, &str)] = &[
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
];

/// Files that bear their digest in their name never change: assets, and the pictures drawn by the build. Attachments of
/// policies keep their own names.
const FOREVER: &str = "public, max-age=31536000, immutable";

/// The ready files.
pub(super) fn write(site: &Site, pages: &[Head]) -> Vec<Artifact> {
    let base = base_path(&site.config.base_url);
    let moved: Vec<(String, String)> = pages
        .iter()
        .filter_map(|page| Some((format!("{base}{}", page.route), format!("{base}{}", page.forward.as_ref()?))))
        .collect();
    vec![
        Artifact::bytes("_headers", headers(&base)),
        Artifact::bytes("_redirects", redirects(&moved)),
        Artifact::bytes("hosting/nginx.conf", nginx(&base, &moved)),
    ]
}

/// The headers that every file is sent with, as the ready files set them.
pub fn response_headers() -> Vec<(&'static str, String)> {
    let own = HEADERS.iter().map(|(name, value)| (*name, (*value).to_owned()));
    [("Content-Security-Policy", policy())].into_iter().chain(own).collect()
}

/// Whether a file of the site is for its server, not for readers.
pub fn is_for_servers(path: &str) -> bool {
    path.starts_with("hosting/") || ["_headers", "_redirects"].contains(&path)
}

fn policy() -> String {
    format!("{POLICY}; frame-ancestors 'self'")
}

fn headers(base: &str) -> String {
    let mut out = format!("{base}*\n  Content-Security-Policy: {}\n", policy());
    for (name, value) in HEADERS {
        let _ = writeln!(out, "  {name}: {value}");
    }
    for folder in ["assets", "media/towns", "media/stories"] {
        let _ = write!(out, "{base}{folder}/*\n  Cache-Control: {FOREVER}\n");
    }
    let _ = write!(out, "{base}manifest.webmanifest\n  Content-Type: application/manifest+json\n");
    out
}

fn redirects(moved: &[(String, String)]) -> String {
    moved.iter().fold(String::new(), |mut out, (from, to)| {
        let _ = writeln!(out, "{from} {to} 301");
        out
    })
}

/// The path as nginx compares it: decoded, where that can hold nothing but the path.
fn decoded(base: &str) -> Cow<'_, str> {
    let is_plain = |text: &str| text.chars().all(|c| c.is_alphanumeric() || "-._~/".contains(c));
    percent_decode_str(base).decode_utf8().ok().filter(|text| is_plain(text)).unwrap_or(Cow::Borrowed(base))
}

fn nginx(base: &str, moved: &[(String, String)]) -> String {
    let named = decoded(base);
    let bare = named.trim_end_matches('/');
    let redirect = match bare {
        "" => String::new(),
        bare => format!("#   location = {bare} {{ absolute_redirect off; return 301 {base}; }}\n"),
    };
    let mut out = format!(
        "# Include this file in the block that serves the site, which lies at {base}:\n\
         #   server {{ root /srv/sunboard/output; charset utf-8; include /srv/sunboard/output/hosting/nginx.conf; }}\n\
         #   location {named} {{ alias /srv/sunboard/output/; charset utf-8; include /srv/sunboard/output/hosting/nginx.conf; }}\n\
         {redirect}\
         # Every build writes it anew: old addresses change with the content, so reload nginx after a build.\n\n\
         error_page 404 {named}404.html;\n\
         absolute_redirect off;\n\
         add_header Content-Security-Policy \"{}\" always;\n",
        policy()
    );
    for (name, value) in HEADERS {
        let _ = writeln!(out, "add_header {name} \"{value}\" always;");
    }
    let pattern = |path: &str| decoded(path).replace('.', "\\.");
    let _ = write!(
        out,
        "\nset $sunboard_cache \"no-cache\";\n\
         if ($uri ~ \"^{}(assets/|media/(?!policies/).+\\.[0-9a-f]{{8}}\\.(webp|jpg|png)$)\") {{ set $sunboard_cache \"{FOREVER}\"; }}\n\
         add_header Cache-Control $sunboard_cache;\n\n\
         # These are for servers, not for readers.\n\
         if ($uri ~ \"^{}(\\.sunboard/|hosting/|_headers$|_redirects$)\") {{ return 404; }}\n",
        pattern(base),
        pattern(base)
    );
    if !moved.is_empty() {
        out.push_str("\n# Old addresses.\n");
    }
    for (from, to) in moved {
        let _ = writeln!(out, "rewrite \"^{}$\" {to} permanent;", pattern(from));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::testing::bytes;
    use super::super::testing::page;
    use super::*;
    use crate::model::testing::site;
    use crate::pages::PageKind;
    use crate::pages::Route;
    use crate::units::Text;

    fn moved() -> Head {
        let mut alias = page(PageKind::Alias, "news/12.html", "夜");
        alias.view.forward = Some(Route::new("stories/night.html"));
        alias.head()
    }

    fn file(path: &str) -> String {
        let pages = [page(PageKind::Home, "index.html", "").head(), moved()];
        let files = write(&site(), &pages);
        let file = files.into_iter().find(|file| file.path == path).expect("a ready file");
        String::from_utf8(bytes(&file).to_owned()).expect("UTF-8")
    }

    #[test]
    fn old_addresses_lead_on_below_the_path_of_the_site() {
        assert_eq!(file("_redirects"), "/sun/news/12.html /sun/stories/night.html 301\n");
        let nginx = file("hosting/nginx.conf");
        assert!(nginx.contains(r#"rewrite "^/sun/news/12\.html$" /sun/stories/night.html permanent;"#), "{nginx}");
        assert!(nginx.contains("error_page 404 /sun/404.html;"));
    }

    #[test]
    fn headers_carry_the_policy_and_long_caching_of_named_files() {
        let headers = file("_headers");
        assert!(headers.starts_with("/sun/*\n  Content-Security-Policy: default-src 'none'; script-src 'self';"));
        assert!(headers.contains("frame-ancestors 'self'\n"));
        for folder in ["assets", "media/towns", "media/stories"] {
            let rule = format!("/sun/{folder}/*\n  Cache-Control: public, max-age=31536000, immutable\n");
            assert!(headers.contains(&rule), "{headers}");
        }
        assert!(!headers.contains("policies"));
        assert!(!POLICY.contains("unsafe") && !POLICY.contains("frame-ancestors"));
    }

    #[test]
    fn a_hostile_address_reaches_no_configuration() {
        let mut site = site();
        site.config.base_url = Text("https://x.cn/\"; return 200 \"".to_owned());
        let files = write(&site, &[]);
        assert!(files.iter().all(|file| !String::from_utf8_lossy(bytes(file)).contains("return 200")));
    }
}
