//! The server: answers each request in a thread of its own.

use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use tiny_http::{Header, Method, Request, Response};

use super::injected::{self, FILES, FOLDER, NEWS};
use super::{PreviewError, ServedSite, kinds, request};
use crate::exports;

/// How long a page waits for news before it asks again: shorter than anything on the way would cut the line.
const PATIENCE: Duration = Duration::from_secs(25);

/// A server that has its address and is not answering yet.
pub struct Server {
    http: tiny_http::Server,
    bound: SocketAddr,
}

/// What is sent back.
struct HttpResponse {
    status: u16,
    kind: &'static str,
    body: Vec<u8>,
    /// A header besides those that all answers have.
    header: Option<(&'static str, String)>,
}

impl Server {
    /// Takes an address. Port 0 is any that is free.
    ///
    /// # Errors
    /// Where it cannot be had.
    pub fn bind(address: IpAddr, port: u16) -> Result<Self, PreviewError> {
        let address = SocketAddr::new(address, port);
        let cannot = |error: std::io::Error| PreviewError::no_address(address, &error);
        let listener = TcpListener::bind(address).map_err(cannot)?;
        let bound = listener.local_addr().map_err(cannot)?;
        let http = tiny_http::Server::from_listener(listener, None)
            .map_err(|error| cannot(std::io::Error::other(error.to_string())))?;
        Ok(Self { http, bound })
    }

    /// The address that a browser on this machine asks for.
    pub fn url(&self) -> String {
        let port = self.bound.port();
        match self.bound.ip() {
            ip if ip.is_unspecified() => format!("http://localhost:{port}/"),
            IpAddr::V4(ip) => format!("http://{ip}:{port}/"),
            IpAddr::V6(ip) => format!("http://[{ip}]:{port}/"),
        }
    }

    /// Whether other machines can reach it.
    pub fn is_open_to_others(&self) -> bool {
        !self.bound.ip().is_loopback()
    }

    /// Answers from now on, until the program ends.
    pub fn start(self, news: Arc<ServedSite>) {
        thread::spawn(move || {
            for request in self.http.incoming_requests() {
                let (news, bound) = (Arc::clone(&news), self.bound);
                // Where no thread can be had the request falls, and the browser asks again.
                _ = thread::Builder::new().spawn(move || send(answer(&request, bound, &news), request));
            }
        });
    }
}

impl HttpResponse {
    fn file(status: u16, path: &str, body: Vec<u8>) -> Self {
        Self { status, kind: kinds::of(path), body, header: None }
    }

    /// A sentence about the request, for whoever made it by hand.
    fn words(status: u16, words: &str) -> Self {
        Self::file(status, "a.txt", format!("{words}\n").into_bytes())
    }

    fn with(self, name: &'static str, value: impl Into<String>) -> Self {
        Self { header: Some((name, value.into())), ..self }
    }
}

fn answer(request: &Request, bound: SocketAddr, news: &ServedSite) -> HttpResponse {
    let hosts = request.headers().iter().filter(|header| header.field.equiv("Host"));
    let hosts: Vec<&str> = hosts.map(|header| header.value.as_str()).collect();
    if !request::is_for(&hosts, bound) {
        return HttpResponse::words(403, "这个地址不是本机的 This host is not this machine");
    }
    if !matches!(request.method(), Method::Get | Method::Head) {
        return HttpResponse::words(405, "只可读取 Only for reading").with("Allow", "GET, HEAD");
    }
    let Some((path, query)) = request::path_and_query(request.url()) else { return lost(news) };
    match path.strip_prefix(FOLDER) {
        Some(own) => addition(own, query, news).unwrap_or_else(|| lost(news)),
        None => of_site(&path, news),
    }
}

/// What the preview adds.
fn addition(name: &str, query: &str, news: &ServedSite) -> Option<HttpResponse> {
    if name == NEWS {
        let seen = query.split('&').find_map(|pair| pair.strip_prefix("seen=")).unwrap_or_default();
        return Some(HttpResponse::file(200, "a.json", news.wait(seen, PATIENCE).to_string().into_bytes()));
    }
    let (name, text) = FILES.iter().find(|(own, _)| *own == name)?;
    Some(HttpResponse::file(200, name, text.as_bytes().to_vec()))
}

/// A file of the site.
fn of_site(path: &str, news: &ServedSite) -> HttpResponse {
    let path = match path.is_empty() || path.ends_with('/') {
        true => format!("{path}index.html"),
        false => path.to_owned(),
    };
    if exports::is_for_servers(&path) {
        return lost(news);
    }
    // Told before it is read: a page that is older than it says asks for the newer one.
    let (build, _) = news.site();
    if let Some(bytes) = news.drawn(&path) {
        return page_or_file(200, &path, bytes, &build);
    }
    let (build, files) = news.site();
    if files.is_empty() {
        return HttpResponse::file(503, "a.html", injected::with_script(injected::empty_page(), &build));
    }
    let bytes = files.contains(&path).then(|| news.read(&path)).flatten();
    bytes.map_or_else(|| lost(news), |bytes| page_or_file(200, &path, bytes, &build))
}

/// The site's own page for lost readers.
fn lost(news: &ServedSite) -> HttpResponse {
    const PAGE: &str = "404.html";
    let (build, _) = news.site();
    let page = news.drawn(PAGE).or_else(|| news.read(PAGE)).map(|page| injected::at_home(page, &news.base_url()));
    let page = page.map(|page| page_or_file(404, PAGE, page, &build));
    page.unwrap_or_else(|| HttpResponse::words(404, "没有这个文件 There is no such file"))
}

fn page_or_file(status: u16, path: &str, bytes: Vec<u8>, build: &str) -> HttpResponse {
    let bytes = if kinds::is_page(path) { injected::with_script(bytes, build) } else { bytes };
    HttpResponse::file(status, path, bytes)
}

fn send(answer: HttpResponse, request: Request) {
    let own = [("Content-Type", answer.kind.to_owned()), ("Cache-Control", "no-store".to_owned())];
    let headers = own.into_iter().chain(answer.header).chain(exports::response_headers());
    let response = Response::from_data(answer.body).with_status_code(answer.status);
    // In one piece, with its length: no file is too long for memory.
    let mut response = response.with_chunked_threshold(usize::MAX);
    for (name, value) in headers {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    // Whoever has gone needs no answer.
    _ = request.respond(response);
}
