//! A running preview, asked as a browser asks it.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::Child;
use std::time::{Duration, Instant};

use super::{Sunboard, copy, sites};

/// A running preview of a copy of a small site; it ends with the test.
pub struct Preview {
    pub folder: tempfile::TempDir,
    process: Child,
    pub port: u16,
}

/// An answer of the server.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        _ = self.process.kill();
        _ = self.process.wait();
    }
}

impl Preview {
    pub fn start(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&sites().join("mutation/content"), &folder.path().join("content"));
        Self::of(folder, arguments)
    }

    /// Serves the content of a folder into `preview`.
    pub fn of(folder: tempfile::TempDir, arguments: &[&str]) -> Self {
        let serve = ["serve", "--port", "0", "--as-of", "2020-10-31", "--output", "preview"];
        let mut process = Sunboard::new(&folder).args(serve).args(arguments).listen();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let said = |line: &str| Some(line.split_once("http://127.0.0.1:")?.1.split_once('/')?.0.parse().unwrap());
        // The address is said as soon as pages are to be had; the site is whole when the build says what it did.
        let (mut port, mut is_whole) = (None, false);
        while port.is_none() || !is_whole {
            let line = lines.next().expect("an address and an end").unwrap();
            port = port.or(said(&line));
            is_whole |= [" ms", "毫秒"].iter().any(|end| line.ends_with(end));
        }
        let port = port.expect("an address");
        // Whoever prints must be heard.
        std::thread::spawn(move || lines.for_each(drop));
        Self { folder, process, port }
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn ask(&self, method: &str, path: &str, host: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        write!(stream, "{method} {path} HTTP/1.1\r\n{host}Connection: close\r\nContent-Length: 0\r\n\r\n").unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head") + 4;
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head, body: bytes.split_off(end) }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &format!("Host: localhost:{}\r\n", self.port))
    }

    /// The news, once they are others than those seen.
    pub fn news(&self, seen: &serde_json::Value) -> serde_json::Value {
        self.get(&format!("/.sunboard/preview/news?seen={}", seen["told"].as_str().unwrap_or_default())).json()
    }

    /// Waits until news are as wanted: one save can be told in several steps.
    pub fn news_until(
        &self,
        seen: &serde_json::Value,
        wanted: impl Fn(&serde_json::Value) -> bool,
    ) -> serde_json::Value {
        let begun = Instant::now();
        let mut news = self.news(seen);
        while !wanted(&news) {
            assert!(begun.elapsed() < Duration::from_secs(60), "never told: {news}");
            news = self.news(&news);
        }
        news
    }

    /// Replaces a text in a file of the content.
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let path = self.path(path);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from} is not in {}", path.display());
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }
}
