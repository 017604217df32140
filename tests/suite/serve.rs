//! The preview: what is served, to whom, and what an editor's page hears after a save.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::harness::{Preview, Sunboard, content, copy, run, sites, write};

/// A page without the preview's script, and how often that stood there.
fn without_script(page: &str) -> (String, usize) {
    let mut count = 0;
    let mut rest = page.to_owned();
    while let Some(start) = rest.find("<script src=\"/.sunboard/preview/reload.js?build=") {
        let end = start + rest[start..].find("</script>").unwrap() + "</script>".len();
        rest.replace_range(start..end, "");
        count += 1;
    }
    (rest, count)
}

/// Paths of the files of a built site.
fn published(folder: &Path, below: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder.join(below)).unwrap().map(|entry| entry.unwrap()) {
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        match entry.path().is_dir() {
            true if name == ".sunboard" => {}
            true => found.extend(published(folder, &format!("{name}/"))),
            false => found.push(name),
        }
    }
    found.sort();
    found
}

fn escaped(path: &str) -> String {
    path.bytes()
        .map(|byte| match byte.is_ascii_alphanumeric() || b"/.-_".contains(&byte) {
            true => char::from(byte).to_string(),
            false => format!("%{byte:02X}"),
        })
        .collect()
}

#[test]
fn what_a_build_publishes_is_served_with_its_headers() {
    let preview = Preview::start(&[]);
    run(preview.folder.path(), &["build", "--as-of", "2020-10-31", "-q"]).done();
    let output = preview.path("output");
    let ready = fs::read_to_string(output.join("_headers")).unwrap();
    let headers: Vec<&str> = ready.lines().skip(1).take_while(|line| line.starts_with("  ")).map(str::trim).collect();
    assert!(headers.len() > 3 && headers[0].starts_with("Content-Security-Policy: "), "{headers:?}");

    let (mut pages, mut files) = (0, 0);
    for path in published(&output, "") {
        let answer = preview.get(&format!("/{}", escaped(&path)));
        if path.starts_with("hosting/") || path.starts_with('_') {
            assert_eq!(answer.status, 404, "{path} is for servers");
            continue;
        }
        assert_eq!(answer.status, 200, "{path}");
        for header in headers.iter().chain(&["Cache-Control: no-store"]) {
            assert!(answer.head.contains(&format!("\r\n{header}\r\n")), "{path} lacks {header}: {}", answer.head);
        }
        assert!(!answer.head.contains("octet-stream"), "{path} has no kind");
        let bytes = fs::read(output.join(&path)).unwrap();
        if path.ends_with(".html") {
            assert!(answer.head.contains("Content-Type: text/html; charset=utf-8\r\n"), "{}", answer.head);
            assert!(answer.text().contains("</script></body>"), "{path}");
            assert_eq!(without_script(&answer.text()), (String::from_utf8(bytes).unwrap(), 1), "{path}");
            pages += 1;
        } else {
            assert!(answer.body == bytes, "{path} differs");
            files += 1;
        }
    }
    assert!(pages > 10 && files > 10, "{pages} pages and {files} files");

    let (home, named) = (preview.get("/"), preview.get("/index.html?x=1"));
    assert_eq!((home.status, home.text()), (200, named.text()));
    let head = preview.ask("HEAD", "/index.html", &format!("Host: 127.0.0.1:{}\r\n", preview.port));
    assert!(
        head.status == 200 && head.body.is_empty() && head.head.contains("Content-Type: text/html"),
        "{}",
        head.head
    );
    for (path, kind) in [("reload.js", "text/javascript"), ("overlay.css", "text/css")] {
        let answer = preview.get(&format!("/.sunboard/preview/{path}"));
        assert!(answer.status == 200 && answer.head.contains(&format!("Content-Type: {kind}")), "{}", answer.head);
    }
}

#[test]
fn nothing_else_is_served_and_to_nobody_else() {
    let preview = Preview::start(&[]);
    fs::write(preview.path("preview/mine.html"), "mine").unwrap();
    let lost = fs::read_to_string(preview.path("preview/404.html")).unwrap();
    // Its links begin at the root of the host, where the preview lies.
    assert!(lost.contains("=\"/assets/style."), "{lost}");
    let hidden = [
        "/../content/site.yaml",
        "/%2e%2e/content/site.yaml",
        "/..%2fcontent/site.yaml",
        "/towns/../index.html",
        "/..\\content\\site.yaml",
        "/%5c..%5ccontent",
        "//index.html",
        "/index.html%00",
        "/%ff",
        "/.sunboard/memory",
        "/.sunboard/manifest.json",
        "/%2esunboard/memory",
        "/.sunboard/preview/",
        "/mine.html",
        "/no/such/page.html",
    ];
    assert!(preview.path("preview/.sunboard/memory").is_file());
    for path in hidden {
        let answer = preview.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(without_script(&answer.text()), (lost.clone(), 1), "{path}");
    }
    #[cfg(unix)]
    {
        let page = preview.path("preview/index.html");
        fs::remove_file(&page).unwrap();
        std::os::unix::fs::symlink(preview.path("content/site.yaml"), &page).unwrap();
        assert_eq!(preview.get("/").status, 404, "a link");
    }
    let port = preview.port;
    for host in [
        "Host: evil.example\r\n".to_owned(),
        format!("Host: evil.example:{port}\r\n"),
        "Host: localhost\r\n".to_owned(),
        String::new(),
    ] {
        let answer = preview.ask("GET", "/404.html", &host);
        assert!(answer.status == 403 && !answer.text().contains("<html"), "{host:?}: {}", answer.status);
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let answer = preview.ask(method, "/404.html", &format!("Host: localhost:{port}\r\n"));
        assert!(answer.status == 405 && answer.head.contains("\r\nAllow: GET, HEAD\r\n"), "{method}: {}", answer.head);
    }
}

#[test]
fn a_save_is_told_and_a_fault_leaves_the_last_site() {
    let preview = Preview::start(&[]);
    let first = preview.news(&serde_json::Value::Null);
    assert!(first["fault"].is_null(), "{first}");
    let old = preview.get("/").text();
    let build = first["build"].as_str().unwrap();
    assert!(old.contains(&format!("reload.js?build={build}\"")), "a page knows its build");

    preview.edit("content/site.yaml", "title: ", "title: 新名 ");
    let second = preview.news_until(&first, |news| news["build"] != first["build"]);
    assert!(second["fault"].is_null(), "{second}");
    let new = preview.get("/").text();
    assert!(!old.contains("新名") && new.contains("新名"));

    preview.edit("content/site.yaml", "title: ", "titel: ");
    let third = preview.news_until(&second, |news| !news["fault"].is_null());
    assert_eq!(third["build"], second["build"]);
    let checked = run(preview.folder.path(), &["check", "--as-of", "2020-10-31"]);
    let told = third["fault"]["text"].as_str().unwrap();
    assert!(told.contains("site.yaml:") && told.contains("`titel`"), "{told}");
    assert_eq!(told, checked.stderr, "the page tells what `check` tells");
    assert_eq!(preview.get("/").text(), new, "the last good page");

    // As editors save that write beside the file and move it there.
    let mended = fs::read_to_string(preview.path("content/site.yaml")).unwrap().replacen("titel: ", "title: ", 1);
    fs::write(preview.path("content/site.yaml~"), mended).unwrap();
    fs::rename(preview.path("content/site.yaml~"), preview.path("content/site.yaml")).unwrap();
    let fourth = preview.news_until(&third, |news| news["fault"].is_null());
    assert!(fourth["fault"].is_null(), "{fourth}");
    let again = preview.get("/").text();
    assert_eq!(without_script(&again), without_script(&new), "the same site as before the fault");
}

#[test]
fn files_and_folders_may_go_and_come_again() {
    let preview = Preview::start(&[]);
    let mut news = preview.news(&serde_json::Value::Null);
    let mut change = |what: &str, change: &dyn Fn()| {
        change();
        let build = news["build"].clone();
        news = preview.news_until(&news, |news| news["build"] != build && news["fault"].is_null());
        assert!(preview.get("/").status == 200, "{what}");
    };
    let page = "---\ntitle: 联系\n---\n\n第一稿\n";
    change("a new page", &|| write(&preview.path("content"), "pages/contact.md", page.as_bytes()));
    change("it goes", &|| fs::remove_file(preview.path("content/pages/contact.md")).unwrap());
    change("it comes again", &|| write(&preview.path("content"), "pages/contact.md", page.as_bytes()));
    change("all goes and comes", &|| {
        fs::rename(preview.path("content"), preview.path("away")).unwrap();
        std::thread::sleep(Duration::from_millis(300));
        fs::rename(preview.path("away"), preview.path("content")).unwrap();
        std::thread::sleep(Duration::from_millis(300));
        preview.edit("content/pages/contact.md", "第一稿", "第二稿");
    });
    change("a theme comes", &|| {
        write(preview.folder.path(), "themes/default/static/tokens.css", b":root { --main: #123456 }\n");
    });
    change("it changes", &|| preview.edit("themes/default/static/tokens.css", "123456", "654321"));
}

/// As the page does that is open while its file goes: it loads itself anew at every build that is told.
#[test]
fn a_page_whose_file_goes_ends_as_not_found() {
    let preview = Preview::start(&[]);
    let mut news = preview.news(&serde_json::Value::Null);
    let story = "---\ntitle: 早市\ndate: 2020-10-08 10:30\nsummary: 早市开了\n---\n\n早市。\n";
    write(&preview.path("content"), "stories/zaoshi.md", story.as_bytes());
    let mut build = news["build"].clone();
    news = preview.news_until(&news, |news| news["build"] != build);
    assert_eq!(preview.get("/stories/zaoshi.html").status, 200);
    fs::remove_file(preview.path("content/stories/zaoshi.md")).unwrap();
    while preview.get("/stories/zaoshi.html").status != 404 {
        build = news["build"].clone();
        news = preview.news_until(&news, |news| news["build"] != build);
    }
}

#[test]
fn a_folder_that_is_not_there_ends_the_preview() {
    let place = tempfile::tempdir().unwrap();
    let ended = run(place.path(), &["serve", "--port", "0"]);
    let told = ended.stderr;
    assert!(ended.code == Some(2) && told.contains("no content folder"), "{told}");
}

#[test]
fn a_site_that_cannot_be_built_yet_is_told_and_then_served() {
    let folder = content(&[]);
    let place = tempfile::tempdir().unwrap();
    copy(folder.path(), &place.path().join("content"));
    let rules = place.path().join("content/rules.yaml");
    fs::write(&rules, "boards: 1\n").unwrap();
    let preview = Preview::of(place, &["--lang", "zh"]);
    let page = preview.get("/");
    assert!(page.status == 503 && without_script(&page.text()).1 == 1, "{}", page.text());
    let news = preview.news(&serde_json::Value::Null);
    assert!(news["fault"]["text"].as_str().unwrap().contains("rules.yaml:1"), "{news}");
    assert!(news["fault"]["text"].as_str().unwrap().contains("共1个错误"), "{news}");
    fs::write(&rules, "{}\n").unwrap();
    preview.news_until(&news, |later| later["build"] != news["build"] && later["fault"].is_null());
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn drafts_and_the_internal_edition_are_served_when_asked_for_and_marked() {
    let draft = "---\ntitle: 未定\ndate: 2020-10-09\nsummary: 一句话\ntowns: []\ntags: []\nsource: 市特镇办\ndraft: true\n---\n\n待补。\n";
    for (arguments, status) in [(&["--edition", "internal", "--drafts"][..], 200), (&[], 404)] {
        let preview = Preview::start(arguments);
        let news = preview.news(&serde_json::Value::Null);
        write(&preview.path("content"), "stories/draft.md", draft.as_bytes());
        preview.news_until(&news, |later| later["told"] != news["told"] && later["fault"].is_null());
        let page = preview.get("/stories/draft.html");
        assert_eq!(page.status, status);
        assert_eq!(page.text().contains("草稿") && page.text().contains("内部资料"), status == 200);
    }
}

#[test]
fn a_taken_port_is_said_with_the_next_step() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    let output = run(folder.path(), &["serve", "--port", &port]).ends_with(2);
    let said = output.stderr;
    assert_eq!(
        said,
        format!("error: port {port} is taken; choose another with --port, or any free one with --port 0\n")
    );
}

#[cfg(unix)]
#[test]
fn the_end_leaves_no_temporary_folder() {
    let folder = content(&[]);
    let place = tempfile::tempdir().unwrap();
    let line = Sunboard::new(place.path()).args(["serve", "--port", "0", "--content"]).arg(folder.path());
    let mut process = line.env("TMPDIR", place.path()).listen();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    assert!(lines.by_ref().any(|line| line.unwrap().contains("http://127.0.0.1:")));
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    let id = nix::unistd::Pid::from_raw(process.id().try_into().unwrap());
    nix::sys::signal::kill(id, nix::sys::signal::Signal::SIGINT).unwrap();
    assert!(process.wait().unwrap().success());
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
}

/// Keeps what is put, and what would be drawn before it is there.
#[derive(Default)]
struct Early {
    put: sunboard::artifact::MemoryOutput,
    /// Paths of styles, scripts and figures of charts.
    loaded: std::sync::Mutex<Vec<String>>,
    drawn: std::sync::Mutex<Vec<(String, Option<sunboard::artifact::Artifact>)>>,
}

impl sunboard::artifact::Output for Early {
    fn put(&self, artifact: sunboard::artifact::Artifact) {
        if ["assets/", "charts/", "data/charts/"].iter().any(|folder| artifact.path.starts_with(folder)) {
            self.loaded.lock().unwrap().push(artifact.path.clone());
        }
        // Old addresses are planned last, when all pages are drawn.
        let is_old =
            artifact.html().is_some_and(|html| String::from_utf8_lossy(html).contains("http-equiv=\"refresh\""));
        if artifact.path.ends_with(".html") && !is_old {
            self.drawn.lock().unwrap().push((artifact.path.clone(), None));
        }
        self.put.put(artifact);
    }
}

impl sunboard::build::OnDemand for Early {
    fn while_making(&self, draw: &sunboard::build::Draw<'_>, make_site: &mut dyn FnMut()) {
        assert!(draw("no/such/page.html").is_none());
        make_site();
        let mut drawn = self.drawn.lock().unwrap();
        drawn.retain(|(path, _)| path != "sitemap.html");
        drawn.iter_mut().for_each(|(path, artifact)| *artifact = draw(path));
        // What a drawn page loads is had, too.
        let loaded: Vec<String> = self.loaded.lock().unwrap().clone();
        drawn.extend(loaded.into_iter().map(|path| (path.clone(), draw(&path))));
    }
}

#[test]
fn a_page_that_is_asked_for_early_is_the_page_that_will_be_published() {
    use sunboard::artifact::Artifact;
    let folder = tempfile::tempdir().unwrap();
    copy(&sites().join("mutation/content"), folder.path());
    let early = Early::default();
    let now: chrono::NaiveDateTime = "2020-10-31T23:59:59".parse().unwrap();
    let request = sunboard::Request {
        content: folder.path().to_owned(),
        theme: None,
        edition: sunboard::model::Edition::Public,
        as_of: Some(now),
        base_url: None,
        drafts: false,
        pictures: sunboard::render::Pictures::Checked,
        clock: &|_| now,
        content_cache: None,
        now: std::time::SystemTime::now(),
    };
    sunboard::build(&request, None, &early, &sunboard::Run { on_demand: Some(&early), ..sunboard::Run::ALONE })
        .unwrap();
    let put: std::collections::BTreeMap<String, Artifact> =
        early.put.into_artifacts().into_iter().map(|artifact| (artifact.path.clone(), artifact)).collect();
    let drawn = early.drawn.into_inner().unwrap();
    let pages = drawn.iter().filter(|(path, _)| path.ends_with(".html")).count();
    assert!(pages > 30 && drawn.len() - pages > 20, "{pages} of {}", drawn.len());
    for (path, artifact) in &drawn {
        assert_eq!(artifact.as_ref().map(|it| &it.content), put.get(path).map(|it| &it.content), "{path}");
    }
}

#[test]
fn of_many_saves_the_last_one_is_served_and_published() {
    let preview = Preview::start(&[]);
    let first = preview.news(&serde_json::Value::Null);
    let site = fs::read_to_string(preview.path("content/site.yaml")).unwrap();
    for number in 0..12 {
        // Now and then a fault lies between.
        let key = if number % 4 == 2 { "titel: " } else { "title: " };
        let text = site.replacen("title: ", &format!("{key}第{number}稿 "), 1);
        fs::write(preview.path("content/site.yaml"), text).unwrap();
        std::thread::sleep(Duration::from_millis(35 + 20 * (number % 3)));
    }
    let title = "第11稿";
    let mut news = preview.news_until(&first, |news| news["build"] != first["build"] && news["fault"].is_null());
    let begun = Instant::now();
    while !preview.get("/").text().contains(title) {
        assert!(begun.elapsed() < Duration::from_secs(60), "the last save is not served: {news}");
        news = preview.news(&news);
    }
    run(preview.folder.path(), &["build", "--as-of", "2020-10-31", "-q"]).done();
    let is_whole = || {
        let mut paths = published(&preview.path("output"), "").into_iter();
        paths.all(|path| {
            fs::read(preview.path("output").join(&path)).ok() == fs::read(preview.path("preview").join(&path)).ok()
        })
    };
    while !is_whole() {
        assert!(begun.elapsed() < Duration::from_secs(60), "the last save is not published");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn the_overlay_tells_errors_before_warnings() {
    let preview = Preview::start(&[]);
    let first = preview.news(&serde_json::Value::Null);
    // The warning stands in a file that comes before that of the error.
    fs::write(preview.path("content/a-note.txt"), "x").unwrap();
    preview.edit("content/towns/yunyao.yaml", "name: ", "nam: ");
    let news = preview.news_until(&first, |news| {
        news["fault"]["text"].as_str().is_some_and(|text| text.contains("`nam`") && text.contains("a-note.txt"))
    });
    let told = news["fault"]["text"].as_str().unwrap();
    let place = |word: &str| told.find(word).unwrap_or_else(|| panic!("{word} in {told}"));
    assert!(place("error[unknown-field]") < place("warning[unknown-file]"), "{told}");
    let last_error = told.rfind("error[").unwrap();
    assert!(last_error < place("warning["), "no error stands behind a warning: {told}");
}
