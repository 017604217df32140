//! Why a town has a card: inputs, rule with its basis and dates, formula with the numbers put in, and the nearest
//! change that would have lifted it (¶6). One page for every red and yellow card, of every quarter shown.

use super::compose::section;
use super::context::{Context, Here};
use super::parts::{Fact, Part, SectionPlace, SectionView, Step, Working, words};
use super::{PageView, Planned, Subject, address, board_changes};
use crate::evaluate::card::{CardLevel, CardResult, MeasureResult, MeasureValue};
use crate::evaluate::figures::CardFigures;
use crate::evaluate::lookup;
use crate::figure::Figure;
use crate::model::ColumnId;
use crate::units::Quarter;
use crate::words::{card as card_words, numbers, terms};

/// A page for each red and yellow card.
pub fn plan(context: Context) -> Vec<Planned> {
    let mut pages = Vec::new();
    for (slug, town) in &context.evaluation.towns {
        for entry in town.quarters.values() {
            if let Some(card) = entry.card.as_ref().filter(|c| matches!(c.level, CardLevel::Yellow | CardLevel::Red)) {
                let route = address::why(slug, card.quarter);
                pages.push(Planned::about(Subject::Why(slug.clone(), card.quarter), route.clone(), move || {
                    page(context.from(route.clone()), card)
                }));
            }
        }
    }
    pages
}

fn page(here: Here, card: &CardResult) -> PageView {
    let name = &here.town(&card.town).name;
    let quarter = numbers::quarter(card.quarter, here.language);
    let word = terms::name(card.level, here.language);
    let heading = say!(here.language, "{name}{quarter}{word}的理由", "Why {name} has a {word} in {quarter}");
    let standing = here.evaluation.town_quarter(&card.town, card.quarter).and_then(|entry| entry.standing.as_deref());
    let reason = card_words::reason(card, standing, here.language);
    let sections = sections(&here, card);
    let view = PageView {
        title: heading.clone(),
        heading,
        column: Some(ColumnId::Boards),
        trail: here.trail(
            here.boards_step()
                .into_iter()
                .chain(here.has_boards(card.quarter).then(|| (quarter, address::board(card.quarter))))
                .chain([(name.0.clone(), address::town(&card.town))]),
        ),
        description: reason,
        sections,
        ..PageView::default()
    };
    here.finish(view)
}

/// What explains a card of any level, the result first.
pub fn sections(here: &Here, card: &CardResult) -> Vec<SectionView> {
    let standing = here.evaluation.town_quarter(&card.town, card.quarter).and_then(|entry| entry.standing.as_deref());
    let reason = card_words::reason(card, standing, here.language);
    vec![
        conclusion(here, card, &reason),
        calculation(here, card),
        inputs(here, card),
        lifts(here, card),
        rule(here, card),
        history(here, card),
    ]
}

fn conclusion(here: &Here, card: &CardResult, reason: &str) -> SectionView {
    let town = here.town(&card.town);
    let reply = lookup::progress_of(town, card.quarter).and_then(|row| row.note.as_ref()).map(|note| note.0.clone());
    let part = Part::Card {
        status: here.status(card.level),
        period: numbers::quarter(card.quarter, here.language),
        reason: words(format!("{}{}{reason}", terms::meaning(card.level, here.language), pick!(here, "：", ": "))),
        why: None,
        reply,
    };
    section("conclusion", pick!(here, "判定结果", "Result"), vec![part]).at(SectionPlace::Opening)
}

/// The figures that went in, each with its day and status, and the plan version with its document.
fn inputs(here: &Here, card: &CardResult) -> SectionView {
    let town = here.town(&card.town);
    let entry = here.evaluation.town_quarter(&card.town, card.quarter);
    let mut rows = Vec::new();
    if let Some(standing) = entry.and_then(|entry| entry.standing.as_deref()) {
        let measure = terms::name(standing.measure, here.language);
        let own = standing.figures();
        if let Some(completed) = own.completed().exact(here.language) {
            let label = say!(
                here.language,
                "{}累计完成{measure}",
                "{measure} completed in {}",
                numbers::year_to_date(card.quarter, here.language)
            );
            let status = standing.firmness.status.map_or("", |status| terms::name(status, here.language));
            let reported = standing.reported.map(|day| numbers::day(day.0, here.language)).unwrap_or_default();
            let note = say!(here.language, "{status}，{reported}报送", "{status}, reported {reported}");
            let fact = Fact::new(&label, words(completed)).with_note(words(note));
            rows.push(fact.with_data("completed", own.completed().data().unwrap_or_default()));
        }
        if let Some(plan) = here.plan(town, card.quarter) {
            let document = plan.document.as_ref().map_or("", |document| document);
            let note = say!(
                here.language,
                "{}批准 {document}",
                "approved {} {document}",
                numbers::day(plan.approved.0, here.language)
            );
            let mut push = |label: &str, figure: Figure<'_>| {
                if let Some((amount, data)) = figure.exact(here.language).zip(figure.data()) {
                    let fact = Fact::new(label, words(amount)).with_note(words(note.trim().to_owned()));
                    rows.push(fact.with_data(figure.measure().name, data));
                }
            };
            push(pick!(here, "截至本季末计划", "Planned to the quarter's end"), own.plan_to_date());
            push(pick!(here, "年度计划", "Planned for the year"), own.plan_year());
        }
    }
    let due = town.tasks.iter().filter(|task| task.due.0 <= card.quarter.last_day()).count();
    let done = town
        .tasks
        .iter()
        .filter(|task| task.due.0 <= card.quarter.last_day())
        .filter(|task| task.done.is_some_and(|done| done.0 <= card.quarter.last_day()))
        .count();
    rows.push(Fact::new(
        pick!(here, "截至本季末到期的攻坚任务", "Hard tasks due by the quarter's end"),
        words(say!(here.language, "{due}项，其中已完成{done}项", "{due}, of which {done} done")),
    ));
    let inputs = section("inputs", pick!(here, "输入数据", "Inputs"), vec![Part::Facts { rows }]);
    match board_changes::told(here, &card.town, card.quarter) {
        Some(told) => inputs.with_note(told),
        None => inputs,
    }
}

/// Each measure: formula, numbers put in, result, and what it alone would give.
fn calculation(here: &Here, card: &CardResult) -> SectionView {
    let items = card.measures.iter().map(|measure| working(here, measure, card.figures(measure))).collect();
    let note = pick!(
        here,
        "按精确数比较，不按四舍五入后的百分数比较；各项中最重的一项决定亮牌。金额单位：万元。",
        "Exact values are compared, not rounded ones; the worst measure decides the card. Amounts in 10,000 yuan."
    );
    section("calculation", pick!(here, "计算过程", "Calculation"), vec![Part::Workings { items }])
        .with_note(words(note))
}

fn working(here: &Here, measure: &MeasureResult, figures: CardFigures<'_>) -> Working {
    let (kind, language) = (measure.kind, here.language);
    let (numbers, counted) = match &measure.value {
        Ok(MeasureValue::Ratio(_)) => {
            ([figures.numerator(), figures.denominator()].iter().filter_map(Figure::digits).collect(), vec![])
        }
        Ok(MeasureValue::Overdue(tasks)) => (vec![], tasks.clone()),
        Err(_) => (vec![], vec![]),
    };
    let result = figures.value().or_why(language);
    let steps = [
        (CardLevel::Red, card_words::threshold(kind, figures.red(), language)),
        (CardLevel::Yellow, card_words::threshold(kind, figures.yellow(), language)),
        (CardLevel::Normal, card_words::clear(kind, figures.yellow(), language)),
    ];
    Working {
        name: terms::name(kind, language).to_owned(),
        status: measure.level.map(|level| here.status(level)),
        formula: card_words::fraction(kind, language).into_iter().map(str::to_owned).collect(),
        numbers,
        counted,
        steps: steps
            .into_iter()
            .map(|(level, range)| Step {
                status: here.status(level),
                range,
                here: (measure.level == Some(level)).then(|| format!("{}{result}", pick!(here, "本项", "here: "))),
            })
            .collect(),
        result,
    }
}

fn rule(here: &Here, card: &CardResult) -> SectionView {
    let mut rows = Vec::new();
    if let Some(set) = lookup::rule_set_on(here.site, card.quarter.last_day()) {
        let until = set.to.map_or(pick!(here, "至今", "now").to_owned(), |to| numbers::day(to.0, here.language));
        rows.push(Fact::new(pick!(here, "适用规则", "Rules"), here.inline(set.id.0.clone(), &address::top("rules"))));
        rows.push(Fact::new(
            pick!(here, "施行期间", "In force"),
            words(format!("{} — {until}", numbers::day(set.from.0, here.language))),
        ));
        rows.push(Fact::new(pick!(here, "规则依据", "Basis of the rules"), here.basis(&set.basis)));
        if let Some(cards) = &set.cards {
            rows.push(Fact::new(pick!(here, "亮牌标准依据", "Basis of the thresholds"), here.basis(&cards.basis)));
        }
    }
    section("rule", pick!(here, "规则与依据", "Rules and basis"), vec![Part::Facts { rows }])
}

fn lifts(here: &Here, card: &CardResult) -> SectionView {
    let items = card.lifts.iter().map(|lift| words(card_words::lift(card, lift, here.language))).collect();
    section(
        "lift",
        pick!(here, "怎样才不亮牌", "What would have lifted it"),
        vec![Part::List { ordered: false, items }],
    )
}

/// The town's cards in all quarters shown.
fn history(here: &Here, card: &CardResult) -> SectionView {
    let items = super::town::card_strip(here, &card.town);
    let earlier: Option<Quarter> = here.evaluation.quarters.iter().copied().rfind(|quarter| *quarter < card.quarter);
    let note = earlier.and_then(|quarter| here.card(&card.town, quarter)).map(|before| {
        say!(here.language, "上季度{}。", "The quarter before: {}.", terms::name(before.level, here.language))
    });
    let section = section("history", pick!(here, "亮牌历史", "Card history"), vec![Part::Strip { items }]);
    match note {
        Some(note) => section.with_note(words(note)),
        None => section,
    }
}
