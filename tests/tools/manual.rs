//! The manuals: every command in them is run, in their order, in an empty folder, with the files that they tell to write.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::Command;

use crate::harness::forms::{Typed, fill};
use crate::harness::{Sunboard, jpeg, run, with_the_program, write};
use crate::needs;

/// A fenced block: the words behind its fence, and its lines.
struct Block {
    info: Vec<String>,
    body: String,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let body: String = lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
        blocks.push(Block { info: info.split_whitespace().map(str::to_owned).collect(), body });
    }
    blocks
}

/// A reader who does what the manual says.
struct Reader {
    home: tempfile::TempDir,
    place: PathBuf,
    /// What the commands said, by command.
    said: Vec<(String, String)>,
}

impl Reader {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        Self { place: home.path().to_owned(), home, said: Vec::new() }
    }

    fn follow(&mut self, manual: &str) {
        for block in blocks(manual) {
            let info: Vec<&str> = block.info.iter().map(String::as_str).collect();
            match info.as_slice() {
                ["sh"] => block.body.lines().for_each(|line| self.run(line)),
                ["sh", "serve"] => self.preview(&block.body),
                [_, "写入", path] => write(&self.place, path, &block.body),
                [_, "加到", path] => {
                    self.take_photo(path);
                    let text = self.read(path);
                    write(&self.place, path, format!("{}\n{}", text.trim_end(), block.body));
                }
                ["edit", "删去", path] => {
                    let text = self.read(path);
                    assert!(text.contains(&block.body), "{text}");
                    write(&self.place, path, text.replacen(&block.body, "", 1));
                }
                ["nginx" | "ini" | "cron"] | ["sh", "定时"] => {}
                other => panic!("nobody knows what to do with {other:?}"),
            }
        }
    }

    fn run(&mut self, line: &str) {
        if let Some(folder) = line.strip_prefix("cd ") {
            self.place = self.place.join(folder);
            return;
        }
        if line == "sunboard import return-2026Q1.xlsx" {
            self.fill_in();
        }
        let mut shell = Command::new("sh");
        shell.args(["-e", "-c", line]).current_dir(&self.place);
        let output = needs(shell.env("PATH", with_the_program(&[])).env("LC_ALL", "zh_CN.UTF-8"), "dash");
        let (out, err) = (text(output.stdout), text(output.stderr));
        assert!(output.status.success(), "{line}\n{out}{err}");
        self.said.push((line.to_owned(), out + &err));
    }

    /// A town's clerk fills in the form.
    fn fill_in(&self) {
        let form = self.place.join("return-2026Q1.xlsx");
        let sheet = "重点项目投资完成榜";
        let filled = self.place.join("filled.xlsx");
        fill(
            &form,
            &filled,
            &[
                (sheet, "云窑小镇", "总投资", Typed::Number(9500.0)),
                (sheet, "云窑小镇", "重点项目投资", Typed::Words("8,000")),
                (sheet, "云窑小镇", "报送日期", Typed::Words("2026-04-08")),
                (sheet, "云窑小镇", "数据状态", Typed::Words("最终数")),
                (sheet, "云谷数创小镇", "总投资", Typed::Words("1.2亿元")),
                (sheet, "云谷数创小镇", "重点项目投资", Typed::Number(9000.0)),
                (sheet, "云谷数创小镇", "报送日期", Typed::Words("2026-04-09")),
            ],
        );
        fs::rename(filled, form).unwrap();
    }

    /// The photo that a story is about to show.
    fn take_photo(&self, story: &str) {
        if let Some(folder) = story.strip_suffix(".md") {
            write(&self.place.join(folder), "yao.jpg", jpeg(1000, 700, &[]));
        }
    }

    /// The preview, without a browser to open.
    fn preview(&mut self, lines: &str) {
        assert_eq!(lines, "sunboard serve --open\n");
        let mut process = Sunboard::new(&self.place).args(["serve", "--port", "0"]).listen();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let port = lines.find_map(|line| {
            Some(line.unwrap().split_once("http://127.0.0.1:")?.1.split_once('/')?.0.parse::<u16>().unwrap())
        });
        let port = port.expect("an address");
        let ask = || {
            let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
            write!(stream, "GET /towns/yunyao.html HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n")
                .unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer
        };
        // A browser asks again, too, while the first pages are being made.
        let mut answer = ask();
        for _ in 0..100 {
            if !answer.starts_with("HTTP/1.1 503") {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
            answer = ask();
        }
        process.kill().unwrap();
        process.wait().unwrap();
        assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("云窑小镇"), "{answer}");
    }

    /// What a command said.
    fn said(&self, command: &str) -> &str {
        let said = self.said.iter().find(|(line, _)| line == command);
        said.map(|(_, said)| said.as_str()).unwrap_or_else(|| panic!("the manual does not say `{command}`"))
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.place.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

const EDITOR: &str = include_str!("../../src/manual/editor.md");
const OPERATOR: &str = include_str!("../../src/manual/operator.md");

#[test]
fn the_editors_tutorial_leads_from_an_empty_folder_to_a_public_site() {
    let mut reader = Reader::new();
    reader.follow(EDITOR);
    assert_eq!(reader.place, reader.home.path().join("yunlan"));

    let shown = reader.said("sunboard import return-2026Q1.xlsx");
    assert!(shown.contains("9,500") && shown.contains("12,000"), "{shown}");
    assert!(reader.said("sunboard import 补报.csv").contains("11,000"), "1.1亿元 is 11,000万元");
    let revised = reader.said("sunboard import 更正.csv --quarter 2026Q1 --revise 设备款重复计入");
    assert!(revised.contains("9,500") && revised.contains("9,300"), "{revised}");

    // What the public sees: built before the correction.
    let board = reader.read("output/boards/2026q1.html");
    let place = |name: &str| board.find(name).unwrap_or_else(|| panic!("no {name} on the board"));
    // 8000 ÷ 8000 = 100 %, 9000 ÷ 15000 = 60 %.
    assert!(place("云窑小镇") < place("云谷数创小镇"));
    assert!(board.contains("100.0%") && board.contains("60.0%"), "the rates of the board");
    // The rules of cards are off in a new site: nothing is called normal or without cards.
    for page in ["output/index.html", "output/counties.html", "output/boards/2026q1.html"] {
        let html = reader.read(page);
        let main = html.split_once("<main").expect("main").1;
        for word in ["正常", "红牌0", "黄牌0", "亮牌小镇"] {
            assert!(!main.contains(word), "{page} says {word} without a rule of cards");
        }
    }
    let story = reader.read("output/stories/laoyao.html");
    assert!(story.contains("修复后的老窑址") && story.contains(".webp"));
    let town = reader.read("content/towns/yunyao.yaml");
    assert!(town.contains("9300") && town.contains("设备款重复计入"), "{town}");
    reader.run("sunboard build");
    let page = reader.read("output/towns/yunyao.html");
    assert!(page.contains("9,300") && page.contains("数据修订"));
    // A forbidden word stops the next build.
    write(
        &reader.place,
        "content/pages/a.md",
        "---\ntitle: 云蓝市\ndate: 2026-05-01 09:00\nsummary: 说明\n---\n\n正文\n",
    );
    run(&reader.place, &["check"]).ends_with(1);
}

#[test]
fn the_operators_commands_run_as_they_stand() {
    let mut reader = Reader::new();
    reader.follow(OPERATOR);
    assert!(reader.read("output/index.html").contains("特色小镇"));
    assert!(reader.read("output-internal/index.html").contains("内部资料"));
    assert!(reader.read("output-sun/sitemap.xml").contains("https://www.example.cn/sun/towns/"));
    assert!(reader.read("output/hosting/nginx.conf").contains("error_page 404"));
    serde_json::from_str::<serde_json::Value>(reader.said("sunboard check --format json")).expect("JSON");
}
