//! The award ledger.

use super::column::*;
use super::{Definition, Row, Value};
use crate::evaluate::Evaluation;
use crate::evaluate::award::{AwardGap, AwardState};
use crate::evaluate::figures::{amount_due, paid_of};
use crate::figure::measures::awards;
use crate::model::{Coded as _, Section, Site};

pub(super) const TABLE: Definition = Definition {
    name: "awards",
    title: pair!("奖补资金台账", "Award ledger"),
    description: pair!(
        "一行为一项政策下一个小镇一年的一项奖补，按政策、小镇、年度排列；算不出的写明原因，不写0",
        "One row per award of a policy, town and year, by policy, town and year; what cannot be computed says why and is never 0",
    ),
    section: Some(Section::Awards),
    columns: &[
        column("policy", Kind::Text, pair!("政策", "Policy"), pair!("政策代号", "Id of the award policy")),
        column(
            "case",
            Kind::Text,
            pair!("情形", "Case"),
            pair!("政策中的情形代号；不能确定为空", "Id of the policy's case; empty where it cannot be told"),
        ),
        TOWN,
        column(
            "year",
            Kind::Integer,
            pair!("考核或命名年度", "Year"),
            pair!("考核年度，或命名年度；不详为空", "Assessment year or year of naming; empty where unknown"),
        ),
        Column::of(&awards::AMOUNT),
        coded(
            "state",
            pair!("状态", "State"),
            pair!("应兑现、已兑现或无法计算", "Due, paid or not computable"),
            AwardState::WORDS,
        ),
        coded(
            "reason",
            pair!("无法计算的原因", "Why not computable"),
            pair!("所缺的事实", "What the facts lack"),
            AwardGap::WORDS,
        ),
        column(
            "published",
            Kind::PartialDate,
            pair!("公布日期", "Published"),
            pair!("等次公布或命名的日期", "Day the grade was published or the town was named"),
        ),
        column(
            "payment_year",
            Kind::Integer,
            pair!("兑现年度", "Year of payment"),
            pair!(
                "政策规定的兑现年度；政策没有规定为空",
                "The year of payment that the policy names; empty where it names none",
            ),
        ),
        column(
            "paid_on",
            Kind::Date,
            pair!("兑现日期", "Paid on"),
            pair!("最近一次兑现的日期", "Day of the last payment"),
        ),
        Column::of(&awards::PAID_AMOUNT),
        column(
            "payment_note",
            Kind::Text,
            pair!("兑现核对", "Doubts about payment"),
            pair!(
                "without_due 无应兑现依据，above_due 超过应兑现金额，before_published 早于公布或命名时间；多项以分号隔开",
                "without_due: no award accounts for it; above_due: more than is due; before_published: paid before the grade or the naming; several joined by semicolons"
            ),
        ),
    ],
    rows,
};

fn rows(_: &Site, evaluation: &Evaluation) -> Vec<Row> {
    let row = |award: &crate::evaluate::award::AwardRow| {
        let gap = match award.state {
            AwardState::Uncomputable(gap) => Some(gap),
            _ => None,
        };
        row![
            &award.policy,
            award.case.as_ref(),
            &award.town,
            award.year,
            amount_due(award),
            award.state,
            gap,
            award.published,
            award.payment_year,
            award.paid_on,
            paid_of(award),
            Value::list(award.doubts.iter().map(|doubt| doubt.code())),
        ]
    };
    evaluation.awards.iter().map(row).collect()
}
