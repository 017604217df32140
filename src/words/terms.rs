//! Names of things: one term each, as the domain's glossary has them.

use super::Language;
use crate::evaluate::board::ReturnState;
use crate::evaluate::card::{CardLevel, Uncomputable};
use crate::evaluate::progress::TaskState;
use crate::evaluate::target::TargetState;
use crate::model::{
    Assessor, BoardMeasure, Category, FigureBasis, FigureStatus, FindingState, HonourKind, ProgressField, RankBy,
    Stage, SupportKind,
};

/// Category (类别).
pub fn category(category: Category, language: Language) -> &'static str {
    match category {
        Category::Named => language.pick("省级命名", "provincially named"),
        Category::Creation => language.pick("省级创建", "provincial creation list"),
        Category::Cultivation => language.pick("省级培育", "provincial cultivation list"),
        Category::Municipal => language.pick("市级", "municipal"),
        Category::Left => language.pick("已退出", "left the lists"),
    }
}

/// A card's word.
pub fn card(level: CardLevel, language: Language) -> &'static str {
    match level {
        CardLevel::Normal => language.pick("正常", "on track"),
        CardLevel::Yellow => language.pick("黄牌", "yellow card"),
        CardLevel::Red => language.pick("红牌", "red card"),
        CardLevel::Undetermined => language.pick("无法判定", "undetermined"),
        CardLevel::NotReported => language.pick("未报送", "not reported"),
    }
}

/// The notice's word for a card's meaning (¶6).
pub fn card_meaning(level: CardLevel, language: Language) -> &'static str {
    match level {
        CardLevel::Normal => language.pick("正常推进", "proceeding normally"),
        CardLevel::Yellow => language.pick("相对滞后", "behind"),
        CardLevel::Red => language.pick("严重滞后", "far behind"),
        CardLevel::Undetermined => language.pick("资料不足，无法判定", "cannot be determined for lack of figures"),
        CardLevel::NotReported => language.pick("应报未报", "the return is due and missing"),
    }
}

/// A card's mark: shape tells it without colour.
pub fn card_mark(level: CardLevel) -> &'static str {
    match level {
        CardLevel::Normal => "●",
        CardLevel::Yellow => "▲",
        CardLevel::Red => "■",
        CardLevel::Undetermined => "◇",
        CardLevel::NotReported => "○",
    }
}

/// A card's name in styles and data.
pub fn card_id(level: CardLevel) -> &'static str {
    match level {
        CardLevel::Normal => "normal",
        CardLevel::Yellow => "yellow",
        CardLevel::Red => "red",
        CardLevel::Undetermined => "undetermined",
        CardLevel::NotReported => "not_reported",
    }
}

/// What a board measures.
pub fn board_measure(measure: BoardMeasure, language: Language) -> &'static str {
    match measure {
        BoardMeasure::KeyProjects => language.pick("重点项目投资", "key-project investment"),
        BoardMeasure::Total => language.pick("总投资", "overall investment"),
    }
}

/// The rate that ranks a board; it names its denominator.
pub fn rank_by(rank_by: RankBy, language: Language) -> &'static str {
    match rank_by {
        RankBy::PeriodPlan => language.pick("按期计划完成率", "completion of the plan to date"),
        RankBy::AnnualPlan => language.pick("年度计划完成率", "completion of the annual plan"),
    }
}

/// A measure of a return.
pub fn progress_field(field: ProgressField, language: Language) -> &'static str {
    match field {
        ProgressField::Total => language.pick("总投资", "overall investment"),
        ProgressField::Industrial => language.pick("特色产业投资", "investment in the leading industry"),
        ProgressField::NonGovernment => language.pick("非政府投资", "non-government investment"),
        ProgressField::KeyProjects => language.pick("重点项目投资", "key-project investment"),
    }
}

/// How firm a figure is.
pub fn figure_status(status: FigureStatus, language: Language) -> &'static str {
    match status {
        FigureStatus::Provisional => language.pick("初步数", "provisional"),
        FigureStatus::Final => language.pick("最终数", "final"),
        FigureStatus::Revised => language.pick("修订数", "revised"),
    }
}

/// Whether a return is there.
pub fn return_state(state: ReturnState, language: Language) -> &'static str {
    match state {
        ReturnState::Reported => language.pick("已报送", "reported"),
        ReturnState::FigureMissing => language.pick("数据缺失", "figure missing"),
        ReturnState::NotReported => language.pick("未报送", "not reported"),
        ReturnState::NotDue => language.pick("未到报送期", "not due yet"),
        ReturnState::Undated => language.pick("尚未报送", "not reported yet"),
        ReturnState::NotAsked => language.pick("未要求报送", "not asked for"),
    }
}

/// Why a rate cannot be computed.
pub fn uncomputable(reason: Uncomputable, language: Language) -> &'static str {
    match reason {
        Uncomputable::FigureMissing => language.pick("本期未填报该项数据", "the return lacks this figure"),
        Uncomputable::NoPlan => language.pick("未收录当年计划", "no plan for the year is on record"),
        Uncomputable::ZeroPlan => language.pick("计划数为零", "the plan is zero"),
    }
}

/// A project's stage.
pub fn stage(stage: Stage, language: Language) -> &'static str {
    match stage {
        Stage::Preparation => language.pick("前期", "preparation"),
        Stage::Construction => language.pick("在建", "under construction"),
        Stage::Completed => language.pick("完工", "completed"),
        Stage::Operating => language.pick("投用", "in operation"),
        Stage::Stopped => language.pick("停建", "stopped"),
    }
}

/// Where a task stands.
pub fn task_state(state: TaskState, language: Language) -> &'static str {
    match state {
        TaskState::OnTime => language.pick("按期完成", "done in time"),
        TaskState::Late => language.pick("逾期完成", "done late"),
        TaskState::Overdue => language.pick("逾期未完成", "overdue"),
        TaskState::Pending => language.pick("推进中", "in progress"),
    }
}

/// Who assesses.
pub fn assessor(assessor: Assessor, language: Language) -> &'static str {
    match assessor {
        Assessor::Province => language.pick("省级考核", "province"),
        Assessor::City => language.pick("市级考评", "city"),
    }
}

/// What a figure covers.
pub fn figure_basis(basis: FigureBasis, language: Language) -> &'static str {
    match basis {
        FigureBasis::Annual => language.pick("当年", "in the year"),
        FigureBasis::SinceStart => language.pick("累计", "since the start"),
        FigureBasis::Planned => language.pick("计划", "planned"),
    }
}

/// What became of a finding.
pub fn finding_state(state: FindingState, language: Language) -> &'static str {
    match state {
        FindingState::Open => language.pick("整改中", "open"),
        FindingState::Closed => language.pick("已整改", "closed"),
    }
}

/// Whom an honour was given to.
pub fn honour_kind(kind: HonourKind, language: Language) -> &'static str {
    match kind {
        HonourKind::Collective => language.pick("集体", "collective"),
        HonourKind::Person => language.pick("个人", "person"),
    }
}

/// Kind of support, ¶8(2)–(9).
pub fn support_kind(kind: SupportKind, language: Language) -> &'static str {
    match kind {
        SupportKind::Land => language.pick("用地", "land"),
        SupportKind::Fund => language.pick("产业基金", "industry fund"),
        SupportKind::Reform => language.pick("改革试点", "reform pilot"),
        SupportKind::Industry => language.pick("产业扶持", "industry"),
        SupportKind::Research => language.pick("科技研发", "research"),
        SupportKind::Talent => language.pick("人才", "talent"),
        SupportKind::SmartService => language.pick("智慧服务", "smart services"),
        SupportKind::Credit => language.pick("金融信贷", "credit"),
    }
}

/// Where a target stands.
pub fn target_state(state: TargetState, language: Language) -> &'static str {
    match state {
        TargetState::Met => language.pick("已达成", "met"),
        TargetState::Open => language.pick("推进中", "open"),
        TargetState::Missed => language.pick("未达成", "missed"),
    }
}
