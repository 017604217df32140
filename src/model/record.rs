//! A town's record beside its investment: experts, grades, warnings, support, honours, photos.

use schemars::JsonSchema;
use serde::Deserialize;

use super::town::Category;
use crate::units::{Date, Key, Money, Number, PartialDate, Percent, Slug, SourceReference, Text, Year};

/// The "5+X" expert group (¶5).
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Experts {
    /// The five standing members.
    pub standing: Vec<Text>,
    /// The X, by industry and project.
    #[serde(default)]
    pub extra: Vec<Text>,
    /// Think tanks (柔性智库).
    #[serde(default)]
    pub think_tanks: Vec<Text>,
}

/// A weakness that the experts found.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Day it was found.
    pub on: Date,
    /// What is weak.
    pub weakness: Text,
    /// What is to be done.
    pub measure: Option<Text>,
    /// Whether it is done.
    pub state: FindingState,
    /// Day it was closed.
    pub closed: Option<Date>,
    /// Kept out of the public edition; findings are internal unless this says `false`.
    #[serde(default = "yes")]
    pub internal: bool,
}

/// What became of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FindingState {
    /// 整改中
    Open,
    /// 已整改
    Closed,
}

/// An annual grade.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// Year assessed.
    pub year: Year,
    /// Who assessed.
    pub assessor: Assessor,
    /// The list it was assessed on.
    pub list: Category,
    /// The grade: an id of the scale of that assessor and list in rules.yaml.
    #[serde(deserialize_with = "crate::units::id_or_name")]
    #[schemars(with = "crate::units::Named<Key>")]
    pub grade: Key,
    /// Day the grades were published; the grade does not exist before it. Without it, it exists from the next year on.
    pub published: Option<PartialDate>,
    /// Document.
    pub document: Option<Text>,
    /// Where it was read.
    pub source: Option<SourceReference>,
    /// A remark.
    pub note: Option<Text>,
}

/// Who assesses. The province's grades decide the award money; the city's enter the county's assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Assessor {
    /// 省级考核
    Province,
    /// 市级考评
    City,
}

/// A score given by the city office for a part of its method.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// Year assessed.
    pub year: Year,
    /// Key of a `given` component of the method in rules.yaml.
    #[serde(deserialize_with = "crate::units::id_or_name")]
    #[schemars(with = "crate::units::Named<Key>")]
    pub key: Key,
    /// 0 to 100.
    pub value: Number,
    /// Day it was given; the score does not exist before it.
    pub on: Date,
}

/// A warning by name.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Warning {
    /// Day.
    pub on: Date,
    /// Who warned.
    pub by: Assessor,
    /// What about.
    pub text: Text,
    /// Document.
    pub document: Option<Text>,
}

/// An interview (约谈) that was held.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Interview {
    /// Day.
    pub on: Date,
    /// What about.
    pub reason: Text,
    /// Who was interviewed, by post.
    #[serde(default)]
    pub with: Vec<Text>,
    /// What was agreed.
    pub result: Option<Text>,
    /// Kept out of the public edition; interviews are internal unless this says `false`.
    #[serde(default = "yes")]
    pub internal: bool,
}

/// Support granted.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// What kind.
    pub kind: SupportKind,
    /// What it was in words.
    pub title: Option<Text>,
    /// How much.
    pub amount: Option<Number>,
    /// In what unit.
    pub unit: Option<Text>,
    /// When it was granted.
    pub on: PartialDate,
    /// Document number.
    pub document: Option<Text>,
}

/// Kinds of support, ¶8(2)–(9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SupportKind {
    /// 用地
    Land,
    /// 产业基金
    Fund,
    /// 改革试点
    Reform,
    /// 产业扶持
    Industry,
    /// 科技研发
    Research,
    /// 人才
    Talent,
    /// 智慧服务 (5G)
    SmartService,
    /// 金融信贷
    Credit,
}

/// Award money that was paid.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Payment {
    /// The award's case: an id of `awards` rows in rules.yaml.
    #[serde(deserialize_with = "crate::units::id_or_name")]
    #[schemars(with = "crate::units::Named<Slug>")]
    pub case: Slug,
    /// Assessment year, or the year of naming.
    pub year: Year,
    /// Amount, 万元.
    pub amount: Money,
    /// Day of payment.
    pub paid: Date,
    /// Document.
    pub document: Option<Text>,
}

/// An honour.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Honour {
    /// Year.
    pub year: Year,
    /// Title.
    pub title: Text,
    /// To the town's collective or to a person.
    pub kind: HonourKind,
    /// Who gave it.
    pub by: Option<Text>,
    /// Day it was given; without it, 31 December of the year.
    pub on: Option<Date>,
    /// Where it was read.
    pub source: Option<SourceReference>,
}

/// Whom an honour was given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HonourKind {
    /// 集体
    Collective,
    /// 个人
    Person,
}

/// A photo beside the town's file.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Photo {
    /// File name in `towns/<slug>/`.
    pub file: Text,
    /// What it shows, for those who cannot see it.
    pub alt: Text,
    /// Who took it.
    pub credit: Option<Text>,
    /// Day or month it was taken; the photo is not shown before.
    pub taken: Option<PartialDate>,
    /// What stays in view where the photo is cropped; without it the middle.
    pub focus: Option<Focus>,
}

/// A point of a photo.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Focus {
    /// Per cent of the width, from the left.
    pub x: Percent,
    /// Per cent of the height, from the top.
    pub y: Percent,
}

fn yes() -> bool {
    true
}
