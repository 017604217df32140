//! Award money, payments and support.

use super::super::measure::{Measure, MeasureUnit, TimeBasis};
use super::super::tables;

/// Amount.
pub static AMOUNT: Measure = Measure::new(
    Some(&tables::AWARDS),
    "amount",
    MeasureUnit::TenThousandYuan,
    TimeBasis::InYear,
    pair!("应奖补金额", "Amount"),
    pair!("按政策应得，万元；无法计算为空", "Due by the policy, in 10,000 yuan; empty where it cannot be computed"),
);

/// Paid.
pub static PAID_AMOUNT: Measure = Measure::new(
    Some(&tables::AWARDS),
    "paid_amount",
    MeasureUnit::TenThousandYuan,
    TimeBasis::AsOfDay,
    pair!("兑现金额", "Paid"),
    pair!("实际兑现金额，分期兑现的合计，万元", "Amount paid, instalments summed, in 10,000 yuan"),
);

/// Amount.
pub static PAYMENT: Measure = Measure::new(
    Some(&tables::PAYMENTS),
    "amount",
    MeasureUnit::TenThousandYuan,
    TimeBasis::AsOfDay,
    pair!("金额", "Amount"),
    pair!("兑现金额，万元", "Amount paid, in 10,000 yuan"),
);

/// Due in all.
pub static DUE_IN_ALL: Measure = Measure::new(
    None,
    "due_in_all",
    MeasureUnit::TenThousandYuan,
    TimeBasis::AsOfDay,
    pair!("应奖补合计", "Due in all"),
    pair!("计入各行的应奖补金额之和，万元", "Sum of what is due by the rows counted, in 10,000 yuan"),
);

/// Paid in all.
pub static PAID_IN_ALL: Measure = Measure::new(
    None,
    "paid_in_all",
    MeasureUnit::TenThousandYuan,
    TimeBasis::AsOfDay,
    pair!("已兑现合计", "Paid in all"),
    pair!("计入各行的兑现金额之和，万元", "Sum of what was paid by the rows counted, in 10,000 yuan"),
);

/// Amount of the case.
pub static CASE_AMOUNT: Measure = Measure::new(
    None,
    "amount",
    MeasureUnit::TenThousandYuan,
    TimeBasis::AsPublished,
    pair!("奖补标准", "Amount of the case"),
    pair!("政策对该情形规定的金额，万元", "What the policy grants in the case, in 10,000 yuan"),
);

/// Amount.
pub static SUPPORT: Measure = Measure::new(
    Some(&tables::SUPPORT),
    "amount",
    MeasureUnit::Own,
    TimeBasis::AsOfDay,
    pair!("数量", "Amount"),
    pair!("按所列单位", "In the unit given"),
);

/// Support in all.
pub static SUPPORT_IN_ALL: Measure = Measure::new(
    None,
    "support_in_all",
    MeasureUnit::Own,
    TimeBasis::AsOfDay,
    pair!("支持合计", "Support in all"),
    pair!("同一种类、同一单位的数量之和", "Sum of the amounts of one kind in one unit"),
);
