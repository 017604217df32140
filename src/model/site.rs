//! `site.yaml`: who publishes, what the law wants on each page, and what each edition shows; `sources.yaml`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::language::Language;
use crate::units::{Slug, SourceReference, Text, Timestamp};

/// `site.yaml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SiteConfig {
    /// The site's name (SiteName).
    pub title: Text,
    /// The area reported on: 云岚市. Stands in sentences.
    pub area: Text,
    /// One sentence about the site.
    pub description: Option<Text>,
    /// Where it will be served, `https://towns.example.cn/` or with a path; for canonical addresses, feeds and the 404 page
    /// only, which uses no more than [the path](base_path).
    pub base_url: Text,
    /// Time zone of "now" and of all times of day, such as `Asia/Shanghai`.
    pub time_zone: Text,
    /// Pins the as-of date, a day (its end) or a moment of it; `--as-of` goes before it, now comes after it.
    pub as_of: Option<Timestamp>,
    /// Language of the site's own words.
    pub language: Language,
    /// A notice on every page, such as 示例数据.
    pub notice: Option<Text>,
    /// 主办单位
    pub organiser: Text,
    /// 承办单位
    pub undertaker: Option<Text>,
    /// Who keeps the site running (技术支持).
    pub maintainer: Option<Text>,
    /// 联系方式
    pub contact: Contact,
    /// 网站标识码 (SiteIDCode), ten digits.
    pub site_code: Option<Text>,
    /// ICP备案号
    pub icp_record: Option<Text>,
    /// 公安机关备案号
    pub police_record: Option<Text>,
    /// Address of 我为政府网站找错.
    pub error_report_url: Option<Text>,
    /// Address of the 党政机关标识.
    pub government_mark_url: Option<Text>,
    /// Licence of the data.
    pub data_licence: Option<Licence>,
    /// The joint conference (联席会议) of ¶10.
    pub conference: Option<Conference>,
    /// Columns (栏目) in the navigation with their promised update interval.
    #[serde(default)]
    pub columns: Vec<SiteColumn>,
    /// Sections that the editions show.
    pub editions: Editions,
    /// Theme: `default` or a folder of `themes/`.
    pub theme: Option<Slug>,
    /// Old addresses and where they lead now.
    #[serde(default)]
    pub aliases: Vec<Alias>,
}

/// How to reach the publisher.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Telephone.
    pub phone: Option<Text>,
    /// E-mail, also for corrections (纠错).
    pub email: Option<Text>,
    /// Postal address.
    pub address: Option<Text>,
}

/// A licence with its address.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// Name.
    pub name: Text,
    /// Address.
    pub url: Option<Text>,
}

/// The joint conference that steers the work.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conference {
    /// Its office (市特镇办).
    pub office: Text,
    /// Its members.
    pub members: Vec<Text>,
    /// Where these facts come from.
    pub source: Option<SourceReference>,
}

/// A column (栏目) of the site.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SiteColumn {
    /// Which page: `home`, `towns`, `boards`, `counties`, `analysis`, `stories`, `policies`, `data`, `showcase`, `assessments`, `awards`.
    pub id: ColumnId,
    /// Name in the navigation (ColumnName).
    pub name: Text,
    /// ColumnType of the national guide: 首页, 概况信息, 工作动态, 政策文件, 数据发布, 数据开放, 政策解读.
    pub kind: Text,
    /// ColumnDescription.
    pub description: Option<Text>,
    /// ColumnKeywords.
    #[serde(default)]
    pub keywords: Vec<Text>,
    /// Promised update interval in days; inspections count from it.
    #[serde(default, deserialize_with = "crate::units::maybe_whole")]
    pub update_days: Option<u16>,
    /// Whether it stands in the navigation, which holds 5 to 8 columns; others stand in the foot of each page.
    #[serde(default = "yes")]
    pub navigation: bool,
}

/// The list pages that can be columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is the page of that name")]
pub enum ColumnId {
    Home,
    Towns,
    Counties,
    Boards,
    Analysis,
    Assessments,
    Awards,
    Targets,
    Standards,
    Projects,
    Showcase,
    Stories,
    Policies,
    Data,
}

/// What each edition shows.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Editions {
    /// The public edition.
    pub public: EditionConfig,
    /// The internal edition, marked 内部资料 on each page.
    pub internal: EditionConfig,
}

/// What one edition shows.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EditionConfig {
    /// The sections shown; all others are left out, decided in load.
    pub sections: Vec<Section>,
}

/// Sections whose showing is the office's choice, per edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// Red and yellow cards (¶6).
    Cards,
    /// Interviews and their triggers (¶7).
    Interviews,
    /// Quarterly analyses (¶4).
    Analysis,
    /// Annual assessment (¶4).
    Assessments,
    /// Award ledger (¶8(11)).
    Awards,
    /// Expert group and think tanks (¶5).
    Experts,
    /// Findings of experts (¶5).
    Findings,
}

/// An old address and its successor.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Alias {
    /// Old address within the site: `news/12.html`.
    pub from: Text,
    /// New address within the site: `stories/kiln-night.html`.
    pub to: Text,
}

/// A source of facts (`sources.yaml`).
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Id that facts name.
    pub id: Text,
    /// Title.
    pub title: Text,
    /// Address or index number, as text.
    pub address: Option<Text>,
    /// What kind of source.
    pub kind: Option<Text>,
    /// How far it can be trusted.
    pub trust: Option<Text>,
}

fn yes() -> bool {
    true
}

/// What a path of an address may hold as it is; all else could leave the line or the quotes of a server's settings.
const OUTSIDE_PATHS: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'%').remove(b'/');

/// The path of a site's address without its host, with a slash at both ends: `/` where it lies at the root of its host.
pub fn base_path(base_url: &str) -> String {
    let rest = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
    match rest.split_once('/').map_or("", |(_, path)| path).trim_matches('/') {
        "" => "/".to_owned(),
        path => format!("/{}/", utf8_percent_encode(path, OUTSIDE_PATHS)),
    }
}

#[cfg(test)]
mod tests {
    use super::base_path;

    #[test]
    fn the_path_of_an_address_holds_nothing_that_could_leave_it() {
        assert_eq!(base_path("https://x.cn"), "/");
        assert_eq!(base_path("https://x.cn/a/b/"), "/a/b/");
        assert_eq!(base_path("https://x.cn/小镇/"), "/%E5%B0%8F%E9%95%87/");
        assert_eq!(base_path("https://x.cn/a;\n} \"evil"), "/a%3B%0A%7D%20%22evil/");
    }
}
