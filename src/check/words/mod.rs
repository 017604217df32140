//! **The office's list of words.** A word under `forbidden` in words.yaml stands in no text (error), one under `preferred`
//! is pointed out with the better term (warning); no word is listed twice or cured by itself.
//!
//! Why: inspections of government sites count 严重表述错误 (gravely wrong wordings) singly, and outdated names of
//! departments and wrong abbreviations come back with every copied text. Addresses, code and link targets are no texts.
//!
//! Example: with `{word: 国土局, instead: 自然资源局}`, a story that says 国土局 is told where.

mod plain;
mod rough;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Content, Report, prose};
use crate::diagnostic::{Diagnostic, Place};
use crate::language::Pair;
use crate::units::Text;
use plain::Plain;
use rough::{Rough, letters};

const HOME: &str = "words.yaml";

/// A word of either list.
struct ListedWord<'a> {
    word: &'a str,
    instead: Option<&'a Text>,
    why: Option<&'a Text>,
    except: &'a [Text],
    is_forbidden: bool,
}

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    let words = &content.tree.words;
    let forbidden = words.forbidden.iter().map(|entry| ListedWord {
        word: &entry.word,
        instead: entry.instead.as_ref(),
        why: entry.why.as_ref(),
        except: &entry.except,
        is_forbidden: true,
    });
    let preferred = words.preferred.iter().map(|entry| ListedWord {
        word: &entry.word,
        instead: Some(&entry.instead),
        why: entry.why.as_ref(),
        except: &entry.except,
        is_forbidden: false,
    });
    let all: Vec<ListedWord<'_>> = forbidden.chain(preferred).collect();
    check_list(&all, words.forbidden.len(), report);
    if all.is_empty() {
        return;
    }
    let sought: Vec<String> = all.iter().map(|listed| letters(listed.word)).collect();
    // The texts in Markdown that are values of YAML.
    let mut values: BTreeMap<PathBuf, Vec<&str>> = BTreeMap::new();
    for prose in prose::all(content).into_iter().filter(prose::LocatedText::is_value) {
        values.entry(prose.file).or_default().push(prose.text);
    }
    let look = |path: &Path| {
        let mut report = Report::default();
        // Most files cannot hold any of the words: only the others are read for where their texts are.
        let text = content.files.text(path).filter(|text| path != Path::new(HOME) && may_hold(text, &sought));
        if let Some(text) = text {
            let values = values.get(path).map(Vec::as_slice).unwrap_or_default();
            check_file(content, path, &text, values, (&all, &sought), &mut report);
        }
        report.0
    };
    let found = content.files.paths().into_par_iter().map(look).collect::<Vec<_>>();
    report.0.extend(found.into_iter().flatten());
}

/// The list itself.
fn check_list(all: &[ListedWord<'_>], forbidden: usize, report: &mut Report) {
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
                message!("“{word}”列了两次", "`{word}` is listed twice"),
                message!("请保留一处", "keep one of the two"),
            );
        }
        if listed.instead.is_some_and(|instead| &**instead == word) {
            report.error(
                "word-for-itself",
                Path::new(HOME),
                &format!("{place}.instead"),
                message!("“{word}”改成了它自己", "`{word}` is to be replaced by itself"),
                message!("请写应当改用的词", "write the term to be used in its place"),
            );
        }
    }
}

/// Whether one of the words of these letters may stand in a text, in whatever way it is broken.
fn may_hold(text: &str, sought: &[String]) -> bool {
    let rough = Rough::of(text);
    sought.iter().any(|word| rough.may_hold(word))
}

fn check_file(
    content: &Content<'_>,
    path: &Path,
    text: &str,
    values: &[&str],
    (all, sought): (&[ListedWord<'_>], &[String]),
    report: &mut Report,
) {
    let mut found: Vec<(Range<usize>, &ListedWord<'_>)> = Vec::new();
    let mut look = |plain: &Plain, outer: Option<&Plain>| {
        for (span, listed) in matches(&plain.text, all) {
            let span = plain.origin(&span);
            found.push((outer.map_or(span.clone(), |outer| outer.origin(&span)), listed));
        }
    };
    for (span, said) in content.files.scalars(path) {
        if !may_hold(&said, sought) {
            continue;
        }
        let value = Plain::value(&said, text, span);
        if values.iter().any(|value| value.trim() == said.trim()) {
            look(&Plain::markdown(&value.text, 0), Some(&value));
        } else {
            look(&value, None);
        }
    }
    if let Some(start) = content.files.body_start(path) {
        look(&Plain::markdown(&text[start..], start), None);
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

fn diagnostic(path: &Path, span: Range<usize>, listed: &ListedWord<'_>) -> Diagnostic {
    let word = listed.word;
    let why = listed.why.map_or_else(|| message!("", ""), |why| message!("（{why}）", " ({why})"));
    let hint = match listed.instead {
        Some(instead) => message!("请改为“{instead}”", "write `{instead}`"),
        None => message!("请删去或改写", "leave it out or write it otherwise"),
    };
    let place = Place::Span { start: span.start, end: span.end };
    let with = |Pair { zh, en }| message!("“{word}”{zh}{}"(why.zh), "`{word}` {en}{}"(why.en));
    let file = PathBuf::from(path);
    if listed.is_forbidden {
        Diagnostic::error("forbidden-word", file, place, with(pair!("是不得使用的表述", "must not be used")))
            .with_hint(hint)
    } else {
        Diagnostic::warning("preferred-word", file, place, with(pair!("不是规范用语", "is not the term to be used")))
            .with_hint(hint)
    }
}

/// Where listed words stand in a plain text, apart from addresses and the phrases that are fine.
fn matches<'l, 'a>(text: &str, all: &'l [ListedWord<'a>]) -> Vec<(Range<usize>, &'l ListedWord<'a>)> {
    let held: Vec<&ListedWord<'a>> = all.iter().filter(|listed| text.contains(listed.word)).collect();
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
fn fine(text: &str, listed: &ListedWord<'_>) -> Vec<Range<usize>> {
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

/// Addresses.
fn silent(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    for (at, _) in text.match_indices("://") {
        let from = text[..at]
            .rfind(|c: char| !c.is_ascii_alphanumeric())
            .map_or(0, |before| before + text[before..].chars().next().map_or(1, char::len_utf8));
        let ends = |c: char| c.is_whitespace() || "<>\"'`|，。；：、（）“”《》【】！？".contains(c);
        let length = text[at..].find(ends).unwrap_or(text.len() - at);
        ranges.push(from..at + length);
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
            |word, except: &'static [Text]| ListedWord { word, instead: None, why: None, except, is_forbidden: true };
        let all = [listed("坏词", &[]), listed("bad", &[])];
        let places = |text: &str| {
            let plain = Plain::markdown(text, 0);
            let found = matches(&plain.text, &all);
            found.into_iter().map(|(span, _)| text[plain.origin(&span)].to_owned()).collect::<Vec<_>>()
        };
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
        let kiln = [ListedWord { word: "窑", instead: Some(&instead), why: None, except: &[], is_forbidden: false }];
        assert_eq!(
            matches("龙窑和窑", &kiln).into_iter().map(|(span, _)| span.start).collect::<Vec<_>>(),
            ["龙窑和".len()]
        );
    }

    #[test]
    fn a_word_is_read_as_a_reader_reads_it() {
        let all =
            [ListedWord { word: "党中央国务院", instead: None, why: None, except: &[], is_forbidden: true }];
        for (text, written) in [
            ("按党中央\n国务院部署", "党中央\n国务院"),
            ("按党**中央**国务院部署", "党**中央**国务院"),
            ("按**党中央**国务院部署", "党中央**国务院"),
            ("按党中\u{200b}央国务院部署", "党中\u{200b}央国务院"),
            ("按党中央[国务院](https://www.gov.cn/)部署", "党中央[国务院"),
            ("按党中央&#22269;务院部署", "党中央&#22269;务院"),
            ("按党中央\\国务院", ""),
            ("> 按党中央\n> 国务院部署", "党中央\n> 国务院"),
            ("- 按党中央\n  国务院", "党中央\n  国务院"),
            ("党中央<!-- 备注 -->国务院", "党中央<!-- 备注 -->国务院"),
            ("党中央\n\n国务院", ""),
            ("| 党中央 | 国务院 |\n| - | - |\n| 1 | 2 |", ""),
            ("<!-- 党中央国务院 -->", ""),
        ] {
            let plain = Plain::markdown(text, 0);
            let found = matches(&plain.text, &all).first().map_or("", |(span, _)| &text[plain.origin(span)]);
            assert_eq!(found, written, "{text}");
        }
        let body = "stories/kiln-night.md";
        for (file, old, new) in [
            (body, "title: ", "summary: >-\n  按党中央\n  国务院部署\ntitle: "),
            (body, "title: ", "summary: \"按党中\\u592e国务院部署\"\ntitle: "),
            ("towns/yunyao.yaml", "profile: |\n", "profile: |\n  按党**中央**\n  国务院部署\n\n"),
        ] {
            let told = with(file, old, new);
            assert!(told.iter().any(|told| told.starts_with("forbidden-word")), "{new}: {told:?}");
        }
    }

    #[test]
    fn the_list_itself_is_looked_at() {
        let list = "forbidden: [{word: 甲词}]\npreferred: [{word: 甲词, instead: 乙词}, {word: 丙词, instead: 丙词}]\n";
        assert_eq!(found(&[(HOME, "", list)]), ["word-twice words.yaml 甲词", "word-for-itself words.yaml 丙词"]);
    }
}
