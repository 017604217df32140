//! Annual assessment (年度考评, ¶4): the years on record, and the city office's methods with weights and thresholds.

use super::compose::{figure_column, line, paragraph, section, table, text_column};
use super::context::{Context, Here};
use super::parts::{Cell, Fact, Part, SectionView, TableRow, words};
use super::{PageKind, PageView, Planned, address};
use crate::figure::Figure;
use crate::figure::measures::assessments as measures;
use crate::language::Language;
use crate::model::{AssessmentMethod, Assessor, ColumnId, ComponentKind};
use crate::words::terms;

/// The list, where the edition shows assessments.
pub fn plan(context: Context) -> Vec<Planned> {
    vec![Planned::new(PageKind::Assessments, address::top("assessments"), move || page(context))]
}

fn page(context: Context) -> PageView {
    let here = context.from(address::top("assessments"));
    let mut view = here.column_view(ColumnId::Assessments, pick!(context, "年度考评", "Annual assessment"));
    view.lead = words(pick!(
        context,
        "省级考核等次由省里公布，决定奖补；市级考评由市特镇办按办法评定，计入县（市、区）综合考核。两者分列，不混用。",
        "The province's grades are as published and decide the award money; the city office's assessment follows its own method and enters the county's. The two are never mixed."
    ));
    view.sections.push(section("years", pick!(context, "各年度", "Years"), vec![years(&here)]));
    view.sections.push(section("scales", pick!(context, "等次", "Scales of grades"), vec![scales(&here)]));
    let methods = &context.site.rules.assessment_methods;
    view.sections.extend(methods.iter().rev().map(|method| {
        let id = format!("method-{}", method.id);
        section(id, method.name.0.clone(), self::method(&here, method))
    }));
    if methods.is_empty() {
        let nothing = paragraph(pick!(
            context,
            "没有收录市级考评办法，市级考评不作计算。",
            "No method of the city office is on record, so no score is computed."
        ));
        view.sections.push(section(
            "method",
            pick!(context, "市级考评办法", "The city office's method"),
            vec![nothing],
        ));
    }
    view.sections.push(section(
        "see-also",
        pick!(context, "相关", "See also"),
        vec![line(here.inline(pick!(context, "全部规则", "All rules"), &address::top("rules")))],
    ));
    here.finish(view)
}

fn years(here: &Here) -> Part {
    let rows = here.evaluation.assessments.iter().rev().map(|(&year, assessment)| {
        let by = |assessor: Assessor| {
            let recorded = assessment.recorded.iter();
            recorded.filter(|(slug, at)| here.town(slug).assessments[*at].assessor == assessor).count()
        };
        let scored = assessment.scores.values().filter(|score| score.score.is_some()).count();
        let label = match here.language {
            Language::Chinese => format!("{year}年"),
            Language::English => year.to_string(),
        };
        TableRow::of(vec![
            Cell::rich(here.inline(label, &address::assessment(year))),
            Cell::words(by(Assessor::Province).to_string()),
            Cell::words(by(Assessor::City).to_string()),
            Cell::words(scored.to_string()),
            Cell::words((assessment.scores.len() - scored).to_string()),
        ])
    });
    let columns = vec![
        text_column(pick!(here, "年度", "Year")),
        figure_column(pick!(here, "省级考核等次（个）", "Grades of the province")),
        figure_column(pick!(here, "市级公布等次（个）", "Grades published by the city office")),
        figure_column(pick!(here, "市级按办法得分（个）", "Scores by the city's method")),
        figure_column(pick!(here, "市级无法计算（个）", "Scores not computable")),
    ];
    let caption = pick!(here, "各年度考核、考评收录情况", "What is on record, by year");
    table(caption, columns, rows.collect(), pick!(here, "目前没有收录考核结果。", "No assessment is on record."))
}

fn scales(here: &Here) -> Part {
    let rows = here.site.rules.scales.iter().map(|scale| {
        let grades: Vec<&str> = scale.grades.iter().map(|grade| grade.name.0.as_str()).collect();
        TableRow::of(vec![
            Cell::words(terms::name(scale.assessor, here.language)),
            Cell::words(here.categories(&scale.lists)),
            Cell::words(grades.join(pick!(here, "、", ", "))),
        ])
    });
    let columns = [
        pick!(here, "考核者", "Assessor"),
        pick!(here, "名单", "List"),
        pick!(here, "等次（从高到低）", "Grades, best first"),
    ];
    let caption = pick!(here, "各类名单的等次", "Grades of each list");
    table(
        caption,
        columns.map(text_column).into(),
        rows.collect(),
        pick!(here, "没有收录等次。", "No scale is on record."),
    )
}

/// A method: when it holds, its basis, its parts with their weights, its thresholds.
pub fn method(here: &Here, method: &AssessmentMethod) -> Vec<Part> {
    let span = match (method.to, here.language) {
        (Some(to), Language::Chinese) if to == method.from => format!("{}年度", method.from),
        (Some(to), Language::Chinese) => format!("{}—{to}年度", method.from),
        (None, Language::Chinese) => format!("{}年度起", method.from),
        (Some(to), Language::English) if to == method.from => method.from.to_string(),
        (Some(to), Language::English) => format!("{}–{to}", method.from),
        (None, Language::English) => format!("from {} on", method.from),
    };
    let facts = vec![
        Fact::new(pick!(here, "适用年度", "Years"), words(span)),
        Fact::new(pick!(here, "依据", "Basis"), here.basis(&method.basis)),
    ];
    let rows = method.components.iter().map(|component| {
        let weight = Figure::of(&measures::WEIGHT, component.weight);
        TableRow::of(vec![
            Cell::words(component.name.0.clone()),
            Cell::words(weight.written_with_unit(here.language).unwrap_or_default()),
            Cell::words(component_words(component.kind, here.language)),
        ])
    });
    let columns = vec![
        text_column(pick!(here, "组成", "Part")),
        figure_column(pick!(here, "权重", "Weight")),
        text_column(pick!(here, "怎样得出（0—100分）", "How it is found (0 to 100)")),
    ];
    let components = table(
        here.labelled(&method.name, pick!(here, "组成与权重", "parts and weights")),
        columns,
        rows.collect(),
        pick!(here, "没有收录组成。", "No part is on record."),
    );
    let rows = method.grades.iter().map(|grade| {
        let name = here.grade(Assessor::City, None, &grade.grade);
        TableRow::of(vec![
            Cell::words(name),
            Cell::words(Figure::of(&measures::GRADE_FROM, grade.from).written().unwrap_or_default()),
        ])
    });
    let columns = vec![
        text_column(pick!(here, "等次", "Grade")),
        figure_column(pick!(here, "起点分（含）", "From the score, inclusive")),
    ];
    let thresholds = table(
        here.labelled(&method.name, pick!(here, "等次起点", "thresholds of grades")),
        columns,
        rows.collect(),
        pick!(here, "没有收录等次起点。", "No threshold is on record."),
    );
    let how = paragraph(pick!(
        here,
        "得分＝各组成得分×权重之和，按未舍入的得分定等次，显示时四舍五入到两位小数；任一组成无法计算，则得分无法计算。",
        "The score is the sum of each part × its weight. The grade goes by the exact score, which is shown rounded half up to two digits; where a part cannot be computed, the score cannot be either."
    ));
    vec![Part::Facts { rows: facts }, components, thresholds, how]
}

fn component_words(kind: ComponentKind, language: Language) -> &'static str {
    match kind {
        ComponentKind::AnnualPlanRate => pick!(
            language,
            "第四季度所在榜单的年度计划完成率，超过100按100计",
            "completion of the annual plan of the board's measure in the fourth quarter, at most 100"
        ),
        ComponentKind::TasksOnTime => pick!(
            language,
            "当年到期攻坚任务中按期完成的比例；当年没有到期任务的按100计",
            "share of the hard tasks due in the year that were done in time; 100 where none was due"
        ),
        ComponentKind::Cards => pick!(
            language,
            "当年各已判定季度的平均：正常100，黄牌60，红牌0",
            "mean over the year's judged quarters: 100 on track, 60 yellow, 0 red"
        ),
        ComponentKind::Given => pick!(language, "市特镇办评分", "the city office's own score"),
    }
}

/// The method of an id.
pub fn find<'a>(here: &Here<'a>, id: &crate::units::Slug) -> Option<&'a AssessmentMethod> {
    here.site.rules.assessment_methods.iter().find(|method| &method.id == id)
}

/// A section that shows a method.
pub fn method_section(here: &Here, found: &AssessmentMethod) -> SectionView {
    section(format!("method-{}", found.id), pick!(here, "考评办法", "The method"), method(here, found))
}
