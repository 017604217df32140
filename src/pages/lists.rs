//! Which lists the site has. One that would list nothing is no page, unless the editors gave it a column of their own: an
//! empty column (空白栏目) is a fault in an inspection, and the audit `empty-column` tells of those that were asked for.
//!
//! Every link to such a page stands where something is listed, or asks here first.

use super::context::Context;
use crate::evaluate::lookup;
use crate::model::{ColumnId, Section, Town};

/// A page that lists what the content may not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// 晾晒榜单
    Boards,
    /// 重点项目
    Projects,
    /// 季度分析
    Analyses,
    /// 年度考评
    Assessments,
    /// 奖补资金
    Awards,
    /// 总体目标
    Targets,
    /// 达标对照
    Standards,
    /// 标杆小镇
    Showcase,
    /// 小镇故事
    Stories,
    /// 故事归档
    Archive,
    /// 标签
    Tags,
    /// 做法交流
    Exchange,
    /// 政策文件
    Policies,
    /// 专家把脉
    Experts,
    /// 约谈
    Interviews,
    /// 荣誉与支持
    Support,
    /// 资料来源
    Sources,
}

impl List {
    /// The column that asks for it.
    fn column(self) -> Option<ColumnId> {
        match self {
            Self::Boards => Some(ColumnId::Boards),
            Self::Projects => Some(ColumnId::Projects),
            Self::Analyses => Some(ColumnId::Analysis),
            Self::Assessments => Some(ColumnId::Assessments),
            Self::Awards => Some(ColumnId::Awards),
            Self::Targets => Some(ColumnId::Targets),
            Self::Standards => Some(ColumnId::Standards),
            Self::Showcase => Some(ColumnId::Showcase),
            Self::Stories => Some(ColumnId::Stories),
            Self::Policies => Some(ColumnId::Policies),
            Self::Archive | Self::Tags | Self::Exchange => None,
            Self::Experts | Self::Interviews | Self::Support | Self::Sources => None,
        }
    }

    /// The sections of which the edition must show one; none where it is for everyone.
    fn sections(self) -> &'static [Section] {
        match self {
            Self::Analyses => &[Section::Analysis],
            Self::Assessments => &[Section::Assessments],
            Self::Awards => &[Section::Awards],
            Self::Experts => &[Section::Experts, Section::Findings],
            Self::Interviews => &[Section::Interviews],
            _ => &[],
        }
    }
}

impl Context<'_> {
    /// Whether the site has the page of a list. It may look through all towns: to be asked once a page of all towns, not on
    /// each town's.
    pub fn has(&self, list: List) -> bool {
        let sections = list.sections();
        let is_shown = sections.is_empty() || sections.iter().any(|section| self.shows(*section));
        is_shown && (list.column().is_some_and(|id| self.column(id).is_some()) || self.holds(list))
    }

    /// Whether there is anything to list.
    fn holds(&self, list: List) -> bool {
        let (site, evaluation) = (self.site, self.evaluation);
        let rules = &site.rules;
        let towns = |has: fn(&Town) -> bool| site.towns.values().any(|town| has(town));
        match list {
            List::Boards => evaluation.boards.values().any(|boards| !boards.is_empty()),
            List::Projects => towns(|town| !town.projects.is_empty()),
            List::Analyses => site.quarters.values().any(|report| report.analysis.is_some()),
            List::Assessments => !evaluation.assessments.is_empty() || !rules.assessment_methods.is_empty(),
            List::Awards => !rules.awards.is_empty() || towns(|town| !town.payments.is_empty()),
            List::Targets => !rules.targets.is_empty(),
            List::Standards => {
                !rules.standards.is_empty() || !rules.scenic.is_empty() || towns(|town| !town.scenic.is_empty())
            }
            // Where a rule is in force, the page says why nobody is chosen.
            List::Showcase => {
                let rules = evaluation.latest().and_then(|quarter| lookup::rule_set_on(site, quarter.last_day()));
                !evaluation.showcase.is_empty() || rules.is_some_and(|rules| rules.showcase.is_some())
            }
            List::Stories | List::Archive => !site.stories.is_empty(),
            List::Tags => site.stories.values().any(|story| !story.meta.tags.is_empty()),
            List::Exchange => site.stories.values().any(|story| super::exchange::is_one(story)),
            List::Policies => !site.policies.is_empty(),
            List::Experts => {
                self.shows(Section::Experts) && towns(|town| town.experts.is_some())
                    || self.shows(Section::Findings) && towns(|town| !town.findings.is_empty())
            }
            // That no trigger was met is an answer where there are triggers.
            List::Interviews => {
                let mut rules = evaluation.quarters.iter().filter_map(|q| lookup::rule_set_on(site, q.last_day()));
                rules.any(|rules| !rules.interviews.is_empty())
                    || towns(|town| !town.interviews.is_empty() || !town.warnings.is_empty())
            }
            List::Support => towns(|town| !town.honours.is_empty() || !town.support.is_empty()),
            List::Sources => !site.sources.is_empty(),
        }
    }
}
