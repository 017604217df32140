//! The figures of what is computed and of what the files record: each value with its measure, whose it is, its period, how
//! firm it is, and where it was read. They are made when they are asked for; nothing is computed here.

mod boards;
mod cards;
mod plans;
mod record;
mod released;
mod returns;
mod standards;

pub use boards::{StandingFigures, TotalsFigures, shown_rank};
pub use cards::CardFigures;
pub use plans::{AgainstPlan, PlanFigures, plan_of, plan_of_year};
pub use record::{
    amount_due, county_graded, county_scores, given_score, paid_of, part_of_score, payment, project_report, score,
    support, target_bounds, target_count,
};
pub use released::PublishedFigures;
pub use returns::{ProjectFigures, ReturnFigures, amount_of, no_return, no_return_in_quarter, revised};
pub use standards::{ItemFigures, far_indicator, highlight, indicator, interview_bound, interview_value, published};

use super::assessment::ComponentGap;
use super::award::AwardGap;
use super::board::ReturnState;
use super::card::Uncomputable;
use crate::figure::Reason;

impl Reason for ReturnState {}
impl Reason for Uncomputable {}
impl Reason for AwardGap {}
impl Reason for ComponentGap {}
