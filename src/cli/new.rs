//! `sunboard new`: a town, a story or a policy from a few words, asked for on a terminal where they are not given.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufRead, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::args::{New, PolicyArguments, StoryArguments, TownArguments};
use super::{CommandError, ExitStatus, MessageLanguage, meant, quarter};
use crate::diagnostic::Message;
use crate::editor::{begin, schema};
use crate::language::{Language, Speaks as _};
use crate::load::{self, Loaded};
use crate::model::{Category, Coded as _, name_key};
use crate::units::{FromText, PartialDate, Slug, Text, Timestamp, local, spelling};

pub(super) fn new(asked: &New, speech: &MessageLanguage) -> Result<ExitStatus, CommandError> {
    match asked {
        New::Town(town) => new_town(town, speech),
        New::Story(story) => new_story(story, speech),
        New::Policy(policy) => new_policy(policy, speech),
        New::Quarter(asked) => quarter::new(asked, speech),
    }
}

/// A site to which something is added.
pub(super) struct TargetSite {
    pub loaded: Loaded,
    pub schemas: Vec<schema::Schema>,
    pub language: Language,
    pub today: NaiveDate,
    /// The day that new things bear: that of the site where it is pinned, so that they are seen on it, else today.
    pub day: NaiveDate,
}

impl TargetSite {
    pub fn of(content: &Path, speech: &MessageLanguage) -> Result<Self, CommandError> {
        let loaded = load::load(content);
        let Some(config) = &loaded.tree.config else {
            let content = content.display();
            return Err(CommandError(message!(
                "{content} 中没有可读的 site.yaml；请在网站所在的文件夹中执行，或用 --content 指明内容文件夹",
                "{content} has no site.yaml that can be read; run it in the site's folder, or name the content folder with --content"
            )));
        };
        speech.learn(config.language);
        let language = speech.writes();
        let zone: chrono_tz::Tz = config.time_zone.parse().unwrap_or(chrono_tz::Asia::Shanghai);
        let now = local(chrono::Utc::now(), zone);
        let schemas = schema::schemas(&loaded.tree.rules, &loaded.tree.counties, language);
        let today = now.date();
        let day = config.as_of.map_or(today, Timestamp::day);
        Ok(Self { loaded, schemas, language, today, day })
    }
}

fn new_town(asked: &TownArguments, speech: &MessageLanguage) -> Result<ExitStatus, CommandError> {
    let place = TargetSite::of(&asked.place.content, speech)?;
    let mut asker = Asker::new(speech);
    let tree = &place.loaded.tree;
    let name = asker.must("--name", asked.name.as_deref(), message!("小镇名称", "the town's name"), &text)?;
    let slug = asker.slug(asked.place.slug.as_deref(), &name, &UsedSlugs::of(&asked.place.content, "towns"))?;
    let categories: Vec<NamedOption> =
        [Category::Named, Category::Creation, Category::Cultivation, Category::Municipal]
            .into_iter()
            .map(|category| {
                let word = category.word();
                NamedOption { id: word.code.to_owned(), names: vec![word.name.zh.to_owned(), word.name.en.to_owned()] }
            })
            .collect();
    let question = message!("类别", "category");
    let category = asker.must("--category", asked.category.as_deref(), listed(&question, &categories), &|given| {
        choose(given, &categories)
    })?;
    let since = message!("从哪一天起（直接回车为今天）", "since when (return alone: today)");
    let since = asker
        .may("--since", asked.since.as_deref(), since, &date::<PartialDate>)?
        .unwrap_or_else(|| place.day.to_string());
    let counties: Vec<NamedOption> = tree
        .counties
        .iter()
        .map(|county| {
            let short = county.short_name.iter().map(|name| name.0.clone());
            NamedOption {
                id: county.id.to_string(),
                names: std::iter::once(county.name.0.clone()).chain(short).collect(),
            }
        })
        .collect();
    let county =
        asker.may_choose("--county", asked.county.as_deref(), &message!("县（市、区）", "county"), &counties)?;
    let industries: Vec<NamedOption> =
        tree.rules.industries.iter().map(|name| NamedOption { id: name.0.clone(), names: Vec::new() }).collect();
    let industry = asker.may_choose(
        "--industry",
        asked.industry.as_deref(),
        &message!("主导产业", "leading industry"),
        &industries,
    )?;
    let new = begin::NewTown { name, category, since, county, industry };
    let text = begin::town(&new, &place.schemas, place.language, place.today).map_err(CommandError)?;
    put(&asked.place.content, &format!("towns/{slug}.yaml"), &text, speech)
}

fn new_story(asked: &StoryArguments, speech: &MessageLanguage) -> Result<ExitStatus, CommandError> {
    let place = TargetSite::of(&asked.place.content, speech)?;
    let mut asker = Asker::new(speech);
    let title = asker.must("--title", asked.title.as_deref(), message!("标题", "title"), &text)?;
    let slug = asker.slug(asked.place.slug.as_deref(), &title, &UsedSlugs::of(&asked.place.content, "stories"))?;
    let tree = &place.loaded.tree;
    // A town whose file cannot be read is there all the same.
    let known = &place.loaded.known.towns;
    let town = |name: &str| match known.get(name.trim()) {
        Some(slug) => Ok(slug.to_string()),
        None => {
            let towns = tree.towns.iter().map(|(slug, town)| (slug, &**town));
            meant::town(towns, &tree.counties, name).map(ToString::to_string)
        }
    };
    let chosen = if asked.towns.is_empty() {
        let question = message!(
            "写到的小镇，代号或名称，几个用空格隔开（可不填）",
            "towns it is about, by slug or name, apart by blanks (may be left out)"
        );
        let several = |given: &str| {
            let chosen = given.split([' ', '、', ',', '，']).filter(|name| !name.is_empty());
            chosen.map(town).collect::<Result<Vec<_>, _>>().map(|slugs| slugs.join(" "))
        };
        asker.may("--town", None, question, &several)?
    } else {
        let chosen: Result<Vec<String>, Message> = asked.towns.iter().map(|name| town(name)).collect();
        Some(chosen.map_err(|reason| named("--town", &reason))?.join(" "))
    };
    let towns = chosen.iter().flat_map(|chosen| chosen.split(' ')).map(str::to_owned).collect();
    let new = begin::NewStory { title, towns, date: place.day };
    let text = begin::story(&new, &place.schemas, place.language, place.today).map_err(CommandError)?;
    put(&asked.place.content, &format!("stories/{slug}.md"), &text, speech)
}

fn new_policy(asked: &PolicyArguments, speech: &MessageLanguage) -> Result<ExitStatus, CommandError> {
    let place = TargetSite::of(&asked.place.content, speech)?;
    let mut asker = Asker::new(speech);
    let title = asker.must("--title", asked.title.as_deref(), message!("标题", "title"), &text)?;
    let slug = asker.slug(asked.place.slug.as_deref(), &title, &UsedSlugs::of(&asked.place.content, "policies"))?;
    let issuer = asker.must("--issuer", asked.issuer.as_deref(), message!("发布机构", "who issued it"), &text)?;
    let question = message!("文号（可不填）", "document number (may be left out)");
    let document_number = asker.may("--document-number", asked.document_number.as_deref(), question, &text)?;
    let new = begin::NewPolicy { title, issuer, document_number, published: place.day };
    let text = begin::policy(&new, &place.schemas, place.language, place.today).map_err(CommandError)?;
    put(&asked.place.content, &format!("policies/{slug}.md"), &text, speech)
}

/// Writes a file that is not there yet.
fn put(content: &Path, path: &str, text: &str, speech: &MessageLanguage) -> Result<ExitStatus, CommandError> {
    write_new(&content.join(path), text)?;
    let shown = content.join(path);
    let shown = shown.display();
    let told = message!(
        "已新建 {shown}。请打开填写，再运行 sunboard check",
        "Made {shown}. Fill it in, then run sunboard check"
    );
    println!("{}", told.pick(speech));
    Ok(ExitStatus::Done)
}

pub(super) fn write_new(path: &Path, text: &str) -> Result<(), CommandError> {
    let trouble = |error: io::Error| {
        let path = path.display();
        CommandError(message!("无法写入 {path}：{error}", "cannot write {path}: {error}"))
    };
    path.parent().map_or(Ok(()), fs::create_dir_all).map_err(trouble)?;
    let mut file = fs::File::create_new(path).map_err(trouble)?;
    file.write_all(text.as_bytes()).map_err(trouble)
}

/// The slugs of a folder of the content that have a file, whatever is in it.
struct UsedSlugs {
    slugs: BTreeSet<Slug>,
    folder: PathBuf,
}

impl UsedSlugs {
    fn of(content: &Path, folder: &str) -> Self {
        let folder = content.join(folder);
        let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
        let stem = |entry: fs::DirEntry| Some(Slug(entry.path().file_stem()?.to_str()?.to_lowercase().into()));
        Self { slugs: entries.filter_map(stem).collect(), folder }
    }

    /// The file or folder that has a slug.
    fn at(&self, slug: &Slug) -> String {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let has = |path: &PathBuf| path.file_stem().is_some_and(|stem| stem.to_string_lossy().to_lowercase() == slug.0);
        let mut found: Vec<PathBuf> = entries.filter(has).collect();
        found.sort_by_key(|path| (path.is_dir(), path.clone()));
        found.first().unwrap_or(&self.folder).display().to_string()
    }

    fn refuse(&self, slug: &Slug) -> Message {
        let (there, other) = (self.at(slug), spelling::free(slug, &self.slugs));
        message!(
            "{there} 已存在，没有改动；可换用代号 --slug {other}",
            "{there} is there already and was left alone; another slug would be --slug {other}"
        )
    }
}

fn text(given: &str) -> Result<String, Message> {
    let text = Text::from_text(given)?;
    if text.contains('\n') {
        return Err(message!("只写一行", "write one line"));
    }
    Ok(text.0)
}

fn date<T: FromText>(given: &str) -> Result<String, Message> {
    T::from_text(given.trim()).map(|_| given.trim().to_owned())
}

/// Something that can be chosen by its id or by one of its names.
struct NamedOption {
    id: String,
    names: Vec<String>,
}

fn choose(given: &str, choices: &[NamedOption]) -> Result<String, Message> {
    let given = given.trim();
    let key = name_key(given);
    let found =
        choices.iter().find(|choice| choice.id == given || choice.names.iter().any(|name| name_key(name) == key));
    found.map(|choice| choice.id.clone()).ok_or_else(|| {
        let all: Vec<&str> = choices.iter().map(|choice| choice.id.as_str()).collect();
        let near = load::nearest(given, &all);
        let known = listed(&message!("可选", "there are"), choices);
        let Message { zh, en } = match near {
            Some(near) => message!("是否应为“{near}”？", "did you mean `{near}`?"),
            None if choices.is_empty() => {
                message!("目前没有可选的", "there is nothing to choose from yet")
            }
            None => known,
        };
        message!("没有“{given}”；{zh}", "there is no `{given}`; {en}")
    })
}

/// A question with the choices behind it.
fn listed(question: &Message, choices: &[NamedOption]) -> Message {
    let all = |at: usize| {
        let shown = choices.iter().take(40).map(|choice| match choice.names.get(at).or(choice.names.first()) {
            Some(name) => format!("{} {name}", choice.id),
            None => choice.id.clone(),
        });
        shown.collect::<Vec<_>>()
    };
    message!("{}（{}）"(question.zh, all(0).join("、")), "{} ({})"(question.en, all(1).join(", ")))
}

fn named(flag: &str, reason: &Message) -> CommandError {
    CommandError(message!("{flag}：{}"(reason.zh), "{flag}: {}"(reason.en)))
}

/// Asks on a terminal for what was not given.
struct Asker<'a> {
    speech: &'a MessageLanguage,
    /// Where answers come from; none where nobody can answer.
    answers: Option<Box<dyn BufRead>>,
}

impl<'a> Asker<'a> {
    fn new(speech: &'a MessageLanguage) -> Self {
        let stdin = io::stdin();
        let answers = stdin.is_terminal().then(|| Box::new(stdin.lock()) as Box<dyn BufRead>);
        Self { speech, answers }
    }

    /// What has to be known.
    fn must(
        &mut self,
        flag: &str,
        given: Option<&str>,
        question: Message,
        read: &dyn Fn(&str) -> Result<String, Message>,
    ) -> Result<String, CommandError> {
        let missing = message!("缺少 {flag}：{}"(question.zh), "{flag} is missing: {}"(question.en));
        self.ask(flag, given, &question, true, read)?.ok_or(CommandError(missing))
    }

    /// What may be left out.
    fn may(
        &mut self,
        flag: &str,
        given: Option<&str>,
        question: Message,
        read: &dyn Fn(&str) -> Result<String, Message>,
    ) -> Result<Option<String>, CommandError> {
        self.ask(flag, given, &question, false, read)
    }

    fn may_choose(
        &mut self,
        flag: &str,
        given: Option<&str>,
        question: &Message,
        choices: &[NamedOption],
    ) -> Result<Option<String>, CommandError> {
        if choices.is_empty() && given.is_none() {
            return Ok(None);
        }
        let Message { zh, en } = listed(question, choices);
        let question = message!("{zh}，可不填", "{en}, may be left out");
        self.may(flag, given, question, &|given| choose(given, choices))
    }

    /// A slug that is free: as given, else as the name is spelled.
    fn slug(&mut self, given: Option<&str>, name: &str, taken: &UsedSlugs) -> Result<Slug, CommandError> {
        let read = |given: &str| {
            let slug = Slug::from_text(given.trim())?;
            if taken.slugs.contains(&slug) { Err(taken.refuse(&slug)) } else { Ok(slug.to_string()) }
        };
        if let Some(given) = given {
            return read(given).map(|slug| Slug(slug.into())).map_err(|reason| named("--slug", &reason));
        }
        let spelled = spelling::slug(name);
        if self.answers.is_none() {
            let unspelled = || {
                message!(
                    "“{name}”拼不出代号，请用 --slug 写明",
                    "no slug can be spelled from `{name}`; write one with --slug"
                )
            };
            let slug = spelled.ok_or_else(|| CommandError(unspelled()))?;
            return read(&slug.0).map(|slug| Slug(slug.into())).map_err(CommandError);
        }
        if let Some(slug) = spelled.as_ref().filter(|slug| taken.slugs.contains(*slug)) {
            self.tell(&taken.refuse(slug));
        }
        let proposed = spelled.map(|slug| spelling::free(&slug, &taken.slugs));
        let question = proposed.as_ref().map_or_else(
            || message!("代号（小写字母、数字和连字符）", "slug (lower-case letters, digits and hyphens)"),
            |slug| {
                message!(
                    "代号，用作文件名和网址（直接回车为 {slug}）",
                    "slug, for the file and the address (return alone: {slug})"
                )
            },
        );
        let answer = match proposed {
            Some(slug) => self.may("--slug", None, question, &read)?.unwrap_or_else(|| slug.to_string()),
            None => self.must("--slug", None, question, &read)?,
        };
        Ok(Slug(answer.into()))
    }

    fn tell(&self, message: &Message) {
        eprintln!("{}", message.pick(self.speech));
    }

    fn ask(
        &mut self,
        flag: &str,
        given: Option<&str>,
        question: &Message,
        required: bool,
        read: &dyn Fn(&str) -> Result<String, Message>,
    ) -> Result<Option<String>, CommandError> {
        if let Some(given) = given {
            return read(given).map(Some).map_err(|reason| named(flag, &reason));
        }
        let language = self.speech.language();
        let Some(answers) = &mut self.answers else { return Ok(None) };
        loop {
            eprint!("{}{}", question.pick(language), pick!(language, "：", ": "));
            let mut line = String::new();
            // The end of what is typed is an answer to nothing that follows.
            if answers.read_line(&mut line).unwrap_or(0) == 0 {
                eprintln!();
                return Ok(None);
            }
            if line.trim().is_empty() {
                if required {
                    continue;
                }
                return Ok(None);
            }
            match read(line.trim()) {
                Ok(value) => return Ok(Some(value)),
                Err(reason) => eprintln!("{}", reason.pick(language)),
            }
        }
    }
}

#[cfg(test)]
mod tests;
