//! **The office's list of words.** A word under `forbidden` in words.yaml stands in no text (error), one under `preferred`
//! is pointed out with the better term (warning); no word is listed twice or cured by itself.
//!
//! Why: inspections of government sites count 严重表述错误 (gravely wrong wordings) singly, and outdated names of
//! departments and wrong abbreviations come back with every copied text. Addresses, code and link targets are no texts.
//!
//! Example: with `{word: 国土局, instead: 自然资源局}`, a story that says 国土局 is told where.

use std::ops::Range;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Content, Report, say};
use crate::diagnostic::{Diagnostic, Message, Place};
use crate::units::Text;

const HOME: &str = "words.yaml";

/// A word of either list.
struct Listed<'a> {
    word: &'a str,
    instead: Option<&'a Text>,
    why: Option<&'a Text>,
    except: &'a [Text],
    is_forbidden: bool,
}

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    let words = &content.tree.words;
    let forbidden = words.forbidden.iter().map(|entry| Listed {
        word: &entry.word,
        instead: entry.instead.as_ref(),
        why: entry.why.as_ref(),
        except: &entry.except,
        is_forbidden: true,
    });
    let preferred = words.preferred.iter().map(|entry| Listed {
        word: &entry.word,
        instead: Some(&entry.instead),
        why: entry.why.as_ref(),
        except: &entry.except,
        is_forbidden: false,
    });
    let all: Vec<Listed<'_>> = forbidden.chain(preferred).collect();
    check_list(&all, words.forbidden.len(), report);
    if all.is_empty() {
        return;
    }
    let look = |path: &Path| {
        let mut report = Report::default();
        // Most files hold none of the words: only the others are read for where their texts are.
        let text = content
            .files
            .text(path)
            .filter(|text| all.iter().any(|listed| text.contains(listed.word)) || text.contains("\\u"));
        if let Some(text) = text.filter(|_| path != Path::new(HOME)) {
            check_file(content, path, &text, &all, &mut report);
        }
        report.0
    };
    let found = content.files.paths().into_par_iter().map(look).collect::<Vec<_>>();
    report.0.extend(found.into_iter().flatten());
}

/// The list itself.
fn check_list(all: &[Listed<'_>], forbidden: usize, report: &mut Report) {
    for (index, listed) in all.iter().enumerate() {
        let place = match index.checked_sub(forbidden) {
            None => format!("forbidden[{index}]"),
            Some(index) => format!("preferred[{index}]"),
        };
        let word = listed.word;
        if all[..index].iter().any(|earlier| earlier.word == word) {
            report.error(
                "word-twice",
                Path::new(HOME),
                &format!("{place}.word"),
                say(format!("“{word}”列了两次"), format!("`{word}` is listed twice")),
                say("请保留一处", "keep one of the two"),
            );
        }
        if listed.instead.is_some_and(|instead| &**instead == word) {
            report.error(
                "word-for-itself",
                Path::new(HOME),
                &format!("{place}.instead"),
                say(format!("“{word}”改成了它自己"), format!("`{word}` is to be replaced by itself")),
                say("请写应当改用的词", "write the term to be used in its place"),
            );
        }
    }
}

fn check_file(content: &Content<'_>, path: &Path, text: &str, all: &[Listed<'_>], report: &mut Report) {
    let mut found: Vec<(Range<usize>, &Listed<'_>)> = Vec::new();
    for (span, said) in content.files.scalars(path) {
        let here = matches(&text[span.clone()], all);
        // Behind an escape the word is not there in so many letters: the whole value is pointed at.
        let hidden = if here.is_empty() { matches(&said, all) } else { Vec::new() };
        found.extend(here.into_iter().map(|(at, listed)| (at.start + span.start..at.end + span.start, listed)));
        found.extend(hidden.into_iter().map(|(_, listed)| (span.clone(), listed)));
    }
    if let Some(start) = content.files.body_start(path) {
        found.extend(
            matches(&text[start..], all).into_iter().map(|(at, listed)| (at.start + start..at.end + start, listed)),
        );
    }
    found.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut told = 0;
    for (span, listed) in found {
        // Of two words in one place the longer one says what is wrong.
        if span.end <= told {
            continue;
        }
        told = span.end;
        report.0.push(diagnostic(path, span, listed));
    }
}

fn diagnostic(path: &Path, span: Range<usize>, listed: &Listed<'_>) -> Diagnostic {
    let word = listed.word;
    let why = listed.why.map_or_else(|| say("", ""), |why| say(format!("（{why}）"), format!(" ({why})")));
    let hint = match listed.instead {
        Some(instead) => say(format!("请改为“{instead}”"), format!("write `{instead}`")),
        None => say("请删去或改写", "leave it out or write it otherwise"),
    };
    let place = Place::Span { start: span.start, end: span.end };
    let with = |zh: &str, en: &str| Message::new(format!("“{word}”{zh}{}", why.zh), format!("`{word}` {en}{}", why.en));
    let file = PathBuf::from(path);
    if listed.is_forbidden {
        Diagnostic::error("forbidden-word", file, place, with("是不得使用的表述", "must not be used")).with_hint(hint)
    } else {
        Diagnostic::warning("preferred-word", file, place, with("不是规范用语", "is not the term to be used"))
            .with_hint(hint)
    }
}

/// Where listed words stand in a text, apart from addresses, code and the phrases that are fine.
fn matches<'l, 'a>(text: &str, all: &'l [Listed<'a>]) -> Vec<(Range<usize>, &'l Listed<'a>)> {
    let held: Vec<&Listed<'a>> = all.iter().filter(|listed| text.contains(listed.word)).collect();
    let silent = if held.is_empty() { Vec::new() } else { silent(text) };
    let mut found = Vec::new();
    for listed in held {
        let fine = fine(text, listed);
        for (start, word) in text.match_indices(listed.word) {
            let span = start..start + word.len();
            let holds = |range: &Range<usize>| range.start <= span.start && span.end <= range.end;
            if is_whole(text, &span) && !silent.iter().chain(&fine).any(holds) {
                found.push((span, listed));
            }
        }
    }
    found
}

/// Phrases in which a word is fine; the better term may hold the word itself.
fn fine(text: &str, listed: &Listed<'_>) -> Vec<Range<usize>> {
    let instead = listed.instead.filter(|instead| instead.contains(listed.word));
    let phrases = listed.except.iter().chain(instead);
    phrases.flat_map(|phrase| text.match_indices(&**phrase).map(|(at, phrase)| at..at + phrase.len())).collect()
}

/// A word in Latin letters is not found within a longer one.
fn is_whole(text: &str, span: &Range<usize>) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let (before, word, after) = (&text[..span.start], &text[span.clone()], &text[span.end..]);
    !(letter(word.chars().next()) && letter(before.chars().next_back())
        || letter(word.chars().next_back()) && letter(after.chars().next()))
}

/// Addresses, code and link targets.
fn silent(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut fence: Option<(usize, &str)> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark));
        match (fence, mark) {
            (Some((from, opening)), Some(mark)) if opening == mark => {
                ranges.push(from..start + line.len());
                fence = None;
            }
            (None, Some(mark)) => fence = Some((start, mark)),
            _ => {}
        }
        start += line.len();
    }
    ranges.extend(fence.map(|(from, _)| from..text.len()));
    for (at, opening) in text.match_indices("](") {
        let from = at + opening.len();
        let length = text[from..].find([')', ' ', '\n']).unwrap_or(text.len() - from);
        ranges.push(from..from + length);
    }
    for (at, _) in text.match_indices("://") {
        let from = text[..at]
            .rfind(|c: char| !c.is_ascii_alphanumeric())
            .map_or(0, |before| before + text[before..].chars().next().map_or(1, char::len_utf8));
        let ends = |c: char| c.is_whitespace() || "<>\"'`|，。；：、（）“”《》【】！？".contains(c);
        let length = text[at..].find(ends).unwrap_or(text.len() - at);
        ranges.push(from..at + length);
    }
    ranges.extend(code(text));
    ranges
}

/// Code within lines: between two runs of as many backticks.
fn code(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices('`') {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    let mut ranges = Vec::new();
    let mut next = 0;
    while let Some(opening) = runs.get(next) {
        let closing = runs[next + 1..].iter().position(|run| {
            // A paragraph's end ends what was opened in it.
            run.len() == opening.len() && !text[opening.end..run.start].contains("\n\n")
        });
        next += 1;
        if let Some(skip) = closing {
            ranges.push(opening.start..runs[next + skip].end);
            next += skip + 1;
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    const WORDS: &str = "forbidden:
  - {word: 党中央国务院, instead: 党中央、国务院}
  - {word: bad}
preferred:
  - {word: 窑, instead: 龙窑, except: [云窑, 窑溪, 窑工]}
";

    fn with(file: &str, old: &str, new: &str) -> Vec<String> {
        found(&[(HOME, "", WORDS), (file, old, new)])
    }

    #[test]
    fn words_are_found_in_texts_of_every_kind() {
        let quiet = found(&[(HOME, "", "forbidden: [{word: 从未出现}]\n")]);
        assert_eq!(quiet, Vec::<String>::new());
        let word = "党中央国务院";
        for (file, old) in [
            ("stories/kiln-night.md", "town:yunyao)"),
            ("towns/yunyao.yaml", "name: 云窑小镇"),
            ("site.yaml", "description: "),
        ] {
            let told = with(file, old, &format!("{old}{word}"));
            assert!(told.contains(&format!("forbidden-word {file} {word}")), "{told:?}");
        }
    }

    #[test]
    fn addresses_code_and_phrases_that_are_fine_are_passed_over() {
        let listed =
            |word, except: &'static [Text]| Listed { word, instead: None, why: None, except, is_forbidden: true };
        let all = [listed("坏词", &[]), listed("bad", &[])];
        let places =
            |text: &str| matches(text, &all).into_iter().map(|(span, _)| text[span].to_owned()).collect::<Vec<_>>();
        for text in [
            "见 https://example.cn/坏词/x?坏词，再看",
            "[文](坏词.html \"题\")",
            "写作 `坏词` 的代码",
            "```\n坏词\n```\n后",
            "~~~\n坏词\n",
            "badge, a1bad",
        ] {
            assert_eq!(places(text), Vec::<String>::new(), "{text}");
        }
        for text in
            ["坏词", "[坏词](a.html)", "`未闭合 坏词", "a bad word", "https://example.cn/a，坏词", "[文](a \"坏词\")"]
        {
            assert_eq!(places(text).len(), 1, "{text}");
        }
        let instead = Text("龙窑".to_owned());
        let kiln = [Listed { word: "窑", instead: Some(&instead), why: None, except: &[], is_forbidden: false }];
        assert_eq!(
            matches("龙窑和窑", &kiln).into_iter().map(|(span, _)| span.start).collect::<Vec<_>>(),
            ["龙窑和".len()]
        );
    }

    #[test]
    fn the_list_itself_is_looked_at() {
        let list = "forbidden: [{word: 甲词}]\npreferred: [{word: 甲词, instead: 乙词}, {word: 丙词, instead: 丙词}]\n";
        assert_eq!(found(&[(HOME, "", list)]), ["word-twice words.yaml 甲词", "word-for-itself words.yaml 丙词"]);
    }
}
