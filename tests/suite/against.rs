//! `sunboard check --against`: every address that would be gone is told, with the line that keeps it, and the line keeps it.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use crate::harness::renamed::{place, rename, told};
use crate::harness::{copy, run};

#[test]
fn a_published_list_of_addresses_is_fetched() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    place(folder);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    let output = folder.join("output");
    copy(&output, &folder.join("served"));
    let served = folder.join("served");
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = [0; 4096];
            let length = stream.read(&mut request).unwrap_or(0);
            let request = String::from_utf8_lossy(&request[..length]).into_owned();
            let path = request.split(' ').nth(1).unwrap_or("/").trim_start_matches('/').to_owned();
            let (status, body) =
                fs::read(served.join(path)).map_or(("404 Not Found", Vec::new()), |body| ("200 OK", body));
            let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
        }
    });
    let manifest = format!("{address}.sunboard/manifest.json");
    assert_eq!(told(folder, &manifest), (Some(0), Vec::new()));
    assert_eq!(told(folder, &address), (Some(0), Vec::new()), "the site map");
    rename(folder);
    for earlier in [manifest.as_str(), address.as_str(), "output/sitemap.xml", "output/.sunboard/manifest.json"] {
        let (code, rows) = told(folder, earlier);
        assert_eq!(code, Some(1), "{earlier}");
        assert!(
            rows.iter().any(|(_, rule, hint)| rule == "vanished" && hint.contains("stories/kiln-night.html")),
            "{earlier}: {rows:?}"
        );
    }
    // What cannot be had is trouble, not a site without addresses.
    for earlier in [&format!("{address}nothing.json"), "content/towns", &format!("{address}robots.txt")] {
        let ran = run(folder, &["check", "--against", earlier]);
        assert_eq!(ran.code, Some(2), "{earlier}: {}", ran.stderr);
    }
}
