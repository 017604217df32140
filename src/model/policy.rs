//! Policy documents with the disclosure table that government sites carry (政府信息公开).

use schemars::JsonSchema;
use serde::Deserialize;

use crate::units::{Date, SourceReference, Text, Timestamp};

/// A policy document: front matter and text.
#[derive(Clone, Debug)]
pub struct Policy {
    /// The disclosure table.
    pub meta: PolicyMeta,
    /// The Markdown below it.
    pub body: String,
}

/// Front matter of `policies/*.md`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyMeta {
    /// Title.
    pub title: Text,
    /// 索引号
    pub index_number: Option<Text>,
    /// 文号
    pub document_number: Option<Text>,
    /// 组配分类
    pub classification: Option<Text>,
    /// 发布机构
    pub issuer: Text,
    /// 签发日期
    pub signed: Option<Date>,
    /// 成文日期
    pub written: Option<Date>,
    /// 发布时间
    pub published: Timestamp,
    /// 公开方式: 主动公开, 依申请公开
    pub disclosure: Text,
    /// 有效性: 有效, 废止, 失效
    pub validity: Text,
    /// 信息来源
    pub source: Option<SourceReference>,
    /// One or two sentences for lists.
    pub summary: Option<Text>,
    /// Attachments.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    /// Kept out of the public edition.
    #[serde(default)]
    pub internal: bool,
    /// Earlier addresses of this document, such as `news/12.html`.
    #[serde(default)]
    pub aliases: Vec<Text>,
}

/// An attachment of a policy document.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// What it is called.
    pub name: Text,
    /// A file beside the document, in `policies/<slug>/`; left out where the file is not at hand.
    pub file: Option<Text>,
}
