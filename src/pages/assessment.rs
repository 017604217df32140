//! The assessment of a year: the province's grades list by list, the city's scores part by part, and both by county.

use std::collections::BTreeMap;

use super::assessments::{find, method_section};
use super::compose::{figure_column, paragraph, section, table, text_column};
use super::context::{Context, Here};
use super::parts::{Cell, Part, SectionView, Table, TableRow, remark, words};
use super::{PageView, Pager, Planned, Subject, address};
use crate::evaluate::assessment::{CityScore, ComponentResult, CountyRollUp, YearAssessment};
use crate::evaluate::figures;
use crate::model::{Assessment, AssessmentMethod, Assessor, Category, ColumnId, Section};
use crate::units::{Key, Slug};
use crate::words::terms;

/// A page for each year, where the edition shows assessments.
pub fn plan(context: Context) -> Vec<Planned> {
    if !context.shows(Section::Assessments) {
        return Vec::new();
    }
    let of = |&year: &i32| {
        Planned::about(Subject::Assessment(year), address::assessment(year), move || {
            let years: Vec<i32> = context.evaluation.assessments.keys().copied().collect();
            page(context, year, &years)
        })
    };
    context.evaluation.assessments.keys().map(of).collect()
}

fn page(context: Context, year: i32, years: &[i32]) -> PageView {
    let here = context.from(address::assessment(year));
    let assessment = &context.evaluation.assessments[&year];
    let mut view = here.view(year_title(context, year), Some(ColumnId::Assessments));
    let column = here.column_step(
        ColumnId::Assessments,
        pick!(context, "年度考评", "Annual assessment"),
        address::top("assessments"),
    );
    view.trail = here.trail([column]);
    let place = years.iter().position(|&other| other == year).unwrap_or(0);
    let link = |&year: &i32| here.link(year_title(context, year), &address::assessment(year));
    view.pager = Some(Pager {
        previous: years.get(place + 1).map(link),
        next: place.checked_sub(1).and_then(|earlier| years.get(earlier)).map(link),
        label: None,
    });
    let recorded = recorded(&here, assessment);
    let province = recorded.iter().filter(|(_, grade)| grade.assessor == Assessor::Province).count();
    let scored = assessment.scores.values().filter(|score| score.score.is_some()).count();
    view.lead = words(say!(
        context.language,
        "收录省级考核等次{province}个；市级考评得分{scored}个、无法计算{}个。省级与市级分列，不混用。",
        "{province} grades of the province are on record; the city's method gives {scored} scores, {} cannot be computed. The two are never mixed.",
        assessment.scores.len() - scored
    ));
    view.sections.push(grades(&here, &recorded, Assessor::Province));
    view.sections.push(city(&here, year, assessment));
    if recorded.iter().any(|(_, grade)| grade.assessor == Assessor::City) {
        view.sections.push(grades(&here, &recorded, Assessor::City));
    }
    view.sections.push(counties(&here, year, assessment));
    if let Some(method) = assessment.method.as_ref().and_then(|id| find(&here, id)) {
        view.sections.push(method_section(&here, method));
    }
    here.finish(view)
}

fn year_title(context: Context, year: i32) -> String {
    say!(context.language, "{year}年度考评", "Assessment of {year}")
}

fn recorded<'a>(here: &Here<'a>, assessment: &YearAssessment) -> Vec<(&'a Slug, &'a Assessment)> {
    let mut recorded: BTreeMap<&Slug, Vec<usize>> = BTreeMap::new();
    for (slug, at) in &assessment.recorded {
        recorded.entry(slug).or_default().push(*at);
    }
    let grades = here.ordered_towns().into_iter().flat_map(|(slug, town)| {
        let places = recorded.remove(slug).unwrap_or_default();
        places.into_iter().map(move |at| (slug, &town.assessments[at]))
    });
    grades.collect()
}

/// The grades that one assessor published, list by list, best first.
fn grades(here: &Here, recorded: &[(&Slug, &Assessment)], assessor: Assessor) -> SectionView {
    let mut lists: BTreeMap<Category, Vec<&(&Slug, &Assessment)>> = BTreeMap::new();
    for entry in recorded.iter().filter(|(_, grade)| grade.assessor == assessor) {
        lists.entry(entry.1.list).or_default().push(entry);
    }
    let mut parts = Vec::new();
    for (list, mut entries) in lists {
        entries.sort_by_key(|(_, grade)| place_of(here, assessor, list, &grade.grade));
        let rows = entries.into_iter().map(|(slug, grade)| TableRow::town(slug, grade_cells(here, slug, grade)));
        let columns = [
            pick!(here, "小镇", "Town"),
            pick!(here, "县（市、区）", "County"),
            pick!(here, "等次", "Grade"),
            pick!(here, "公布时间", "Published"),
            pick!(here, "文件", "Document"),
            pick!(here, "来源", "Source"),
        ];
        let name = terms::name(list, here.language);
        let caption = here.labelled(terms::name(assessor, here.language), name);
        let table = Table::new(caption, columns.map(text_column).into(), rows.collect(), "");
        parts.push(Part::Table(table.compact(2, &[1])));
    }
    if parts.is_empty() {
        parts.push(paragraph(pick!(
            here,
            "未收录该年度省级考核等次（尚未公布或未查到）。",
            "The province's grades of this year are not on record (not published yet, or not found)."
        )));
    }
    match assessor {
        Assessor::Province => section("province", pick!(here, "省级考核", "The province's grades"), parts)
            .with_note(words(pick!(here, "按公布结果登记，决定奖补。", "As published; they decide the award money."))),
        Assessor::City => {
            section("city-grades", pick!(here, "市级公布等次", "Grades published by the city office"), parts).with_note(
                words(pick!(
                    here,
                    "公布等次优先于按办法计算的等次。",
                    "A published grade goes before the computed one."
                )),
            )
        }
    }
}

/// Place on the scale, best first; a grade that is on no scale comes last.
fn place_of(here: &Here, assessor: Assessor, list: Category, grade: &Key) -> usize {
    let scale = here.site.rules.scales.iter().find(|scale| scale.assessor == assessor && scale.lists.contains(&list));
    scale.and_then(|scale| scale.grades.iter().position(|entry| &entry.id == grade)).unwrap_or(usize::MAX)
}

fn grade_cells(here: &Here, slug: &Slug, grade: &Assessment) -> Vec<Cell> {
    let mut name = Cell::words(here.grade(grade.assessor, Some(grade.list), &grade.grade));
    name.text.extend(grade.note.as_ref().map(|note| remark(note.0.clone())));
    let mut cells = here.town_cells(slug);
    cells.extend([
        name.with_data("grade", grade.grade.0.clone()),
        here.partial_or_unrecorded(grade.published),
        here.cell_or_unrecorded(grade.document.as_ref()),
        match &grade.source {
            Some(source) => Cell::rich(here.source(source)),
            None => here.cell_or_unrecorded(None::<String>),
        },
    ]);
    cells
}

/// The city's scores: each part, the score, the grade.
fn city(here: &Here, year: i32, assessment: &YearAssessment) -> SectionView {
    let title = pick!(here, "市级考评", "The city's assessment");
    let Some(method) = assessment.method.as_ref().and_then(|id| find(here, id)) else {
        let nothing = pick!(
            here,
            "该年度没有收录市级考评办法，或第四季度数据尚未发布，不作计算。",
            "No method of the city office is on record for this year, or its fourth quarter is not released yet; nothing is computed."
        );
        return section("city", title, vec![paragraph(nothing)]);
    };
    let mut columns = vec![
        text_column(pick!(here, "小镇", "Town")),
        text_column(pick!(here, "县（市、区）", "County")),
        text_column(pick!(here, "类别", "Category")),
    ];
    columns.extend(method.components.iter().map(|component| figure_column(&component.name)));
    columns.push(figure_column(pick!(here, "得分", "Score")));
    columns.push(text_column(pick!(here, "等次", "Grade")));
    let mut scores: Vec<(&Slug, &CityScore)> = assessment.scores.iter().collect();
    scores.sort_by(|(a, one), (b, other)| other.score.cmp(&one.score).then(a.cmp(b)));
    let rows =
        scores.into_iter().map(|(slug, score)| TableRow::town(slug, score_cells(here, method, slug, year, score)));
    let caption = here.labelled(&method.name, pick!(here, "得分", "scores"));
    let empty = pick!(here, "该年度没有小镇参加市级考评。", "No town was assessed by the city office in this year.");
    let score = columns.len() - 2;
    let table = Table::new(caption, columns, rows.collect(), empty).compact(score, &[1, 2]);
    section("city", title, vec![Part::Table(table)]).with_note(words(pick!(
        here,
        "得分从高到低；各组成满分100分。",
        "Best score first; each part goes to 100."
    )))
}

fn score_cells(here: &Here, method: &AssessmentMethod, slug: &Slug, year: i32, score: &CityScore) -> Vec<Cell> {
    let language = here.language;
    let mut cells = here.town_cells(slug);
    cells.push(Cell::words(terms::name(score.category, language)));
    cells.extend(score.components.iter().map(|component| {
        let part = figures::part_of_score(slug, year, component);
        part.written().map_or_else(|| Cell::missing(part.or_why(language)), Cell::words)
    }));
    let missing = |component: &&ComponentResult| component.value.is_err();
    let gaps = score.components.iter().filter(missing).filter_map(|component| {
        let name = &method.components.iter().find(|rule| rule.key == component.key)?.name;
        let gap = component.value.as_ref().err()?;
        Some(here.labelled(name, terms::name(*gap, language)))
    });
    let gaps: Vec<String> = gaps.collect();
    let own = figures::score(slug, year, score);
    cells.push(match own.is_known() {
        true => here.figure_cell(own, ""),
        false => {
            let mut cell = Cell::words(pick!(here, "无法计算", "cannot be computed"));
            cell.text.push(remark(gaps.join(pick!(here, "；", "; "))));
            cell
        }
    });
    let name = |grade: &Key| here.grade(Assessor::City, Some(score.category), grade);
    let mut grade = match score.effective_grade() {
        Some(grade) => Cell::words(name(grade)).with_data("grade", grade.0.clone()),
        None => Cell::missing(pick!(here, "得分无法计算，不定等次", "no grade without a score")),
    };
    if score.recorded.is_some() {
        let computed =
            score.grade.as_ref().map_or_else(|| pick!(here, "无法计算", "cannot be computed").to_owned(), name);
        grade.text.push(remark(say!(
            language,
            "市特镇办公布的等次；按办法计算为：{computed}",
            "as published by the city office; by the method: {computed}"
        )));
    }
    cells.push(grade);
    cells
}

/// The roll-up by county, official order.
fn counties(here: &Here, year: i32, assessment: &YearAssessment) -> SectionView {
    let grades = |grades: &BTreeMap<Key, u32>, assessor: Assessor| {
        let mut named: BTreeMap<(usize, String), u32> = BTreeMap::new();
        for (grade, count) in grades {
            let scales = here.site.rules.scales.iter().filter(|scale| scale.assessor == assessor);
            let places = scales.filter_map(|scale| scale.grades.iter().position(|entry| &entry.id == grade));
            *named.entry((places.min().unwrap_or(usize::MAX), here.grade(assessor, None, grade))).or_default() += count;
        }
        match named.is_empty() {
            true => Cell::missing(pick!(here, "无", "none")),
            false => {
                Cell::words(here.language.join(named.into_iter().map(|((_, name), count)| format!("{name} {count}"))))
            }
        }
    };
    let row = |name: Cell, county: &Slug, roll_up: &CountyRollUp| {
        let [towns, scored, mean] = figures::county_scores(county, year, roll_up);
        TableRow::of(vec![
            name,
            here.figure_cell(towns, ""),
            here.figure_cell(scored, ""),
            here.figure_cell(mean, pick!(here, "没有可计算的得分", "no score")),
            grades(&roll_up.city_grades, Assessor::City),
            grades(&roll_up.province_grades, Assessor::Province),
        ])
    };
    let listed = here.site.counties.iter().filter_map(|county| {
        let roll_up = assessment.counties.get(&county.id)?;
        let link = here.inline(county.name.0.clone(), &address::county(&county.id));
        Some(row(Cell::rich(link), &county.id, roll_up))
    });
    let columns = vec![
        text_column(pick!(here, "县（市、区）", "County")),
        figure_column(pick!(here, "市级考评小镇（个）", "Towns assessed by the city")),
        figure_column(pick!(here, "有得分（个）", "With a score")),
        figure_column(pick!(here, "平均得分", "Mean score")),
        text_column(pick!(here, "市级等次", "Grades of the city")),
        text_column(pick!(here, "省级等次", "Grades of the province")),
    ];
    let caption = pick!(here, "按责任主体汇总", "By county");
    let empty = pick!(here, "该年度没有可汇总的县（市、区）。", "Nothing to add up by county in this year.");
    let without = assessment.recorded.iter().filter(|(slug, _)| here.town(slug).county.is_none()).count();
    let mut parts = vec![table(caption, columns, listed.collect(), empty)];
    if without > 0 {
        parts.push(paragraph(say!(
            here.language,
            "另有{without}个等次所属小镇未收录所属县（市、区），未计入上表。",
            "{without} more grades belong to towns whose county is not on record; they are not in this table."
        )));
    }
    section("counties", pick!(here, "县域汇总", "By county"), parts).with_note(words(pick!(
        here,
        "平均得分只计有得分的小镇。",
        "The mean is over towns with a score."
    )))
}
