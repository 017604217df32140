//! The words of headings, and what each says.

use super::AsideReason;
use crate::editor::returns::plain::stands;
use crate::model::ProgressField;

/// What a word of a heading says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// A figure by its full name.
    Figure(ProgressField),
    /// Investment, of whatever figure is named beside it.
    Investment,
    /// What follows is a part of what stands before: 其中.
    OfWhich,
    /// Since the beginning of the year.
    ToDate,
    /// Of the quarter alone.
    OwnQuarter,
    /// Of the month alone.
    OwnMonth,
    /// Not the figure, but something beside it.
    Beside(AsideReason),
    /// Nothing that tells figures apart.
    Nothing,
}

use ProgressField::{Industrial, KeyProjects, NonGovernment, Total};
use Sense::{Beside, Figure, Investment, Nothing, OfWhich, OwnMonth, OwnQuarter, ToDate};

/// Words by their sense; where several begin at one place the longest is read.
#[rustfmt::skip]
const WORDS: &[(Sense, &[&str])] = &[
    (
        Figure(Total),
        &[
            "总投资额", "总投资量", "总投资", "投资总额", "投资总量", "overall investment", "total investment", "total",
        ],
    ),
    (Investment, &["投资额", "投资", "investment", "investments"]),
    (
        Figure(Industrial),
        &[
            "特色产业投资额", "特色产业投资", "特色产业", "主导产业投资额", "主导产业投资", "主导产业", "investment in the leading industry",
            "leading industry", "industrial investment", "industrial",
        ],
    ),
    (
        Figure(NonGovernment),
        &[
            "非政府投资额", "非政府投资", "非政府性投资", "非政府", "non government investment", "non government",
        ],
    ),
    (
        Figure(KeyProjects),
        &[
            "重点项目投资额", "重点项目投资", "重点项目", "key project investment", "key projects", "key project",
            "investment in key projects",
        ],
    ),
    (OfWhich, &["其中", "of which", "thereof"]),
    (
        ToDate,
        &[
            "累计", "累积", "年初以来", "年初至今", "年初", "今年以来", "到本季末", "至本季末", "截至本季末", "截止本季末", "截至本季度末", "至本季度末",
            "截至季末", "截止季末", "到季末", "至季末", "本季末", "本季度末", "截至本月末", "截至本月底", "截至本月", "至本月末", "至本月底", "至本月",
            "截至目前", "截止目前", "截至当前", "自1月1日起", "从1月1日起", "1月1日起", "自1月1日以来", "year to date", "ytd", "to date",
            "cumulative", "cumulatively", "accumulated", "since 1 january", "since january",
        ],
    ),
    (
        OwnQuarter,
        &[
            "当季度", "当季", "单季度", "单季", "本季度", "本季", "季度内", "当期", "本期", "季度", "this quarter",
            "current quarter", "in the quarter", "quarterly", "quarter's own", "quarter",
        ],
    ),
    (Beside(AsideReason::OwnPeriod), &["新增", "new", "newly", "added", "additional"]),
    (OwnMonth, &["当月", "本月", "单月", "月度", "每月", "this month", "monthly", "month"]),
    (Beside(AsideReason::Number), &["序号", "编号", "栏次", "序", "no.", "no", "#"]),
    (Beside(AsideReason::Rank), &["排名", "名次", "位次", "排位", "排序", "rank", "ranking", "position"]),
    (Beside(AsideReason::Count), &["项目个数", "项目数量", "项目数", "个数", "数量", "家数", "number of", "count"]),
    (
        Beside(AsideReason::Average),
        &["人均", "亩均", "地均", "户均", "户平均", "月均", "季均", "年均", "单位面积", "平均", "per capita", "per head", "per mu", "average"],
    ),
    (
        Beside(AsideReason::Completion),
        &[
            "完成率", "完成比例", "完成比率", "完成比重", "完成比", "完成百分比", "完成进度", "投资进度", "进度", "达成率", "达标率", "兑现率", "到位率",
            "完成度", "完成年度计划", "完成全年计划", "完成计划", "占年度计划", "占全年计划", "占计划", "为年度计划", "为计划", "completion rate",
            "completion", "of plan", "of the plan", "achievement",
        ],
    ),
    (
        Beside(AsideReason::YearOnYear),
        &[
            "同比增长率", "同比增长", "同比增幅", "同比增速", "同比增减", "同比", "比上年同期", "比去年同期", "比上年", "比去年", "较上年同期", "较去年同期",
            "较上年", "较去年", "比同期", "较同期", "year on year", "yoy", "y o y",
        ],
    ),
    (
        Beside(AsideReason::PeriodOnPeriod),
        &[
            "环比增长率", "环比增长", "环比增幅", "环比增速", "环比", "比上季度", "比上季", "较上季度", "较上季", "比上月", "较上月",
            "quarter on quarter", "qoq", "month on month", "mom",
        ],
    ),
    (
        Beside(AsideReason::Growth),
        &[
            "增速", "增长率", "增长", "增幅", "增减额", "增减", "涨幅", "变化", "变动", "升降", "±", "growth", "increase", "change",
        ],
    ),
    (Beside(AsideReason::Share), &["占比", "比重", "占", "份额", "比例", "share", "proportion", "percentage"]),
    (Beside(AsideReason::Rate), &["比率", "率", "ratio", "rate"]),
    (
        Beside(AsideReason::Remaining),
        &[
            "未完成", "尚未完成", "剩余", "尚需完成", "尚需", "待完成", "结余", "余额", "缺口", "差额", "差距", "尚差", "还差", "短缺", "欠", "余",
            "remaining", "outstanding", "balance", "shortfall", "gap", "left",
        ],
    ),
    (
        Beside(AsideReason::Forecast),
        &[
            "预计", "预测", "拟投", "拟投入", "意向", "意向性", "预期", "预估", "估计", "估算", "力争", "有望", "拟完成", "拟", "下季度", "下一季度", "下季", "下月", "下个月",
            "下一步", "明年", "次年", "下年", "forecast", "expected", "estimate", "estimated", "projected",
            "projection", "next",
        ],
    ),
    (
        Beside(AsideReason::LastYear),
        &[
            "上年同期", "去年同期", "上年同季", "去年同季", "上一年度", "上一年", "上年度", "上年末", "去年底", "上年", "去年", "同期", "前年", "往年",
            "last year", "previous year", "prior year", "year earlier",
        ],
    ),
    (
        Beside(AsideReason::Before),
        &[
            "上季度末", "上季末", "上季度", "上一季度", "上个季度", "上季", "上期", "前期", "上月末", "上月底", "上月", "上个月", "before",
            "previous quarter", "last quarter", "prior quarter", "previous", "prior",
        ],
    ),
    (
        Beside(AsideReason::Plan),
        &[
            "年度计划", "全年计划", "年计划", "季度计划", "本季计划", "当季计划", "本年计划", "计划", "预算", "年初安排",
            "年度安排", "安排", "plan", "planned", "budget", "budgeted",
        ],
    ),
    (
        Beside(AsideReason::Scheme),
        &["规划", "概算", "估算总投资", "协议", "签约", "合同", "批复", "核准", "备案", "投资规模", "contracted", "agreed", "approved"],
    ),
    (
        Beside(AsideReason::Target),
        &[
            "目标任务", "年度目标", "全年目标", "年度任务", "全年任务", "季度目标", "目标", "任务", "指标", "target", "goal",
        ],
    ),
    (
        Beside(AsideReason::SinceStart),
        &[
            "自开工以来", "自开工建设以来", "开工建设以来", "自开工", "开工以来", "开工至今", "开工", "建设以来", "自开始建设", "开始建设", "创建以来", "自创建", "培育以来", "启动以来", "历年", "近三年",
            "近两年", "三年", "五年", "两年", "全周期", "since the start", "since start", "since the beginning",
        ],
    ),
    (
        Nothing,
        &[
            "从年初", "自年初", "本年度", "本年", "当年", "今年", "年度", "完成总额", "完成额", "完成数", "完成情况", "完成量", "已完成", "完成",
            "实际完成", "实际", "实绩", "总额", "总量", "总计", "合计", "金额", "数额", "数值", "数据", "绝对额", "绝对值", "绝对数", "绝对量",
            "额", "数", "值", "特色小镇", "小镇", "各", "的", "之", "中", "及", "和", "与", "到", "至", "截至", "截止", "自", "从",
            "起", "止", "以", "为", "按", "末", "底", "填报", "报送", "上报", "核定", "核实", "审定", "统计", "快报", "初步", "最终",
            "必填", "请填", "只填", "人民币", "计量单位", "金额单位", "单位", "the", "of", "in", "to", "for", "from", "since",
            "at", "by", "a", "figure", "figures", "amount", "amounts", "value", "actual", "actually",
            "reported", "completed", "achieved", "done", "made", "year", "unit", "town's", "town",
        ],
    ),
];

/// The longest word that stands at a place, and its length.
pub(super) fn word(text: &[char], at: usize) -> Option<(Sense, usize)> {
    let all = WORDS.iter().flat_map(|(sense, words)| words.iter().map(move |word| (*sense, *word)));
    let here = all.filter(|(_, word)| stands(text, at, word));
    here.map(|(sense, word)| (sense, word.chars().count())).max_by_key(|(_, length)| *length)
}
