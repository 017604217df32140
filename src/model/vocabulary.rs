//! One row for each choice of a fixed list: its code, which files and data bear, its names, which pages, tables, messages
//! and schemas show, and the other names that files and spreadsheets may have in its place. Lists of what is computed
//! (cards, states, gaps) stand beside their types in `evaluate`, in rows of the same kind.

use std::fmt;

use serde::de::{Deserialize, Deserializer, EnumAccess, Error, VariantAccess as _, Visitor};

use super::names::name_key;
use super::{
    Assessor, Basis, BoardMeasure, CardMeasureKind, Category, ColumnId, ComponentKind, CountyKind, FigureBasis,
    FigureStatus, FindingState, HonourKind, IndicatorOrigin, InterviewKind, PlanVersion, ProgressField, RankBy,
    ScenicGrade, Section, Stage, SupportKind, TargetCount,
};
use crate::language::{Language, Pair};

/// A choice in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// As files and data have it.
    pub code: &'static str,
    /// Its name.
    pub name: Pair,
    /// What the name leaves open.
    pub meaning: Option<Pair>,
    /// Other names that are understood.
    pub also: &'static [&'static str],
}

/// A type whose values have a code and names.
pub trait Coded: Copy + 'static {
    /// Every row that a value of it may have.
    const WORDS: &'static [Word];

    /// The row of a value.
    fn word(self) -> &'static Word;

    /// The code of a value, as files and data have it.
    fn code(self) -> &'static str {
        self.word().code
    }
}

/// A type whose values are the choices of a fixed list.
pub trait Vocabulary: Coded {
    /// The choices as messages list them: code and Chinese name with a blank between them.
    const CHOICES: &'static [&'static str];
    /// Its choices, in the order of their rows.
    const VALUES: &'static [Self];

    /// The choice that a code or a name means. Blanks, full-width letters and capitals make no difference.
    fn meant(text: &str) -> Option<Self> {
        let key = name_key(text);
        let place = Self::WORDS.iter().position(|word| word.names().any(|name| name_key(name) == key))?;
        Self::VALUES.get(place).copied()
    }
}

impl Word {
    /// A row: code and name.
    pub const fn new(code: &'static str, name: Pair) -> Self {
        Self { code, name, meaning: None, also: &[] }
    }

    /// The row with what the name leaves open.
    pub const fn meaning(self, meaning: Pair) -> Self {
        Self { meaning: Some(meaning), ..self }
    }

    /// The row with other names that are understood.
    pub const fn also(self, also: &'static [&'static str]) -> Self {
        Self { also, ..self }
    }

    /// Its code and all its names.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        // A meaning with a remark behind it is known without the remark, too.
        let bare = |name: &'static str| name.split(['（', '(']).next().unwrap_or(name).trim();
        [self.code, self.name.zh, bare(self.name.zh), self.name.en].into_iter().chain(self.also.iter().copied())
    }
}

/// Reads a choice by its code or one of its names.
struct Choice<T>(std::marker::PhantomData<T>);

impl<'de, T: Vocabulary> Visitor<'de> for Choice<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("one of the choices")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<T, A::Error> {
        let (text, variant) = access.variant::<String>()?;
        variant.unit_variant()?;
        T::meant(&text).ok_or_else(|| A::Error::unknown_variant(&text, T::CHOICES))
    }
}

/// The row of each choice of a type, in the order in which the type lists them; none can be left out.
macro_rules! vocabulary {
    ($($type:ident { $($variant:ident $code:literal $zh:literal $en:literal $(($mean_zh:literal $mean_en:literal))? $($also:literal)*,)* })*) => {
        $(
            impl $crate::model::Coded for $type {
                const WORDS: &'static [$crate::model::Word] = &[$(
                    $crate::model::Word::new($code, $crate::pair!($zh, $en))$(.meaning($crate::pair!($mean_zh, $mean_en)))?.also(&[$($also),*])
                ),*];

                fn word(self) -> &'static $crate::model::Word {
                    match self {
                        $(Self::$variant => &Self::WORDS[Self::$variant as usize],)*
                    }
                }
            }

            impl $crate::model::Vocabulary for $type {
                const CHOICES: &'static [&'static str] = &[$(concat!($code, " ", $zh)),*];
                const VALUES: &'static [Self] = &[$(Self::$variant),*];
            }

            const _: () = {
                let (places, mut place) = ([$($type::$variant as usize),*], 0);
                while place < places.len() {
                    assert!(places[place] == place, "the rows stand in the order of the type");
                    place += 1;
                }
            };
        )*
    };
}
pub(crate) use vocabulary;

/// Types that files hold: each choice is read by its code or one of its names.
macro_rules! read_by_name {
    ($($type:ident)*) => {
        $(impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_enum(stringify!($type), Self::CHOICES, Choice(std::marker::PhantomData))
            }
        })*

        /// The rows of a type that files hold, by the type's name; none where it is no fixed list.
        pub fn words_of(type_name: &str) -> &'static [Word] {
            match type_name {
                $(stringify!($type) => $type::WORDS,)*
                _ => &[],
            }
        }

        #[cfg(test)]
        const READ: &[&str] = &[$(stringify!($type)),*];
    };
}

read_by_name! {
    Category ScenicGrade BoardMeasure ProgressField FigureStatus CardMeasureKind FigureBasis Basis Stage Assessor SupportKind
    HonourKind FindingState InterviewKind CountyKind RankBy PlanVersion IndicatorOrigin ComponentKind TargetCount ColumnId
    Section Language
}

vocabulary! {
    Category {
        Named "named" "省级命名" "provincially named" "命名" "省级命名小镇" "named by the province",
        Creation "creation" "省级创建" "provincial creation list" "创建" "省级创建小镇" "on the province's creation list",
        Cultivation "cultivation" "省级培育" "provincial cultivation list" "培育" "省级培育小镇" "on the province's cultivation list",
        Municipal "municipal" "市级" "municipal" "市级小镇" "市级特色小镇",
        Left "left" "已退出" "left the lists" "退出" "left every list",
    }
    ScenicGrade {
        A "A" "A级" "grade A" "1A" "1A级",
        AA "AA" "AA级" "grade AA" "2A" "2A级",
        AAA "AAA" "AAA级" "grade AAA" "3A" "3A级",
        AAAA "AAAA" "AAAA级" "grade AAAA" "4A" "4A级",
        AAAAA "AAAAA" "AAAAA级" "grade AAAAA" "5A" "5A级",
    }
    BoardMeasure {
        KeyProjects "key_projects" "重点项目投资" "key-project investment" "重点项目",
        Total "total" "总投资" "overall investment",
    }
    ProgressField {
        Total "total" "总投资" "overall investment",
        Industrial "industrial" "特色产业投资" "investment in the leading industry" "特色产业",
        NonGovernment "non_government" "非政府投资" "non-government investment" "investment by others than government",
        KeyProjects "key_projects" "重点项目投资" "key-project investment" "重点项目",
    }
    FigureStatus {
        Provisional "provisional" "初步数" "provisional" "初步",
        Final "final" "最终数" "final" "最终",
        Revised "revised" "修订数" "revised" "修订",
    }
    CardMeasureKind {
        PeriodPlanRate "period_plan_rate" "按期计划完成率" "completion of the plan to date"
            ("完成投资 ÷ 截至本季末计划投资，%" "completed ÷ planned to the quarter's end, per cent") "按期计划完成率（%）",
        CalendarPace "calendar_pace" "日历进度完成率" "completion of the calendar pace"
            ("完成投资 ÷（年度计划投资 × 季度数 ÷ 4），%" "completed ÷ (annual plan × quarter ÷ 4), per cent") "日历进度" "日历进度（%）",
        LagPoints "lag_points" "落后时序进度" "lag behind the planned pace"
            ("（截至本季末计划投资 − 完成投资）÷ 年度计划投资，百分点" "(planned to the quarter's end − completed) ÷ annual plan, percentage points")
            "落后时序进度的百分点",
        OverdueTasks "overdue_tasks" "逾期攻坚任务" "overdue hard tasks"
            ("截至本季末已到期而未完成的项数" "due by the quarter's end and not done by then") "逾期未完成的攻坚任务数" "逾期任务数",
    }
    FigureBasis {
        Annual "annual" "当年" "in the year" "当年数" "全年" "one year",
        SinceStart "since_start" "累计" "since the start" "累计数" "since the start of building",
        Planned "planned" "计划" "planned" "计划数" "planned, not done",
    }
    Basis {
        YearToDate "year_to_date" "年初以来累计" "since 1 January" "当年累计",
        SinceStart "since_start" "开工以来累计" "since the start of the works",
    }
    Stage {
        Preparation "preparation" "前期" "preparation" "前期工作",
        Construction "construction" "在建" "under construction" "建设中" "建设",
        Completed "completed" "完工" "completed" "已完工" "竣工" "已竣工",
        Operating "operating" "投用" "in operation" "已投用" "运营" "运营中",
        Stopped "stopped" "停建" "stopped" "已停建",
    }
    Assessor {
        Province "province" "省级考核" "province" "省级" "省" "the province",
        City "city" "市级考评" "city" "市级" "市" "市级考核" "the city office",
    }
    SupportKind {
        Land "land" "用地" "land" "土地",
        Fund "fund" "产业基金" "industry fund" "基金",
        Reform "reform" "改革试点" "reform pilot" "改革",
        Industry "industry" "产业扶持" "industry" "产业",
        Research "research" "科技研发" "research" "科技",
        Talent "talent" "人才" "talent",
        SmartService "smart_service" "智慧服务" "smart services",
        Credit "credit" "金融信贷" "credit" "信贷" "金融",
    }
    HonourKind {
        Collective "collective" "集体" "collective" "集体荣誉" "the town's collective",
        Person "person" "个人" "person" "个人荣誉" "a person",
    }
    FindingState {
        Open "open" "整改中" "open" "未整改" "being put right",
        Closed "closed" "已整改" "closed" "整改完成" "put right",
    }
    InterviewKind {
        ProvincialWarning "provincial_warning" "省级点名警示" "warned by the province by name" "省级点名预警",
        Behind "behind" "进度明显滞后" "progress clearly behind",
        IndicatorFar "indicator_far" "指标与标准差距较大" "an indicator far from its standard",
    }
    CountyKind {
        County "county" "县（市、区）" "county, county-level city or district" "县级市" "市" "区",
        Zone "zone" "开发区" "development zone",
    }
    RankBy {
        PeriodPlan "period_plan" "按期计划完成率" "completion of the plan to date",
        AnnualPlan "annual_plan" "年度计划完成率" "completion of the annual plan",
    }
    PlanVersion {
        First "first" "第一版" "the first version" "最先批准的版本",
        Latest "latest" "最近一版" "the latest version" "最近批准的版本",
    }
    IndicatorOrigin {
        Indicator "indicator" "小镇填报的指标" "the town's indicators",
        FigureSinceStart "figure_since_start" "累计的公布数据" "the town's figures since the start",
        IndustrialShare "industrial_share" "特色产业投资占比" "industrial share of investment",
        NonGovernmentShare "non_government_share" "非政府投资占比" "non-government share of investment",
    }
    ComponentKind {
        AnnualPlanRate "annual_plan_rate" "年度计划完成率" "annual plan rate",
        TasksOnTime "tasks_on_time" "攻坚任务按时完成率" "tasks done on time",
        Cards "cards" "红黄牌" "cards" "红黄牌得分",
        Given "given" "打分" "given by the office" "由市特镇办打分",
    }
    TargetCount {
        TownsNamed "towns_named" "新命名" "towns named by the province",
        TownsListedForCreation "towns_listed_for_creation" "新列入省级创建" "towns that joined the creation list",
    }
    ColumnId {
        Home "home" "首页" "home",
        Towns "towns" "小镇名录" "towns",
        Counties "counties" "县域进展" "counties",
        Boards "boards" "晾晒榜单" "boards",
        Analysis "analysis" "季度分析" "analysis",
        Assessments "assessments" "年度考评" "assessments",
        Awards "awards" "奖补资金" "awards",
        Targets "targets" "总体目标" "targets",
        Standards "standards" "达标对照" "standards",
        Projects "projects" "重点项目" "projects",
        Showcase "showcase" "标杆小镇" "showcase",
        Stories "stories" "小镇故事" "stories",
        Policies "policies" "政策文件" "policies",
        Data "data" "数据开放" "data",
    }
    Section {
        Cards "cards" "红黄牌" "cards",
        Interviews "interviews" "约谈" "interviews",
        Analysis "analysis" "季度分析" "analysis",
        Assessments "assessments" "年度考评" "assessments",
        Awards "awards" "奖补资金" "awards",
        Experts "experts" "专家组" "experts",
        Findings "findings" "诊断意见" "findings",
    }
    Language {
        Chinese "zh-CN" "简体中文" "simplified Chinese" "中文",
        English "en" "英文" "English" "英语",
    }
}

/// What the value of a card measure is, which decides on which side of a threshold the card lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardScale {
    /// A rate in per cent: a card below the threshold.
    Rate,
    /// A lag in percentage points: a card from the threshold on.
    Points,
    /// A count: a card from the threshold on.
    Count,
}

impl CardMeasureKind {
    /// What its values are.
    pub fn scale(self) -> CardScale {
        match self {
            Self::PeriodPlanRate | Self::CalendarPace => CardScale::Rate,
            Self::LagPoints => CardScale::Points,
            Self::OverdueTasks => CardScale::Count,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn choices_are_known_by_code_and_by_name() {
        for (text, category) in [
            ("named", Category::Named),
            ("省级命名", Category::Named),
            ("省级 命名", Category::Named),
            ("ｎａｍｅｄ", Category::Named),
            ("已退出", Category::Left),
            ("市级", Category::Municipal),
        ] {
            assert_eq!(Category::meant(text), Some(category), "{text}");
        }
        assert_eq!(CardMeasureKind::meant("日历进度"), Some(CardMeasureKind::CalendarPace));
        assert_eq!(ScenicGrade::meant("4A级"), Some(ScenicGrade::AAAA));
        for text in ["", "created", "省级", "命名的"] {
            assert_eq!(Category::meant(text), None, "{text}");
        }
        assert_eq!(Stage::Construction.word().name.zh, "在建");
    }

    #[test]
    fn each_name_means_one_choice() {
        for name in READ {
            let mut known = BTreeMap::new();
            for (index, word) in words_of(name).iter().enumerate() {
                for spelled in word.names() {
                    let earlier = *known.entry(name_key(spelled)).or_insert(index);
                    assert_eq!(earlier, index, "{name}: {spelled} means two choices");
                }
            }
        }
    }
}
