//! A new town, story or policy: a file with what is known, and every other field explained and ready to be used.
//!
//! A line of explanation begins with `# `; a field that may be written stands below its own behind a bare `#`.

use chrono::NaiveDate;
use serde_json::Value;

use super::amend::{NewValue, YamlDocument};
use super::schema::Schema;
use crate::check::placeholders;
use crate::diagnostic::Message;
use crate::language::{Language, Pair};

/// What a new town begins with.
#[derive(Clone, Debug)]
pub struct NewTown {
    /// Name.
    pub name: String,
    /// Category by its name in content files.
    pub category: String,
    /// Since when it holds, as a date is written.
    pub since: String,
    /// County, by id.
    pub county: Option<String>,
    /// Leading industry.
    pub industry: Option<String>,
}

/// What a new story begins with.
#[derive(Clone, Debug)]
pub struct NewStory {
    /// Title.
    pub title: String,
    /// Towns it is about, by slug.
    pub towns: Vec<String>,
    /// The day of its publication.
    pub date: NaiveDate,
}

/// What a new policy document begins with.
#[derive(Clone, Debug)]
pub struct NewPolicy {
    /// Title.
    pub title: String,
    /// Who issued it.
    pub issuer: String,
    /// 文号
    pub document_number: Option<String>,
    /// The day of its publication.
    pub published: NaiveDate,
}

/// A field that may be written later, with an example.
struct LaterField(&'static str, Pair);

enum TemplateLine {
    Given(&'static str, NewValue),
    Later(LaterField),
}

const fn later(key: &'static str, example: &'static str) -> TemplateLine {
    TemplateLine::Later(LaterField(key, Pair { zh: example, en: example }))
}

const fn both(key: &'static str, example: Pair) -> TemplateLine {
    TemplateLine::Later(LaterField(key, example))
}

fn given(key: &'static str, value: impl Into<NewValue>) -> TemplateLine {
    TemplateLine::Given(key, value.into())
}

/// A field that is known or not yet.
fn perhaps(key: &'static str, value: Option<&String>, example: Pair) -> TemplateLine {
    value.map_or_else(|| both(key, example), |value| given(key, value.as_str()))
}

/// A new town's file.
///
/// # Errors
/// Where a value cannot be written.
pub fn town(new: &NewTown, schemas: &[Schema], language: Language, today: NaiveDate) -> Result<String, Message> {
    let entry = [("from", NewValue::from(new.since.as_str())), ("category", new.category.as_str().into())];
    let lines = [
        given("name", new.name.as_str()),
        given("category_history", NewValue::List(vec![entry.into()])),
        perhaps("county", new.county.as_ref(), Pair { zh: "yun-xi", en: "yun-xi" }),
        perhaps("industry", new.industry.as_ref(), pair!("（rules.yaml 中的产业）", "(an industry of rules.yaml)")),
        both("industry_source", pair!("（文件名称）", "(name of the document)")),
        later("tourism", "false"),
        later("scenic", "[{grade: AAA, since: 2020-11}]"),
        both("implementing_body", pair!("（小镇管委会）", "(the town's committee)")),
        both(
            "departments",
            pair!("{lead: 市经信局, support: [市科技局]}", "{lead: (department), support: [(department)]}"),
        ),
        both("linked_leaders", pair!("[{post: 县委书记, from: 2020-03}]", "[{post: (post), from: 2020-03}]")),
        later("location", "{lat: 28.07, lng: 119.13}"),
        both("summary", pair!("（一句话介绍）", "(one sentence)")),
        both("profile", pair!("（小镇介绍；写多行时用“|”，见示例）", "(the town in a few sentences)")),
        both(
            "highlights",
            pair!(
                "[{label: 非遗传承人, value: 120, unit: 人, as_of: 2020-06}]",
                "[{label: craftspeople, value: 120, unit: people, as_of: 2020-06}]"
            ),
        ),
        later(
            "plan",
            "[{year: 2020, approved: 2020-02-20, total: {year: 80000, quarters: [12000, 38000, 60000, 80000]}, key_projects: {year: 52000, quarters: [8000, 24000, 39000, 52000]}}]",
        ),
        later(
            "progress",
            "[{quarter: 2020Q4, reported: 2021-01-12, total: 79100, industrial: 56000, non_government: 61000, key_projects: 51200, status: provisional}]",
        ),
        later("figures", "[{measure: fixed_asset_investment, basis: since_start, period: \"2020\", value: 331000}]"),
        both(
            "projects",
            pair!(
                "[{id: xm-01, name: （项目名称）, key: true, investment: 36000, start: 2019-10, finish: 2021-12}]",
                "[{id: xm-01, name: (project), key: true, investment: 36000, start: 2019-10, finish: 2021-12}]"
            ),
        ),
        both("tasks", pair!("[{title: （攻坚任务）, due: 2020-09-30}]", "[{title: (task), due: 2020-09-30}]")),
        later("indicators", "[{year: 2020, key: jobs, value: 2310}]"),
        both(
            "experts",
            pair!(
                "{standing: [市发改委, 市统计局, 市经信局, 市文广旅体局, 市自然资源局]}",
                "{standing: [(department), (department)]}"
            ),
        ),
        both(
            "findings",
            pair!(
                "[{on: 2020-05-12, weakness: （短板）, measure: （整改措施）, state: open}]",
                "[{on: 2020-05-12, weakness: (weakness), measure: (measure), state: open}]"
            ),
        ),
        later("assessments", "[{year: 2020, assessor: province, list: creation, grade: pass, published: 2021-11-05}]"),
        later("scores", "[{year: 2020, key: publicity, value: 91, on: 2021-01-25}]"),
        both(
            "warnings",
            pair!(
                "[{on: 2020-11-05, by: province, text: （内容）}]",
                "[{on: 2020-11-05, by: province, text: (what about)}]"
            ),
        ),
        both("interviews", pair!("[{on: 2020-04-22, reason: （事由）}]", "[{on: 2020-04-22, reason: (what about)}]")),
        both(
            "support",
            pair!(
                "[{kind: land, amount: 35, unit: 亩, on: 2020-03}]",
                "[{kind: land, amount: 35, unit: mu, on: 2020-03}]"
            ),
        ),
        later("payments", "[{case: creation-excellent, year: 2020, amount: 100, paid: 2021-12-01}]"),
        both(
            "honours",
            pair!(
                "[{year: 2020, title: （荣誉名称）, kind: collective}]",
                "[{year: 2020, title: (honour), kind: collective}]"
            ),
        ),
        both(
            "photos",
            pair!(
                "[{file: photo.jpg, alt: （照片上有什么）, credit: （供图）}]",
                "[{file: photo.jpg, alt: (what it shows), credit: (who took it)}]"
            ),
        ),
        later("internal", "true"),
        later("aliases", "[towns/longyao.html]"),
        both("note", pair!("（说明）", "(a remark)")),
    ];
    let writer = TemplateWriter { schema: schema(schemas, "town.schema.json"), language };
    Ok(writer.head(today) + &writer.lines(&lines)?)
}

/// A new story's file. It is a draft until the reviews are done.
///
/// # Errors
/// Where a value cannot be written.
pub fn story(new: &NewStory, schemas: &[Schema], language: Language, today: NaiveDate) -> Result<String, Message> {
    let towns = if new.towns.is_empty() {
        later("towns", "[yun-yao]")
    } else {
        given("towns", NewValue::List(new.towns.iter().map(|town| town.as_str().into()).collect()))
    };
    let lines = [
        given("title", new.title.as_str()),
        given("date", new.date.to_string()),
        given("draft", "true"),
        both("summary", pair!("（摘要，一两句话）", "(one or two sentences)")),
        towns,
        both("tags", pair!("[小镇动态]", "[news]")),
        both("author", pair!("（作者）", "(author)")),
        both("editor", pair!("（责任编辑）", "(responsible editor)")),
        both(
            "reviewers",
            // The stages are words of the content files.
            Pair {
                zh: "[{stage: 一审, name: （谁审）}, {stage: 二审, name: （谁审）}, {stage: 三审, name: （谁审）}]",
                en: "[{stage: 一审, name: (who)}, {stage: 二审, name: (who)}, {stage: 三审, name: (who)}]",
            },
        ),
        both("source", pair!("（来源）", "(where it comes from)")),
        later("cover", "cover.jpg"),
        both("cover_alt", pair!("（封面上有什么）", "(what the cover shows)")),
        both("cover_credit", pair!("（供图）", "(who took it)")),
        later("cover_focus", "{x: 50, y: 50}"),
        later("weight", "1"),
        later("internal", "true"),
        later("aliases", "[news/12.html]"),
    ];
    let writer = TemplateWriter { schema: schema(schemas, "story.schema.json"), language };
    let text = placeholders::TEXT.pick(language);
    Ok(format!("---\n{}{}---\n\n{text}\n", writer.head(today), writer.lines(&lines)?))
}

/// A new policy document's file. It is internal until its text is there.
///
/// # Errors
/// Where a value cannot be written.
pub fn policy(new: &NewPolicy, schemas: &[Schema], language: Language, today: NaiveDate) -> Result<String, Message> {
    let lines = [
        given("title", new.title.as_str()),
        given("issuer", new.issuer.as_str()),
        given("published", new.published.to_string()),
        given("disclosure", "主动公开"),
        given("validity", "有效"),
        given("internal", "true"),
        perhaps("document_number", new.document_number.as_ref(), pair!("（文号）", "(document number)")),
        both("index_number", pair!("（索引号）", "(index number)")),
        later("classification", "通知公告"),
        given("written", new.published.to_string()),
        later("signed", "2020-12-20"),
        both("source", pair!("（信息来源）", "(where it comes from)")),
        both("summary", pair!("（摘要，一两句话）", "(one or two sentences)")),
        both("attachments", pair!("[{name: （附件名称）}]", "[{name: (attachment)}]")),
        later("aliases", "[news/34.html]"),
    ];
    let writer = TemplateWriter { schema: schema(schemas, "policy.schema.json"), language };
    let text = placeholders::DOCUMENT.pick(language);
    Ok(format!("---\n{}{}---\n\n{text}\n", writer.head(today), writer.lines(&lines)?))
}

/// Names of a quarter's file; the analysis is left to those who write it.
///
/// # Errors
/// Where a value cannot be written.
pub fn quarter(quarter: &str, schemas: &[Schema], language: Language, today: NaiveDate) -> Result<String, Message> {
    let lines = [
        given("quarter", quarter),
        later("released", "2021-02-05 10:00"),
        later("internal", "true"),
        both(
            "analysis",
            pair!(
                "{summary: （摘要）, author: （撰写单位）, body: （正文）, next_steps: [（下一步要求）]}",
                "{summary: (summary), author: (who wrote it), body: (text), next_steps: [(what is asked of whom)]}"
            ),
        ),
    ];
    let writer = TemplateWriter { schema: schema(schemas, "quarter.schema.json"), language };
    Ok(writer.head(today) + &writer.lines(&lines)?)
}

fn schema<'s>(schemas: &'s [Schema], name: &str) -> &'s Value {
    static NONE: Value = Value::Null;
    schemas.iter().find(|schema| schema.name == name).map_or(&NONE, |schema| &schema.schema)
}

struct TemplateWriter<'a> {
    schema: &'a Value,
    language: Language,
}

impl TemplateWriter<'_> {
    fn head(&self, today: NaiveDate) -> String {
        say!(
            self.language,
            "# {today} 由 sunboard new 生成。\n# “# ”开头的是说明；“#”后面紧跟字段名的是选填项，删去“#”即可使用。括号里的文字请换成实际内容。\n",
            "# Made by sunboard new on {today}.\n# Lines that begin with `# ` explain; a field behind a bare `#` may be used: delete the `#`. Replace the words in brackets.\n"
        )
    }

    fn lines(&self, lines: &[TemplateLine]) -> Result<String, Message> {
        let mut text = String::new();
        for line in lines {
            let (key, written) = match line {
                TemplateLine::Given(key, value) => {
                    let mut document = YamlDocument::read("")?;
                    document.set(key, value.clone(), &[])?;
                    (*key, document.text())
                }
                TemplateLine::Later(LaterField(key, example)) => {
                    let example = example.pick(self.language);
                    (*key, format!("#{key}: {example}\n"))
                }
            };
            let words = self.schema["properties"][key]["description"].as_str().unwrap_or_default();
            let words = words.replace('\n', " ");
            text.push_str(&format!("\n# {words}\n{written}"));
        }
        Ok(text)
    }
}
