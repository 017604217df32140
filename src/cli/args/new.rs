//! What `new` takes.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::quarter;
use crate::units::Quarter;

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum New {
    /// 小镇 A town
    Town(TownArguments),
    /// 故事，先作草稿 A story, a draft at first
    Story(StoryArguments),
    /// 政策文件，先不公开 A policy document, internal at first
    Policy(PolicyArguments),
    /// 季度：季度文件，并在每个应报小镇添加一行 A quarter: its file, and a row in each town that has to report
    Quarter(QuarterArguments),
}

/// Where something new goes.
#[derive(Debug, Args)]
pub(in crate::cli) struct PlaceArguments {
    /// 代号，用作文件名和网址，默认取名称的拼音 Slug for file and address; otherwise spelled from the name
    #[arg(long)]
    pub slug: Option<String>,
    /// 内容文件夹 Content folder
    #[arg(long, value_name = "DIR", default_value = "content")]
    pub content: PathBuf,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct TownArguments {
    /// 名称 Name
    #[arg(long)]
    pub name: Option<String>,
    /// 类别：named、creation、cultivation、municipal Category
    #[arg(long)]
    pub category: Option<String>,
    /// 从哪一天起，默认为今天 Since when; otherwise today
    #[arg(long, value_name = "2020-09")]
    pub since: Option<String>,
    /// 县（市、区）的代号或名称 County, by id or name
    #[arg(long)]
    pub county: Option<String>,
    /// 主导产业 Leading industry
    #[arg(long)]
    pub industry: Option<String>,
    #[command(flatten)]
    pub place: PlaceArguments,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct StoryArguments {
    /// 标题 Title
    #[arg(long)]
    pub title: Option<String>,
    /// 写到的小镇，代号或名称，可写几次 A town it is about, by slug or name; may be repeated
    #[arg(long = "town", value_name = "TOWN")]
    pub towns: Vec<String>,
    #[command(flatten)]
    pub place: PlaceArguments,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PolicyArguments {
    /// 标题 Title
    #[arg(long)]
    pub title: Option<String>,
    /// 发布机构 Who issued it
    #[arg(long)]
    pub issuer: Option<String>,
    /// 文号 Document number
    #[arg(long)]
    pub document_number: Option<String>,
    #[command(flatten)]
    pub place: PlaceArguments,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct QuarterArguments {
    /// 季度 Quarter
    #[arg(value_name = "2020Q4", value_parser = quarter)]
    pub quarter: Quarter,
    /// 内容文件夹 Content folder
    #[arg(long, value_name = "DIR", default_value = "content")]
    pub content: PathBuf,
}
