//! The award ledger and the showcase in words.

use super::Language;
use crate::evaluate::assessment::ComponentGap;
use crate::evaluate::award::{AwardGap, AwardState};

/// Where an award stands.
pub fn state(state: AwardState, language: Language) -> &'static str {
    match state {
        AwardState::Due => language.pick("应兑现", "due"),
        AwardState::Paid => language.pick("已兑现", "paid"),
        AwardState::Uncomputable(_) => language.pick("无法计算", "cannot be computed"),
    }
}

/// That the year of payment is over and no payment is on record; what the office paid unrecorded is not known here.
pub fn late(year: i32, language: Language) -> String {
    match language {
        Language::Chinese => format!("政策写明的兑现年度（{year}年）已过，未收录兑现记录"),
        Language::English => format!("the policy's payment year, {year}, is over; no payment is on record"),
    }
}

/// Why an award cannot be computed.
pub fn gap(gap: AwardGap, language: Language) -> &'static str {
    match gap {
        AwardGap::NamingDateUnknown => language.pick("命名时间未载明", "the day of naming is not on record"),
        AwardGap::GradeNotPublished => {
            language.pick("未收录该年度省级考核结果", "the province's grade of that year is not on record")
        }
    }
}

/// Why a part of the city's score cannot be computed.
pub fn component_gap(gap: ComponentGap, language: Language) -> &'static str {
    match gap {
        ComponentGap::Rate(reason) => super::terms::uncomputable(reason, language),
        ComponentGap::NotReported => language.pick("第四季度未报送", "the fourth quarter was not reported"),
        ComponentGap::NoCards => language.pick("全年没有可判定的季度", "no quarter of the year was judged"),
        ComponentGap::NoScore => language.pick("未收录市特镇办评分", "the office's score is not on record"),
    }
}
