//! A town's record beside investment: standards, published figures, categories, grades, awards, experts, support, honours.

use super::compose::{figure_column, section, table, text_column};
use super::context::Here;
use super::lists::List;
use super::parts::{Cell, Inline, Part, Rich, SectionView, Table, TableRow, remark, words};
use super::{address, drawings};
use crate::evaluate::award::{AwardRow, AwardState};
use crate::evaluate::figures;
use crate::evaluate::standard::StandardResult;
use crate::language::{Language, many};
use crate::model::{Assessor, FindingState, Leader, Section, Town};
use crate::units::Slug;
use crate::words::{award as award_words, numbers, standard as standard_words, terms};

/// From when to when a leader holds or held the post.
pub fn leader_span(here: &Here, leader: &Leader) -> String {
    let from = leader.from.map(|day| numbers::partial(day, here.language));
    let to = leader.to.map(|day| numbers::partial(day, here.language));
    match (from, to, here.language) {
        (None, None, _) => String::new(),
        (Some(from), None, Language::Chinese) => format!("{from}起"),
        (Some(from), None, Language::English) => format!("since {from}"),
        (from, Some(to), Language::Chinese) => format!("{}至{to}", from.unwrap_or_default()),
        (from, Some(to), Language::English) => format!("{} to {to}", from.unwrap_or_default()),
    }
}

pub fn standards(here: &Here, slug: &Slug) -> Option<SectionView> {
    let results = &here.evaluation.towns[slug].standards;
    let chart = |result: &StandardResult| {
        let rule = here.site.rules.standards.iter().find(|rule| rule.id == result.standard);
        drawings::standard(here, slug, rule.map_or("", |rule| &rule.name), result, standard_table(here, slug, result))
    };
    let parts: Vec<Part> = results.iter().map(chart).collect();
    if parts.is_empty() {
        return None;
    }
    let more = here.link(pick!(here, "标准全文与依据", "The standards and their basis"), &address::top("standards"));
    let met: usize = results.iter().map(StandardResult::met).sum();
    let all: usize = results.iter().map(|result| result.items.len()).sum();
    let gist = say!(here.language, "{all}项中达标{met}项", "{met} of {all} met");
    Some(section("standards", pick!(here, "达标对照", "Against the standard"), parts).with_more(more).folded(gist))
}

/// A town's distance from one standard.
pub fn standard_table(here: &Here, slug: &Slug, result: &StandardResult) -> Table {
    let name = here.site.rules.standards.iter().find(|rule| rule.id == result.standard).map_or("", |rule| &rule.name);
    let rows = result.items.iter().map(|item| {
        let figures = item.figures(slug, &result.standard);
        let value = match &item.value {
            Some(held) => {
                let mut text = words(figures.value().shown(here.language));
                text.push(remark(standard_words::period(&held.period, here.language)));
                if let Some(source) = &held.source {
                    text.extend(here.source(source));
                }
                Cell::rich(text)
            }
            None => Cell::missing(pick!(here, "数据缺失", "no value")),
        };
        TableRow::town(
            slug,
            vec![
                Cell::words(item.name.clone()),
                Cell::words(standard_words::bound(item.bound, &item.unit, here.language)),
                value,
                here.figure_cell(figures.attained().unmarked(), ""),
                Cell::words(standard_words::verdict(figures, here.language)),
            ],
        )
    });
    let columns = vec![
        text_column(pick!(here, "指标", "Item")),
        text_column(pick!(here, "标准", "Required")),
        figure_column(pick!(here, "现值", "Value")),
        figure_column(pick!(here, "达到标准的", "Of the standard")),
        text_column(pick!(here, "结论", "Verdict")),
    ];
    Table::new(name, columns, rows.collect(), pick!(here, "该标准没有指标。", "The standard has no items."))
}

pub fn assessments(here: &Here, slug: &Slug, town: &Town) -> Option<SectionView> {
    if !here.shows(Section::Assessments) {
        return None;
    }
    let mut rows: Vec<TableRow> = Vec::new();
    for assessment in &town.assessments {
        let scales = here.site.rules.scales.iter();
        let scale =
            scales.into_iter().find(|s| s.assessor == assessment.assessor && s.lists.contains(&assessment.list));
        let grade = scale.and_then(|scale| scale.grades.iter().find(|grade| grade.id == assessment.grade));
        let grade = grade.map_or(assessment.grade.0.as_str(), |grade| &grade.name);
        let published = assessment.published.map_or_else(
            || Cell::missing(pick!(here, "未载明", "not stated")),
            |day| Cell::words(numbers::partial(day, here.language)),
        );
        let document: Rich = assessment.document.iter().flat_map(|text| words(text.0.clone())).collect();
        let source = assessment.source.as_ref().map(|source| here.source(source)).unwrap_or_default();
        let remark = assessment.note.iter().map(|text| remark(text.0.clone()));
        rows.push(TableRow::of(vec![
            Cell::rich(here.inline(assessment.year.to_string(), &address::assessment(assessment.year.0))),
            Cell::words(terms::name(assessment.assessor, here.language)),
            Cell::words(terms::name(assessment.list, here.language)),
            Cell::words(grade).with_data("grade", assessment.grade.0.clone()),
            Cell::missing(""),
            published,
            Cell::rich(document.into_iter().chain(source).chain(remark).collect()),
        ]));
    }
    for (&year, assessment) in &here.evaluation.assessments {
        let Some(score) = assessment.scores.get(slug) else { continue };
        let text = here.figure_cell(figures::score(slug, year, score), pick!(here, "无法计算", "cannot be computed"));
        rows.push(TableRow::of(vec![
            Cell::rich(here.inline(year.to_string(), &address::assessment(year))),
            Cell::words(pick!(here, "市级考评（按办法计算）", "city, by its method")),
            Cell::words(terms::name(score.category, here.language)),
            score.grade.as_ref().map_or_else(
                || Cell::missing(pick!(here, "不定等次", "no grade")),
                |grade| Cell::words(here.grade(Assessor::City, Some(score.category), grade)),
            ),
            text,
            Cell::missing(""),
            Cell::rich(here.inline(pick!(here, "计算过程", "How it is computed"), &address::assessment(year))),
        ]));
    }
    let mut parts = Vec::new();
    let held = rows.len();
    let columns = vec![
        text_column(pick!(here, "年度", "Year")),
        text_column(pick!(here, "考核主体", "Assessor")),
        text_column(pick!(here, "名单", "List")),
        text_column(pick!(here, "等次", "Grade")),
        text_column(pick!(here, "得分", "Score")),
        text_column(pick!(here, "公布时间", "Published")),
        text_column(pick!(here, "文件与来源", "Document and source")),
    ];
    parts.push(table(
        pick!(here, "年度考核考评", "Annual assessment"),
        columns,
        rows,
        pick!(here, "未收录考核结果。", "No grade is on record."),
    ));
    if !town.warnings.is_empty() {
        let items = town.warnings.iter().map(|warning| {
            let document = warning.document.as_ref().map_or(String::new(), |document| format!("（{document}）"));
            words(format!("{} {} {}{document}", warning.on, terms::name(warning.by, here.language), warning.text))
        });
        parts.push(Part::Subheading { id: None, text: words(pick!(here, "点名预警", "Warnings by name")) });
        parts.push(Part::List { ordered: false, items: items.collect() });
    }
    let section = section("assessments", pick!(here, "考核考评", "Assessment"), parts);
    let all = here.link(pick!(here, "各年度考评", "All years"), &address::top("assessments"));
    let section = section.folded(many(here.language, held, pair!("次", "assessment")));
    Some(if here.has(List::Assessments) { section.with_more(all) } else { section })
}

pub fn awards(here: &Here, rows: &[&AwardRow]) -> Option<SectionView> {
    let rows: Vec<TableRow> = rows
        .iter()
        .map(|row| {
            let cases = here.site.rules.awards.iter().flat_map(|policy| &policy.cases);
            let case = row.case.as_ref().and_then(|id| cases.into_iter().find(|case| &case.id == id));
            let gap = match row.state {
                AwardState::Uncomputable(gap) => terms::name(gap, here.language),
                _ => "",
            };
            let mut state = words(terms::name(row.state, here.language));
            if !gap.is_empty() {
                state.push(remark(gap));
            }
            if let Some(year) = row.payment_year.filter(|_| row.late) {
                state.push(remark(award_words::late(year, here.language)));
            }
            state.extend(row.doubts.iter().map(|doubt| remark(terms::name(*doubt, here.language))));
            if row.state == AwardState::PartlyPaid
                && let Some(paid) = figures::paid_of(row).exact(here.language)
            {
                state.push(remark(paid));
            }
            TableRow::of(vec![
                row.year.map_or_else(|| Cell::missing(""), |year| Cell::words(year.to_string())),
                case.map_or_else(|| Cell::missing(""), |case| Cell::words(case.name.0.clone())),
                here.figure_cell(figures::amount_due(row), pick!(here, "无法计算", "cannot be computed")),
                row.published
                    .map_or_else(|| Cell::missing(""), |day| Cell::words(numbers::partial(day, here.language))),
                row.paid_on.map_or_else(
                    || row.payment_year.map_or_else(|| Cell::missing(""), |year| Cell::words(year.to_string())),
                    |day| Cell::words(day.to_string()),
                ),
                Cell::rich(state),
            ])
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let columns = vec![
        text_column(pick!(here, "考核（命名）年度", "Year")),
        text_column(pick!(here, "情形", "Case")),
        figure_column(pick!(here, "金额（万元）", "Amount (ten thousand yuan)")),
        text_column(pick!(here, "公布时间", "Published")),
        text_column(pick!(here, "兑现时间", "Payment")),
        text_column(pick!(here, "状态", "State")),
    ];
    let gist = many(here.language, rows.len(), pair!("笔", "award"));
    let table = Table::new(pick!(here, "奖补资金", "Award money"), columns, rows, "");
    let more = here.link(pick!(here, "奖补台账", "Award ledger"), &address::top("awards"));
    let section = section("awards", pick!(here, "奖补资金", "Award money"), vec![Part::Table(table)]);
    Some(section.with_more(more).folded(gist))
}

pub fn interviews(here: &Here, slug: &Slug, town: &Town) -> Option<SectionView> {
    if !here.shows(Section::Interviews) {
        return None;
    }
    let mut items: Vec<Rich> = Vec::new();
    for (&quarter, entry) in here.evaluation.towns[slug].quarters.iter().rev() {
        for trigger in &entry.triggers {
            items.push(words(format!(
                "{}{}{}",
                numbers::quarter(quarter, here.language),
                pick!(here, "：", ": "),
                super::trigger_words(here, slug, quarter, trigger)
            )));
        }
    }
    for interview in town.interviews.iter().rev() {
        let with = here.language.join(interview.with.iter().map(|post| post.0.as_str()));
        let result = interview
            .result
            .as_ref()
            .map_or(String::new(), |result| format!("{}{result}", pick!(here, "；议定：", "; agreed: ")));
        let with = if with.is_empty() {
            String::new()
        } else {
            format!("{}{with}", pick!(here, "；约谈对象：", "; with: "))
        };
        items.push(words(format!(
            "{}{}{}{with}{result}",
            interview.on,
            pick!(here, " 已约谈：", " held: "),
            interview.reason
        )));
    }
    if items.is_empty() {
        return None;
    }
    let gist = many(here.language, items.len(), pair!("条", "item"));
    Some(
        section("interviews", pick!(here, "约谈", "Interviews"), vec![Part::List { ordered: false, items }])
            .folded(gist)
            .with_more(here.link(pick!(here, "全部约谈", "All interviews"), &address::top("interviews"))),
    )
}

pub fn experts(here: &Here, town: &Town) -> Option<SectionView> {
    let experts = town.experts.as_ref().filter(|_| here.shows(Section::Experts))?;
    let mut items = vec![words(format!(
        "{}{}",
        pick!(here, "常设成员：", "Standing members: "),
        here.language.join(experts.standing.iter().map(|m| m.0.as_str()))
    ))];
    if !experts.extra.is_empty() {
        items.push(words(format!(
            "{}{}",
            pick!(here, "按产业和项目增加：", "By industry and project: "),
            here.language.join(experts.extra.iter().map(|m| m.0.as_str()))
        )));
    }
    if !experts.think_tanks.is_empty() {
        items.push(words(format!(
            "{}{}",
            pick!(here, "柔性智库：", "Think tanks: "),
            here.language.join(experts.think_tanks.iter().map(|m| m.0.as_str()))
        )));
    }
    let members = experts.standing.len() + experts.extra.len();
    let gist = many(here.language, members, pair!("个成员单位", "member"));
    Some(
        section(
            "experts",
            pick!(here, "“5+X”专家组", "\u{201c}5+X\u{201d} expert group"),
            vec![Part::List { ordered: false, items }],
        )
        .folded(gist)
        .with_more(here.link(pick!(here, "全部专家组", "All expert groups"), &address::top("experts"))),
    )
}

pub fn findings(here: &Here, town: &Town) -> Option<SectionView> {
    if town.findings.is_empty() || !here.shows(Section::Findings) {
        return None;
    }
    let rows = town.findings.iter().rev().map(|finding| {
        let mut state = words(terms::name(finding.state, here.language));
        if let Some(closed) = finding.closed {
            state.push(remark(closed.to_string()));
        }
        TableRow::of(vec![
            Cell::words(finding.on.to_string()),
            Cell::words(finding.weakness.0.clone()),
            finding.measure.as_ref().map_or_else(|| Cell::missing(""), |measure| Cell::words(measure.0.clone())),
            Cell::rich(state),
        ])
    });
    let columns = vec![
        text_column(pick!(here, "日期", "Day")),
        text_column(pick!(here, "短板", "Weakness")),
        text_column(pick!(here, "措施", "Measure")),
        text_column(pick!(here, "情况", "State")),
    ];
    let table = Table::new(pick!(here, "专家诊断", "Findings"), columns, rows.collect(), "");
    let open = town.findings.iter().filter(|finding| finding.state == FindingState::Open).count();
    let gist = say!(here.language, "共{}条，整改中{open}条", "{}, {open} open", town.findings.len());
    Some(
        section("findings", pick!(here, "专家诊断与整改", "Findings"), vec![Part::Table(table)])
            .folded(gist)
            .with_more(here.link(pick!(here, "全部短板与对策", "All findings"), &address::top("experts"))),
    )
}

pub fn support(here: &Here, slug: &Slug, town: &Town) -> Option<SectionView> {
    if town.support.is_empty() {
        return None;
    }
    let rows = town.support.iter().map(|support| {
        let amount = figures::support(slug, support).worded(here.language);
        TableRow::of(vec![
            Cell::words(terms::name(support.kind, here.language)),
            support.title.as_ref().map_or_else(|| Cell::missing(""), |title| Cell::words(title.0.clone())),
            amount.map_or_else(|| Cell::missing(""), Cell::words),
            Cell::words(numbers::partial(support.on, here.language)),
            support.document.as_ref().map_or_else(|| Cell::missing(""), |document| Cell::words(document.0.clone())),
        ])
    });
    let columns = vec![
        text_column(pick!(here, "类别", "Kind")),
        text_column(pick!(here, "内容", "What")),
        figure_column(pick!(here, "数额", "Amount")),
        text_column(pick!(here, "时间", "When")),
        text_column(pick!(here, "文号", "Document")),
    ];
    let table = Table::new(pick!(here, "政策支持", "Support"), columns, rows.collect(), "");
    Some(
        section("support", pick!(here, "政策支持", "Support"), vec![Part::Table(table)])
            .folded(many(here.language, town.support.len(), pair!("项", "item")))
            .with_more(here.link(pick!(here, "全部支持事项", "All support"), &address::top("support"))),
    )
}

pub fn honours(here: &Here, town: &Town) -> Option<SectionView> {
    if town.honours.is_empty() {
        return None;
    }
    let items = town.honours.iter().map(|honour| {
        let by = honour.by.as_ref().map_or(String::new(), |by| format!("，{by}"));
        let mut line =
            words(format!("{} {}（{}{by}）", honour.year, honour.title, terms::name(honour.kind, here.language)));
        if let Some(source) = &honour.source {
            line.push(Inline { text: " ".to_owned(), ..Inline::default() });
            line.extend(here.source(source));
        }
        line
    });
    Some(
        section("honours", pick!(here, "荣誉", "Honours"), vec![Part::List { ordered: false, items: items.collect() }])
            .folded(many(here.language, town.honours.len(), pair!("项", "honour")))
            .with_more(here.link(pick!(here, "全部荣誉", "All honours"), &address::top("support"))),
    )
}
