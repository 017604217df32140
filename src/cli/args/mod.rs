//! What can be asked on the command line.

mod new;
mod next;
mod returns;

use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(in crate::cli) use new::{New, PolicyArguments, QuarterArguments, StoryArguments, TownArguments};
pub(in crate::cli) use next::NextArguments;
pub(in crate::cli) use returns::{Export, ExportReturnArguments, ImportArguments};

use super::usage::InvalidValue;
use crate::model::Edition;
use crate::units::{FromText as _, Quarter, Timestamp, narrow};

/// 阳光榜：由小镇数据和故事生成公开进展网站。A static site of progress reports from town files and stories.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, max_term_width = 100)]
#[command(after_help = "例 Example:\n  sunboard init my-site && cd my-site && sunboard build")]
pub(in crate::cli) struct Arguments {
    /// 提示语言 Language of messages
    #[arg(long, global = true, value_enum)]
    pub lang: Option<LanguageArgument>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum LanguageArgument {
    Zh,
    En,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Command {
    /// 新建一个示例站点 Start a site from the example
    #[command(after_help = "例 Example:\n  sunboard init my-site\n  sunboard init big --demo-towns 1000")]
    Init {
        /// 新文件夹 A new or empty folder
        folder: PathBuf,
        /// 生成N个小镇、2N篇故事的示例，用于试用和测速 An example of N towns and 2N stories, to weigh the tool
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=200_000))]
        demo_towns: Option<u32>,
        /// 不带示例内容：只有设置、规则和县（市、区）名单，附说明，供自己填写 No example: settings, rules and lists to fill in
        #[arg(long, conflicts_with = "demo_towns")]
        blank: bool,
        /// 报告的地区，如“丽水市”，写进网站名称和主办单位 The area reported on, for the names of the site
        #[arg(long, requires = "blank", value_name = "NAME")]
        area: Option<String>,
    },
    /// 检查内容，不写任何文件 Look for faults without writing anything
    #[command(
        after_help = "例 Example:\n  sunboard check --content content --format json\n  sunboard check --against main"
    )]
    Check {
        #[command(flatten)]
        source: SourceArguments,
        /// 输出格式 Format of what is found
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// 列出各栏目的到期日 List when each column falls due for an inspection
        #[arg(long)]
        inspection: bool,
        /// 与此前的网站比较，指出会消失的网址：git 版本、内容文件夹、生成的文件夹，或已发布的网站地图、清单的网址
        /// Tell which addresses of an earlier site would be gone: a git revision, a content folder, a built folder, or the
        /// address of a published site map or manifest
        #[arg(long, value_name = "REV|DIR|URL")]
        against: Option<String>,
    },
    /// 生成网站 Build the site
    #[command(
        after_help = "例 Example:\n  sunboard build --content content --output output\n  sunboard build --edition internal --output output-internal --as-of 2020-10-31"
    )]
    Build(BuildArguments),
    /// 在本机预览，保存后自动更新 Show the site on this machine, anew after every save
    #[command(
        after_help = "例 Example:\n  sunboard serve --open\n  sunboard serve --edition internal --drafts --port 8001"
    )]
    Serve(ServeArguments),
    /// 比较两份内容：数据、页面和公开文件有哪些变化 What differs in the data, pages and files of two contents
    #[command(
        after_help = "例 Example:\n  sunboard diff content.before content\n  sunboard diff --git main\n  sunboard diff content --git HEAD~1 --format markdown"
    )]
    Diff(DiffArguments),
    /// 说明一个小镇的红黄牌、名次、奖补和标杆由来 Why a town has its card, rank, award and showcase place
    #[command(
        after_help = "例 Example:\n  sunboard explain yunyao --quarter 2021Q3\n  sunboard explain 云窑小镇\n  sunboard explain --rules rules-new.yaml"
    )]
    Explain(ExplainArguments),
    /// 新建小镇、故事、政策文件或季度 Begin a town, a story, a policy document or a quarter
    #[command(
        subcommand,
        after_help = "例 Example:\n  sunboard new town\n  sunboard new story --title 龙窑重新点火 --town yunyao\n  sunboard new quarter 2020Q4"
    )]
    New(New),
    /// 数据报齐后，定下一个季度的公开时间 Set a quarter's time of release once its figures are there
    #[command(after_help = "例 Example:\n  sunboard release 2020Q4 --on \"2021-02-05 10:00\"")]
    Release(ReleaseArguments),
    /// 各季度报送和公开情况：谁未报送、哪些是初步数 Who has not reported, what is provisional, what is released
    #[command(after_help = "例 Example:\n  sunboard status\n  sunboard status 2020Q4 --format json")]
    Status(StatusArguments),
    /// 下一个公开时间和到时公开的内容 The next moment at which something comes out, and what
    #[command(
        after_help = "例 Example:\n  sunboard next\n  sunboard next --all\n  sunboard next --since \"2022-03-08 08:50\" && sunboard build"
    )]
    Next(NextArguments),
    /// 写出自动检查和发布的设置 Files that check and publish the site on a code host
    #[command(after_help = "例 Example:\n  sunboard ci github\n  sunboard ci gitee my-site")]
    Ci {
        /// 代码托管平台 Code host
        #[arg(value_enum)]
        host: Host,
        /// 网站所在的文件夹，即仓库 The folder of the site, which is the repository
        #[arg(default_value = ".")]
        folder: PathBuf,
    },
    /// 编辑手册和运维手册 The manuals, in Chinese
    #[command(after_help = "例 Example:\n  sunboard manual\n  sunboard manual operator")]
    Manual {
        /// 哪一本 Which
        #[arg(value_enum, default_value_t = ManualName::Editor)]
        name: ManualName,
    },
    /// 写出内容文件的 JSON Schema，供编辑器提示和检查 JSON Schema of the content files, for text editors
    #[command(after_help = "例 Example:\n  sunboard schema\n  sunboard schema --out schema --lang en")]
    Schema(SchemaArguments),
    /// 生成供填报的表格 Make a form to fill in
    #[command(
        after_help = "例 Example:\n  sunboard export return 2020Q4\n  sunboard export return 2020Q4 --county 窑溪市 --out 窑溪市.xlsx"
    )]
    Export {
        #[command(subcommand)]
        what: Export,
    },
    /// 把填好的表格读进小镇文件；不加 --write 只显示会改什么 Take filled-in tables into the town files
    #[command(after_help = format!(
        "{}\n\n例 Example:\n  sunboard import 报送.xlsx\n  sunboard import 报送.xlsx --write\n  sunboard import 收表/*.xlsx 补报.ods --write --accept far-above-plan\n  sunboard import 更正.csv --quarter 2020Q3 --revise \"设备款重复计入\" --write",
        returns::rules()
    ))]
    Import(ImportArguments),
}

/// Code hosts for which there are ready files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Host {
    Github,
    Gitlab,
    Gitee,
}

impl Command {
    /// The content folder that a command works with, if there is one already.
    pub fn content(&self) -> Option<&Path> {
        Some(match self {
            Self::Init { .. } | Self::Ci { .. } | Self::Manual { .. } => return None,
            Self::Check { source, .. } => &source.content,
            Self::Build(asked) => &asked.source.content,
            Self::Serve(asked) => &asked.source.content,
            Self::Diff(DiffArguments { new: Some(content), .. } | DiffArguments { old: Some(content), .. }) => content,
            Self::Diff(_) => Path::new("content"),
            Self::Explain(asked) => &asked.content,
            Self::New(New::Town(TownArguments { place, .. })) => &place.content,
            Self::New(New::Story(StoryArguments { place, .. })) => &place.content,
            Self::New(New::Policy(PolicyArguments { place, .. })) => &place.content,
            Self::New(New::Quarter(asked)) => &asked.content,
            Self::Release(asked) => &asked.content,
            Self::Status(asked) => &asked.content,
            Self::Next(asked) => &asked.content,
            Self::Schema(asked) => &asked.content,
            Self::Export { what: Export::Return(asked) } => &asked.content,
            Self::Import(asked) => &asked.content,
        })
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum ManualName {
    /// 编辑手册
    Editor,
    /// 运维手册
    Operator,
}

/// What a site is made from.
#[derive(Debug, Args)]
pub(in crate::cli) struct SourceArguments {
    /// 内容文件夹 Content folder
    #[arg(long, value_name = "DIR", default_value = "content")]
    pub content: PathBuf,
    /// 主题文件夹，默认用 site.yaml 的 theme Theme folder; otherwise `theme` of site.yaml
    #[arg(long, value_name = "DIR")]
    pub theme: Option<PathBuf>,
    /// 数据截至的日期（到当天结束）或时间，默认用 site.yaml 的 as_of，再次是现在 As-of date (its end) or moment; otherwise `as_of` of site.yaml, else now
    #[arg(long, value_name = "YYYY-MM-DD [HH:MM]", value_parser = moment)]
    pub as_of: Option<Timestamp>,
    /// 网站地址，默认用 site.yaml 的 base_url Address of the site; otherwise `base_url` of site.yaml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: Option<String>,
    /// 包括草稿 Include drafts
    #[arg(long)]
    pub drafts: bool,
    /// 线程数，默认为处理器核数 Threads; otherwise one per core
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct BuildArguments {
    #[command(flatten)]
    pub source: SourceArguments,
    /// 输出文件夹，公开版默认为 output，内部版须指明 Output folder; otherwise `output`, and the internal edition has to name one
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// 版本：公开版或内部版 Edition
    #[arg(long, value_enum, default_value_t = EditionName::Public)]
    pub edition: EditionName,
    /// 允许写入已有其他文件的文件夹 Publish into a folder that holds other files
    #[arg(long)]
    pub force: bool,
    /// 只显示错误 Show nothing but errors
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ServeArguments {
    #[command(flatten)]
    pub source: SourceArguments,
    /// 输出文件夹，默认用临时文件夹 Output folder; otherwise a temporary one
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// 版本：公开版或内部版 Edition
    #[arg(long, value_enum, default_value_t = EditionName::Public)]
    pub edition: EditionName,
    /// 允许写入已有其他文件的文件夹 Publish into a folder that holds other files
    #[arg(long)]
    pub force: bool,
    /// 端口，0为任一空闲端口 Port; 0 for any that is free
    #[arg(long, value_name = "N", default_value_t = 8000)]
    pub port: u16,
    /// 监听地址，默认只限本机 Address to listen at; this machine alone unless said otherwise
    #[arg(long, value_name = "IP", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub bind: IpAddr,
    /// 轮询：每隔N秒查看一遍文件，0为从不；默认只在网络盘、共享文件夹等不通知变化的地方轮询，每2秒一次 Look at the files every N seconds, 0 for never; otherwise only where the file system does not tell of changes (network drives, mounts)
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "2", value_parser = clap::value_parser!(u16).range(0..=3600))]
    pub poll: Option<u16>,
    /// 打开浏览器 Open the browser
    #[arg(long)]
    pub open: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct DiffArguments {
    /// 原来的内容文件夹；用 --git 时为现在的内容文件夹，默认 content The content before; with --git the content now
    pub old: Option<PathBuf>,
    /// 现在的内容文件夹 The content now
    pub new: Option<PathBuf>,
    /// 与 git 的这个版本比较 Compare with this git revision
    #[arg(long, value_name = "REV", conflicts_with = "new")]
    pub git: Option<String>,
    /// 输出格式 Format
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub format: DiffFormat,
    /// 列出每一处变化，不省略 Tell every change, however many
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub sight: ViewArguments,
}

/// What of the content is looked at.
#[derive(Debug, Args)]
pub(in crate::cli) struct ViewArguments {
    /// 版本：公开版或内部版 Edition
    #[arg(long, value_enum, default_value_t = EditionName::Public)]
    pub edition: EditionName,
    /// 数据截至的日期（到当天结束）或时间，默认用 site.yaml 的 as_of，再次是现在 As-of date (its end) or moment; otherwise `as_of` of site.yaml, else now
    #[arg(long, value_name = "YYYY-MM-DD [HH:MM]", value_parser = moment)]
    pub as_of: Option<Timestamp>,
    /// 包括草稿 Include drafts
    #[arg(long)]
    pub drafts: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ExplainArguments {
    /// 小镇代号或名称 The town, by slug or name
    pub town: Option<String>,
    /// 季度，默认为最近一季 Quarter; otherwise the latest
    #[arg(long, value_name = "2020Q4", value_parser = quarter)]
    pub quarter: Option<Quarter>,
    /// 换用这个规则文件，列出会有什么变化 Another rules file: tells what would change
    #[arg(long, value_name = "FILE")]
    pub rules: Option<PathBuf>,
    /// 与 --rules 同用：列出每一处变化，不省略 With --rules: tell every change, however many
    #[arg(long, requires = "rules")]
    pub all: bool,
    /// 内容文件夹 Content folder
    #[arg(long, value_name = "DIR", default_value = "content")]
    pub content: PathBuf,
    #[command(flatten)]
    pub sight: ViewArguments,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct StatusArguments {
    /// 季度，默认列出各季并详列最近一季 Quarter; otherwise all in a table and the latest in full
    #[arg(value_name = "2020Q4", value_parser = quarter)]
    pub quarter: Option<Quarter>,
    /// 输出格式 Format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// 内容文件夹 Content folder
    #[arg(long, value_name = "DIR", default_value = "content")]
    pub content: PathBuf,
    /// 数据截至的日期（到当天结束）或时间，默认用 site.yaml 的 as_of，再次是现在 As-of date (its end) or moment; otherwise `as_of` of site.yaml, else now
    #[arg(long, value_name = "YYYY-MM-DD [HH:MM]", value_parser = moment)]
    pub as_of: Option<Timestamp>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ReleaseArguments {
    /// 季度 Quarter
    #[arg(value_name = "2020Q4", value_parser = quarter)]
    pub quarter: Quarter,
    /// 公开时间，默认为今天 Time of release; otherwise today
    #[arg(long, value_name = "YYYY-MM-DD [HH:MM]")]
    pub on: Option<String>,
    /// 数据不全而仍要公开的原因 Why it is released although figures are missing
    #[arg(long, value_name = "REASON")]
    pub incomplete: Option<String>,
    /// 内容文件夹 Content folder
    #[arg(long, value_name = "DIR", default_value = "content")]
    pub content: PathBuf,
    /// 当作现在的日期或时间，默认用 site.yaml 的 as_of，再次是现在 The day or moment taken for now; otherwise `as_of` of site.yaml, else now
    #[arg(long, value_name = "YYYY-MM-DD [HH:MM]", value_parser = moment)]
    pub as_of: Option<Timestamp>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct SchemaArguments {
    /// 写入这个文件夹，默认为 .vscode/schema，并写编辑器设置 Folder; otherwise .vscode/schema, with editor settings
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// 内容文件夹 Content folder
    #[arg(long, value_name = "DIR", default_value = "content")]
    pub content: PathBuf,
}

/// A quarter as it is written everywhere: 2020Q4. What is typed in haste, `2020q4` or full width, means nothing else; files
/// are held to the one way of writing, since addresses come from it.
fn quarter(text: &str) -> Result<Quarter, InvalidValue> {
    let typed: String = text.trim().chars().map(narrow).collect();
    Quarter::from_text(&typed.to_ascii_uppercase()).map_err(|_| {
        InvalidValue(message!("写作 2020Q4 的形式（年份、Q、1至4）", "write it like 2020Q4 (year, Q, 1 to 4)"))
    })
}

/// A day or a moment, as it is written everywhere.
fn moment(text: &str) -> Result<Timestamp, InvalidValue> {
    let typed: String = text.trim().chars().map(narrow).collect();
    Timestamp::from_text(&typed).map_err(|_| {
        InvalidValue(message!(
            "写作 2020-10-31 或 \"2020-10-31 09:00\" 的形式",
            "write it like 2020-10-31 or \"2020-10-31 09:00\""
        ))
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DiffFormat {
    Text,
    Markdown,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum EditionName {
    Public,
    Internal,
}

impl From<EditionName> for Edition {
    fn from(name: EditionName) -> Self {
        match name {
            EditionName::Public => Self::Public,
            EditionName::Internal => Self::Internal,
        }
    }
}

/// An address that pages can be put behind.
fn base_url(text: &str) -> Result<String, InvalidValue> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let fine = |rest: &str| !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || "\"'<>?#\\".contains(c));
    match rest {
        Some(rest) if fine(rest) => Ok(text.to_owned()),
        _ => Err(InvalidValue(message!(
            "写作 https://towns.example.cn/ 的形式",
            "write it like https://towns.example.cn/"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent_and_every_command_has_an_example() {
        let command = Arguments::command();
        command.clone().debug_assert();
        for command in command.get_subcommands() {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.contains(&format!("sunboard {}", command.get_name())), "{}", command.get_name());
        }
    }
}
