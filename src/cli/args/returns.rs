//! What `export` and `import` take: figures on their way out to the towns and back.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::quarter;
use crate::cli::usage::InvalidValue;
use crate::editor::returns::plausible::RULES;
use crate::units::{FromText as _, Quarter, Text, narrow};

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Export {
    /// 季度报送表（.xlsx） The form of a quarter's returns
    Return(ExportReturnArguments),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ExportReturnArguments {
    /// 季度 Quarter
    #[arg(value_name = "2020Q4", value_parser = quarter)]
    pub quarter: Quarter,
    /// 只要这个县（市、区）的小镇，写代号或名称 Only the towns of this county, by id or name
    #[arg(long, value_name = "COUNTY")]
    pub county: Option<String>,
    /// 写到哪个文件，默认为 return-2020Q4.xlsx The file to write
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// 文件已存在时覆盖 Replace the file where there is one
    #[arg(long)]
    pub force: bool,
    /// 内容文件夹 Content folder
    #[arg(long, value_name = "DIR", default_value = "content")]
    pub content: PathBuf,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ImportArguments {
    /// 填好的表格，可以有几个：.xlsx、.xls、.xlsb、.ods、.csv（UTF-8 或 GBK） The filled-in tables
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// 季度，默认由表里的标题或“季度”一列说明 Quarter; otherwise the table says it
    #[arg(long, value_name = "2020Q4", value_parser = quarter)]
    pub quarter: Option<Quarter>,
    /// 写入小镇文件；不写则只显示 Write the town files; without it the changes are only shown
    #[arg(long)]
    pub write: bool,
    /// 修订已公布或最终的数，写明原因 Correct published figures, with the reason
    #[arg(long, value_name = "REASON", value_parser = reason)]
    pub revise: Option<String>,
    /// 报送日期（表里没写时）和修订日期，默认今天 Day of reports that do not say theirs, and of corrections; otherwise today
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub on: Option<NaiveDate>,
    /// 核对无误，这一次不在此停下；写规则名，见下 Not to stop at this, for this run: rules as below
    #[arg(long, value_name = "RULE", value_parser = rule, value_delimiter = ',')]
    pub accept: Vec<&'static str>,
    /// 内容文件夹 Content folder
    #[arg(long, value_name = "DIR", default_value = "content")]
    pub content: PathBuf,
}

/// What the help says of the rules at which `--write` stops.
pub(in crate::cli) fn rules() -> String {
    let rules = RULES.iter().map(|rule| format!("  {}\n      {} {}", rule.name, rule.words.zh, rule.words.en));
    format!(
        "写入前要核对的情况，--accept 可写的规则 What --write stops at, as rules of --accept:\n{}",
        rules.collect::<Vec<_>>().join("\n")
    )
}

/// A rule of plausibility by its name.
fn rule(text: &str) -> Result<&'static str, InvalidValue> {
    let wanted: String = text.trim().chars().map(narrow).collect();
    RULES.iter().map(|rule| rule.name).find(|name| *name == wanted).ok_or_else(|| {
        let names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
        InvalidValue(message!(
            "没有这条规则；可选：{}"(names.join("、")),
            "there is no such rule; choose from {}"(names.join(", "))
        ))
    })
}

/// A reason that can stand in a town's file.
fn reason(text: &str) -> Result<String, InvalidValue> {
    Text::from_text(text).map(|text| text.0).map_err(InvalidValue)
}
