//! A card's reason in words and numbers, and what would have lifted it.

use super::terms;
use crate::evaluate::board::Standing;
use crate::evaluate::card::{CardLevel, CardResult, Lift, MeasureResult, MeasureValue, Need};
use crate::evaluate::figures::StandingFigures;
use crate::figure::{Figure, MISSING};
use crate::language::Language;
use crate::model::{CardMeasureKind, CardScale};

/// A measure's formula in words, in the places of a fraction; one place where something is counted.
pub fn fraction(kind: CardMeasureKind, language: Language) -> Vec<&'static str> {
    let completed = pick!(language, "本年累计完成投资", "completed this year");
    match kind {
        CardMeasureKind::PeriodPlanRate => {
            vec![completed, pick!(language, "截至本季末计划投资", "planned to the quarter's end")]
        }
        CardMeasureKind::CalendarPace => {
            vec![completed, pick!(language, "年度计划投资 × 季度数 ÷ 4", "annual plan × quarter ÷ 4")]
        }
        CardMeasureKind::LagPoints => vec![
            pick!(
                language,
                "截至本季末计划投资 − 本年累计完成投资",
                "planned to the quarter's end − completed this year"
            ),
            pick!(language, "年度计划投资", "annual plan"),
        ],
        CardMeasureKind::OverdueTasks => vec![formula(kind, language)],
    }
}

/// The range that gives no card: `80%及以上`, `不到15个百分点`, `少于1项`.
pub fn clear(kind: CardMeasureKind, yellow: Figure<'_>, language: Language) -> String {
    let bound = yellow.written().unwrap_or_default();
    match (kind.scale(), language) {
        (CardScale::Rate, Language::Chinese) => format!("{bound}%及以上"),
        (CardScale::Rate, Language::English) => format!("{bound}% or more"),
        (CardScale::Points, Language::Chinese) => format!("不到{bound}个百分点"),
        (CardScale::Points, Language::English) => format!("less than {bound} percentage points"),
        (CardScale::Count, Language::Chinese) => format!("不到{bound}项"),
        (CardScale::Count, Language::English) => format!("fewer than {bound}"),
    }
}

/// A measure's formula in words.
pub fn formula(kind: CardMeasureKind, language: Language) -> &'static str {
    match kind {
        CardMeasureKind::PeriodPlanRate => {
            pick!(
                language,
                "本年累计完成投资 ÷ 截至本季末计划投资",
                "completed this year ÷ planned to the quarter's end"
            )
        }
        CardMeasureKind::CalendarPace => pick!(
            language,
            "本年累计完成投资 ÷（年度计划投资 × 季度数 ÷ 4）",
            "completed this year ÷ (annual plan × quarter ÷ 4)"
        ),
        CardMeasureKind::LagPoints => pick!(
            language,
            "（截至本季末计划投资 − 本年累计完成投资）÷ 年度计划投资",
            "(planned to the quarter's end − completed this year) ÷ annual plan"
        ),
        CardMeasureKind::OverdueTasks => pick!(
            language,
            "截至本季末已到期而未完成的攻坚任务项数",
            "hard tasks due by the quarter's end and not done by then"
        ),
    }
}

/// A threshold in words: `低于80%`, `达到1项`.
pub fn threshold(kind: CardMeasureKind, threshold: Figure<'_>, language: Language) -> String {
    let bound = threshold.written().unwrap_or_default();
    match (kind.scale(), language) {
        (CardScale::Rate, Language::Chinese) => format!("低于{bound}%"),
        (CardScale::Rate, Language::English) => format!("below {bound}%"),
        (CardScale::Points, Language::Chinese) => format!("达到{bound}个百分点"),
        (CardScale::Points, Language::English) => format!("{bound} percentage points or more"),
        (CardScale::Count, Language::Chinese) => format!("达到{bound}项"),
        (CardScale::Count, Language::English) => format!("{bound} or more"),
    }
}

/// The reason of a card in one sentence, with every number that decided it.
pub fn reason(card: &CardResult, standing: Option<&Standing>, language: Language) -> String {
    let zh = language == Language::Chinese;
    match card.level {
        CardLevel::NotReported => {
            return pick!(language, "本季度数据应报未报。", "The return of this quarter is due and missing.")
                .to_owned();
        }
        CardLevel::Undetermined => {
            let gaps = card.measures.iter().filter(|measure| measure.level.is_none());
            let gaps = language.join(gaps.map(|measure| {
                say!(
                    language,
                    "{}（{}）",
                    "{} ({})",
                    terms::name(measure.kind, language),
                    card.figures(measure).value().or_why(language)
                )
            }));
            return if zh {
                format!("{gaps}无法计算，本季度不作判定。")
            } else {
                format!("Not determined, since this cannot be computed: {gaps}.")
            };
        }
        CardLevel::Normal | CardLevel::Yellow | CardLevel::Red => {}
    }
    let decisive: Vec<&MeasureResult> = card
        .measures
        .iter()
        .filter(|measure| card.level == CardLevel::Normal || measure.level == Some(card.level))
        .collect();
    let clauses = decisive.iter().map(|measure| clause(card, measure, standing, language));
    let body = clauses.collect::<Vec<_>>().join(pick!(language, "；", "; "));
    let streak = match (card.level, card.streak) {
        (CardLevel::Yellow | CardLevel::Red, streak @ 2..) if zh => {
            format!("；连续{streak}个季度{}", terms::name(card.level, language))
        }
        (CardLevel::Yellow | CardLevel::Red, streak @ 2..) => {
            format!("; {} for {streak} quarters running", terms::name(card.level, language))
        }
        _ => String::new(),
    };
    format!("{body}{streak}{}", pick!(language, "。", "."))
}

fn clause(card: &CardResult, measure: &MeasureResult, standing: Option<&Standing>, language: Language) -> String {
    let (level, figures) = (card.level, card.figures(measure));
    let reached = if level == CardLevel::Red { figures.red() } else { figures.yellow() };
    let bound = threshold(measure.kind, reached, language);
    let value = figures.value().or_why(language);
    match (&measure.value, measure.kind) {
        (Ok(MeasureValue::Ratio(_)), kind) => {
            let what = standing.map_or("", |standing| terms::name(standing.measure, language));
            let exact = |figure: fn(StandingFigures<'_>) -> Figure<'_>| {
                let said = standing.and_then(|standing| figure(standing.figures()).exact(language));
                said.unwrap_or_else(|| MISSING.to_owned())
            };
            let completed = exact(|own| own.completed());
            let (plan, against) = match kind {
                CardMeasureKind::PeriodPlanRate => {
                    (pick!(language, "截至本季末计划", "the plan to date of"), exact(|own| own.plan_to_date()))
                }
                CardMeasureKind::CalendarPace | CardMeasureKind::LagPoints | CardMeasureKind::OverdueTasks => {
                    (pick!(language, "年度计划", "the annual plan of"), exact(|own| own.plan_year()))
                }
            };
            let name = terms::name(kind, language);
            match (language, level) {
                (Language::Chinese, CardLevel::Normal) => {
                    format!("{what}完成{completed}，{plan}{against}，{name}{value}")
                }
                (Language::Chinese, _) => format!("{what}完成{completed}，{plan}{against}，{name}{value}，{bound}"),
                (Language::English, CardLevel::Normal) => {
                    format!("{what}: {completed} against {plan} {against}, {name} {value}")
                }
                (Language::English, _) => {
                    format!("{what}: {completed} against {plan} {against}, {name} {value}, {bound}")
                }
            }
        }
        (Ok(MeasureValue::Overdue(tasks)), _) => match (language, tasks.is_empty()) {
            (Language::Chinese, true) => "无逾期攻坚任务".to_owned(),
            (Language::English, true) => "no hard task overdue".to_owned(),
            (Language::Chinese, false) if level == CardLevel::Normal => format!("逾期攻坚任务{value}"),
            (Language::Chinese, false) => format!("逾期攻坚任务{value}（{}），{bound}", tasks.join("；")),
            (Language::English, false) if level == CardLevel::Normal => format!("hard tasks overdue: {value}"),
            (Language::English, false) => format!("hard tasks overdue: {value} ({}), {bound}", tasks.join("; ")),
        },
        (Err(_), _) => format!("{}: {value}", terms::name(measure.kind, language)),
    }
}

/// What would have lifted the card to a better one.
pub fn lift(card: &CardResult, lift: &Lift, language: Language) -> String {
    let needs = lift.needs.iter().map(|need| {
        let amount = card.need_figure(need).exact(language).unwrap_or_default();
        match need {
            Need::Investment { kind, above, .. } => {
                let least = match above {
                    true => pick!(language, "超过", "more than"),
                    false => pick!(language, "至少", "at least"),
                };
                say!(
                    language,
                    "截至季末再多完成投资{least}{amount}（{}）",
                    "{least} {amount} more completed by the quarter's end ({})",
                    terms::name(*kind, language)
                )
            }
            Need::Tasks(_) => say!(
                language,
                "截至季末再完成逾期攻坚任务{amount}",
                "{amount} more overdue tasks done by the quarter's end"
            ),
        }
    });
    let needs = needs.collect::<Vec<_>>().join(pick!(language, "，并且", ", and "));
    let to = terms::name(lift.to, language);
    match (language, lift.to) {
        (Language::Chinese, CardLevel::Normal) => format!("{needs}，即可不亮牌。"),
        (Language::Chinese, _) => format!("{needs}，即转为{to}。"),
        (Language::English, CardLevel::Normal) => format!("No card with {needs}."),
        (Language::English, _) => format!("A {to} instead with {needs}."),
    }
}
