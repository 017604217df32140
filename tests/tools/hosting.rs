//! The ready file for nginx, read by nginx: headers, caching, what is not served, old addresses.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::harness::{Sunboard, root};
use crate::missing;

/// A running nginx; it ends with the test.
struct Server {
    process: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        // The master ends its workers, which a killed one could not.
        let _ = Command::new("kill").arg(self.process.id().to_string()).status();
        let _ = self.process.wait();
    }
}

impl Server {
    /// Serves a folder of output below a path, as README says.
    fn start(folder: &Path, output: &Path, base: &str) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let at = |name: &str| folder.join(name).display().to_string();
        let ready = output.join("hosting/nginx.conf").display().to_string();
        let block = match base {
            "/" => format!("root {}; charset utf-8; include {ready};", output.display()),
            base => {
                let readme = fs::read_to_string(root("README.md")).unwrap();
                let lines = readme.split("```nginx\n").nth(1).unwrap().split("```").next().unwrap();
                assert!(
                    lines.contains("location /towns/ {") && lines.contains("/srv/sunboard/output/hosting/nginx.conf")
                );
                lines
                    .replace("/srv/sunboard/output", &output.display().to_string())
                    .replace("/towns", base.trim_end_matches('/'))
            }
        };
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|kind| format!("{kind}_temp_path {};", at(kind)))
            .join(" ");
        let user = if Command::new("id").arg("-u").output().unwrap().stdout == b"0\n" { "user root;" } else { "" };
        let text = format!(
            "daemon off; {user} worker_processes 1; pid {}; error_log stderr; events {{}}\n\
             http {{ include /etc/nginx/mime.types; access_log off; {temporary}\n\
             server {{ listen 127.0.0.1:{port}; {block} }} }}\n",
            at("pid")
        );
        fs::write(folder.join("nginx.conf"), text).unwrap();
        let mut command = Command::new("nginx");
        command.arg("-e").arg("stderr").arg("-p").arg(folder).arg("-c").arg(folder.join("nginx.conf"));
        let process =
            command.stderr(Stdio::inherit()).spawn().unwrap_or_else(|error| missing("nginx", "nginx-light", &error));
        let server = Self { process, port };
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(30), "nginx does not answer");
            std::thread::sleep(Duration::from_millis(20));
        }
        server
    }

    /// The head of the answer for a path, in small letters but for the values.
    fn head(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        write!(stream, "HEAD {path} HTTP/1.0\r\nHost: localhost\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

/// The first file below a folder whose name has an ending.
fn file_below(folder: &Path, ending: &str) -> Option<PathBuf> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).ok()?.map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries.into_iter().find_map(|path| match path.is_dir() {
        true => file_below(&path, ending),
        false => path.to_string_lossy().ends_with(ending).then_some(path),
    })
}

fn try_at(base: &str) {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("output");
    let line = Sunboard::new(root(".")).args(["build", "--quiet", "--base-url", &format!("http://localhost{base}")]);
    line.arg("--output").arg(&output).run().done();
    let server = Server::start(folder.path(), &output, base);
    let head = |path: &str| server.head(&format!("{base}{path}"));
    let path = |below: &str, ending: &str| {
        let file = file_below(&output.join(below), ending).unwrap_or_else(|| panic!("no {ending} in {below}"));
        file.strip_prefix(&output).unwrap().to_string_lossy().into_owned()
    };

    let home = head("index.html");
    assert!(home.starts_with("HTTP/1.1 200") && home.contains("Cache-Control: no-cache\r\n"), "{home}");
    assert!(
        home.contains("Content-Security-Policy: default-src 'none';") && home.contains("frame-ancestors"),
        "{home}"
    );
    assert!(home.contains("X-Content-Type-Options: nosniff\r\n"), "{home}");
    for named in [path("assets", ".css"), path("media/towns", ".webp"), path("media/towns", ".jpg")] {
        let answer = head(&named);
        assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("immutable"), "{named}: {answer}");
    }
    for own in [path("media/policies", ""), "favicon.ico".to_owned(), "feed.xml".to_owned()] {
        let answer = head(&own);
        assert!(
            answer.starts_with("HTTP/1.1 200") && answer.contains("Cache-Control: no-cache\r\n"),
            "{own}: {answer}"
        );
    }
    // They are there, but not for readers.
    for hidden in [path(".sunboard", ""), "hosting/nginx.conf".to_owned(), "_headers".to_owned()] {
        let answer = head(&hidden);
        assert!(output.join(&hidden).is_file() && answer.starts_with("HTTP/1.1 404"), "{hidden}: {answer}");
    }
    let lost = head("no/such/page.html");
    assert!(lost.starts_with("HTTP/1.1 404") && lost.contains("Content-Type: text/html"), "{lost}");
    // What the page for lost readers loads is there, whatever the host is called.
    let page = fs::read_to_string(output.join("404.html")).unwrap();
    let style = page.split("<link rel=\"stylesheet\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(style.starts_with(&format!("{base}assets/")), "{style}");
    assert!(server.head(style).starts_with("HTTP/1.1 200"), "{style}");
    // The address without its last slash leads to the site, too.
    let bare = base.trim_end_matches('/');
    if !bare.is_empty() {
        let answer = server.head(bare);
        assert!(answer.starts_with("HTTP/1.1 301") && answer.contains(&format!("Location: {base}\r\n")), "{answer}");
        assert!(server.head(base).starts_with("HTTP/1.1 200"));
    }
}

#[test]
fn nginx_serves_a_site_at_the_root_of_a_host() {
    try_at("/");
}

#[test]
fn nginx_serves_a_site_below_a_path() {
    try_at("/a/towns/");
}
