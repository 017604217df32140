//! All rules that results rest on, dated, each with its basis; and in words how the site computes.

use super::compose::{paragraph, section, subheading, table, text_column};
use super::context::{Context, Here};
use super::lists::List;
use super::parts::{Cell, Fact, Part, Rich, SectionView, TableRow, link, words};
use super::{PageKind, PageView, Planned, address};
use crate::figure::measures::cards as measures;
use crate::figure::measures::interviews::BELOW;
use crate::figure::{Figure, MISSING};
use crate::language::Language;
use crate::model::{
    BoardRule, CardRule, InterviewKind, InterviewRule, PlanVersion, ReturnRule, RuleSet, Section, ShowcaseRule,
};
use crate::words::{card as card_words, numbers, terms};

/// The page. Each rule set has an anchor, `rules-<id>`.
pub fn plan(context: Context) -> Vec<Planned> {
    vec![Planned::new(PageKind::Rules, address::top("rules"), move || page(context))]
}

fn page(context: Context) -> PageView {
    let here = context.from(address::top("rules"));
    let mut view = here.view(pick!(context, "规则与算法", "Rules and how results are computed"), None);
    view.lead = words(pick!(
        context,
        "每一期按其最后一天有效的规则评定，规则变更不影响以往各期。",
        "A period is judged by the rules in force on its last day; a change of rules leaves earlier periods as they are."
    ));
    view.description = pick!(
        context,
        "榜单、红黄牌、报送、标杆小镇的规则与依据，以及各项结果的算法。",
        "Rules of boards, cards, returns and the showcase with their basis, and how results are computed."
    )
    .to_owned();
    let sets = &context.site.rules.rule_sets;
    view.sections = sets.iter().rev().map(|set| rule_set(&here, set)).collect();
    if sets.is_empty() {
        let nothing = paragraph(pick!(context, "目前没有收录分时段规则。", "No dated rule is on record."));
        view.sections.push(section("none", pick!(context, "分时段规则", "Dated rules"), vec![nothing]));
    }
    view.sections.push(elsewhere(&here));
    view.sections.push(section(
        "computing",
        pick!(context, "结果怎样算出", "How results are computed"),
        computing(&here),
    ));
    here.finish(view)
}

fn rule_set(here: &Here, set: &RuleSet) -> SectionView {
    let day = |day: crate::units::Date| numbers::day(day.0, here.language);
    let span = here.span(day(set.from), set.to);
    let title = match (set.to.map(day), here.language) {
        (Some(to), Language::Chinese) => format!("{}至{to}的规则", day(set.from)),
        (Some(to), Language::English) => format!("Rules from {} to {to}", day(set.from)),
        (None, Language::Chinese) => format!("{}起的规则（现行）", day(set.from)),
        (None, Language::English) => format!("Rules from {} on (in force)", day(set.from)),
    };
    let mut rows = vec![
        Fact::new(pick!(here, "有效期", "In force"), words(span)),
        Fact::new(pick!(here, "依据", "Basis"), here.basis(&set.basis)),
        Fact::new(pick!(here, "季度数据报送", "Quarterly returns"), words(returns(here, set.returns.as_ref()))),
    ];
    let version = set.cards.as_ref().map(|cards| cards.plan).unwrap_or_default();
    rows.push(Fact::new(pick!(here, "所用计划", "Plan that counts"), words(plan_version(here, version))));
    let mut parts = vec![Part::Facts { rows }, subheading(pick!(here, "榜单", "Boards")), boards(here, &set.boards)];
    if here.shows(Section::Cards) {
        parts.push(subheading(pick!(here, "红黄牌", "Cards")));
        match &set.cards {
            Some(cards) => parts.extend(cards_parts(here, cards)),
            None => parts.push(paragraph(pick!(
                here,
                "这一时段没有红黄牌规则，不亮牌。",
                "There is no card rule for this span; no card is given."
            ))),
        }
    }
    if here.shows(Section::Interviews) {
        parts.push(subheading(pick!(here, "约谈情形", "Interview triggers")));
        parts.push(interviews(here, &set.interviews));
    }
    parts.push(subheading(pick!(here, "标杆小镇", "Model towns")));
    match &set.showcase {
        Some(rule) => {
            parts.push(paragraph(showcase_words(here, rule)));
            parts.push(Part::Facts { rows: vec![Fact::new(pick!(here, "依据", "Basis"), here.basis(&rule.basis))] });
        }
        None => parts.push(paragraph(pick!(
            here,
            "这一时段没有按榜单选出标杆小镇的规则。",
            "There is no rule for choosing model towns in this span."
        ))),
    }
    section(format!("rules-{}", set.id), title, parts)
}

fn returns(here: &Here, rule: Option<&ReturnRule>) -> String {
    match (rule, here.language) {
        (Some(rule), Language::Chinese) => format!(
            "自{}起，季度结束后{}天内报送，期满次日起为逾期；逾期未报的记“未报送”",
            numbers::quarter(rule.first, here.language),
            rule.due_days
        ),
        (Some(rule), Language::English) => format!(
            "from {} on, due {} days after the quarter's last day and late from the next day on; a return due and missing shows “not reported”",
            numbers::quarter(rule.first, here.language),
            rule.due_days
        ),
        (None, language) => pick!(
            language,
            "没有收录报送期限，不判定“未报送”",
            "no due day is on record; nothing counts as not reported"
        )
        .to_owned(),
    }
}

fn plan_version(here: &Here, version: PlanVersion) -> &'static str {
    match version {
        PlanVersion::First => pick!(
            here.language,
            "当年第一次批准的计划；年中调整的计划并列显示，不改变位次和亮牌；季度公开以后才批准的计划不判定该季度",
            "the year's first approved plan; later versions stand beside it and change neither rank nor card; a plan approved after a quarter was released does not judge it"
        ),
        PlanVersion::Latest => pick!(
            here.language,
            "季度最后一天以前最近一次批准的计划；没有的，用当年第一次批准的计划；季度公开以后才批准的计划不判定该季度",
            "the latest plan approved by the quarter's last day, else the year's first; a plan approved after a quarter was released does not judge it"
        ),
    }
}

fn boards(here: &Here, boards: &[BoardRule]) -> Part {
    let rows = boards.iter().map(|board| {
        TableRow::of(vec![
            Cell::words(board.name.0.clone()),
            Cell::words(here.categories(&board.categories)),
            Cell::words(terms::name(board.measure, here.language)),
            Cell::words(terms::name(board.rank_by, here.language)),
        ])
    });
    let columns = [
        pick!(here, "榜单", "Board"),
        pick!(here, "上榜类别", "Categories on it"),
        pick!(here, "晾晒内容", "Measure"),
        pick!(here, "排名依据", "Ranked by"),
    ];
    let empty = pick!(here, "这一时段没有榜单。", "There is no board in this span.");
    table(pick!(here, "榜单规则", "Rules of boards"), columns.map(text_column).into(), rows.collect(), empty)
}

fn cards_parts(here: &Here, cards: &CardRule) -> Vec<Part> {
    let rows = cards.measures.iter().map(|measure| {
        TableRow::of(vec![
            Cell::words(terms::name(measure.kind, here.language)),
            Cell::words(card_words::formula(measure.kind, here.language)),
            Cell::words(card_words::threshold(
                measure.kind,
                Figure::of(&measures::YELLOW, measure.yellow),
                here.language,
            )),
            Cell::words(card_words::threshold(measure.kind, Figure::of(&measures::RED, measure.red), here.language)),
        ])
    });
    let columns = [
        pick!(here, "指标", "Measure"),
        pick!(here, "算法", "Formula"),
        pick!(here, "黄牌", "Yellow card"),
        pick!(here, "红牌", "Red card"),
    ];
    let empty = pick!(here, "没有收录指标。", "No measure is on record.");
    vec![
        table(pick!(here, "红黄牌阈值", "Thresholds of cards"), columns.map(text_column).into(), rows.collect(), empty),
        paragraph(pick!(
            here,
            "取各项中最差的一项；恰好等于比率阈值的不亮牌，百分点和项数达到阈值即亮牌。比较用未舍入的数值。",
            "The worst measure decides. A rate exactly at its threshold gives no card; points and counts give it from the threshold on. Exact values are compared, not rounded ones."
        )),
        Part::Facts {
            rows: vec![Fact::new(pick!(here, "阈值依据", "Basis of the thresholds"), here.basis(&cards.basis))],
        },
    ]
}

fn interviews(here: &Here, rules: &[InterviewRule]) -> Part {
    let rows = rules
        .iter()
        .map(|rule| TableRow::of(vec![Cell::words(rule.name.0.clone()), Cell::words(interview_words(here, rule))]));
    let columns = [pick!(here, "情形", "Trigger"), pick!(here, "判定", "How it is told")];
    let empty = pick!(here, "这一时段没有约谈规则。", "There is no interview rule in this span.");
    table(
        pick!(here, "约谈规则（任一情形即触发）", "Interview rules (any of them triggers)"),
        columns.map(text_column).into(),
        rows.collect(),
        empty,
    )
}

fn interview_words(here: &Here, rule: &InterviewRule) -> String {
    let below = Figure::of(&BELOW, rule.below).written().unwrap_or_else(|| MISSING.to_owned());
    let zh = here.language == Language::Chinese;
    match rule.kind {
        InterviewKind::ProvincialWarning => {
            pick!(here, "季度内被省里点名预警", "the province warned the town by name within the quarter").to_owned()
        }
        InterviewKind::Behind => {
            let quarters: Vec<String> = rule.quarters.iter().map(u8::to_string).collect();
            let when = match (quarters.is_empty(), zh) {
                (true, true) => "每个季度".to_owned(),
                (true, false) => "every quarter".to_owned(),
                (false, true) => format!("第{}季度", quarters.join("、")),
                (false, false) => format!("quarters {}", quarters.join(", ")),
            };
            if zh {
                format!("{when}按期计划完成率低于{below}%")
            } else {
                format!("{when}: completion of the plan to date below {below}%")
            }
        }
        InterviewKind::IndicatorFar => {
            let items = || here.site.rules.standards.iter().rev().flat_map(|standard| &standard.items);
            let names = rule
                .indicators
                .iter()
                .map(|key| items().find(|item| &item.key == key).map_or(key.0.as_str(), |item| item.name.0.as_str()));
            let names = here.language.join(names);
            if zh {
                format!("该季度为最近一个季度时，{names}任一项不到当时标准的{below}%；此后仍列在该季度")
            } else {
                format!(
                    "while the quarter is the latest, any of {names} below {below}% of the standard then in force; it stays listed with that quarter"
                )
            }
        }
    }
}

/// The showcase rule in one sentence.
pub fn showcase_words(here: &Here, rule: &ShowcaseRule) -> String {
    let (many, quarters) = (rule.per_board, rule.quarters_without_card);
    say!(
        here.language,
        "从最近一期每张榜由高到低依次选取，选满{many}个为止，与末位并列的一并列入；入选小镇最近{quarters}个季度均须已报送且未被亮牌，无法判定的季度不算。",
        "Each board of the latest quarter is walked from the top until {many} towns are taken, towns tied with the last included; a town taken has reported and had no card in each of the last {quarters} quarters; a quarter that cannot be determined does not count."
    )
}

/// Where the other rules stand.
fn elsewhere(here: &Here) -> SectionView {
    let pages = [
        (
            List::Standards,
            pick!(here, "验收标准与景区等级要求", "Acceptance standards and scenic grades required"),
            "standards",
        ),
        (List::Targets, pick!(here, "总体目标", "Targets"), "targets"),
        (
            List::Assessments,
            pick!(here, "年度考评办法与等次", "Methods and grades of the annual assessment"),
            "assessments",
        ),
        (List::Awards, pick!(here, "奖补政策", "Award policy"), "awards"),
    ];
    let there = pages.into_iter().filter(|(list, ..)| here.has(*list));
    let mut items: Vec<Rich> = there.map(|(_, text, page)| here.inline(text, &address::top(page))).collect();
    let dictionary = here.to(&address::data("dictionary.html"));
    items.push(link(pick!(here, "数据字典", "Data dictionary"), dictionary));
    section("elsewhere", pick!(here, "其他规则", "Other rules"), vec![Part::List { ordered: false, items }])
}

/// How results are computed, one statement an item.
fn computing(here: &Here) -> Vec<Part> {
    let mut statements = vec![
        pick!(
            here,
            "累计口径：季度报送数为当年1月1日起累计；单季数＝本季累计−上季累计，缺一则缺。",
            "Basis: returns are year to date; a quarter's own value is the difference to the quarter before and missing if either is."
        ),
        pick!(
            here,
            "按期计划完成率＝本年累计完成 ÷ 截至本季末计划；年度计划完成率＝本年累计完成 ÷ 全年计划。两者分列，不混用。",
            "Completion of the plan to date is completed ÷ planned to the quarter's end; of the annual plan, completed ÷ planned for the year. They never share a column."
        ),
        pick!(
            here,
            "时序进度＝截至本季末计划 ÷ 全年计划；日历进度按季度数 ÷ 4 计，是另一种算法。",
            "The planned pace is the plan to the quarter's end ÷ the annual plan; the calendar pace takes quarter ÷ 4 and is another rule."
        ),
        pick!(
            here,
            "类别以季度最后一天为准，只按类别沿革判断；已退出名单的不上榜。",
            "A period uses the category on its last day, from the category history alone; towns that left the lists are on no board."
        ),
        pick!(
            here,
            "位次按未舍入的完成率从高到低，并列同位、其后跳位（1、1、3），并列者按代号排列；数据缺失的不排名。",
            "Ranks go by the exact rate, best first, ties share a rank and the next is skipped (1, 1, 3), listed by slug; towns without a rate are not ranked."
        ),
        pick!(
            here,
            "位次变化只在前后两季都在同一榜单排名的小镇之间比较，两季在这些小镇中重新排位后相减。",
            "Movement compares only towns ranked on the same board in both quarters: both are ranked afresh among just these."
        ),
        pick!(
            here,
            "全市、县域合计只计已报送总投资且有年度计划的上榜小镇，所用计划与榜单相同，并注明计入和未计入的个数；已报送而没有计划的小镇，完成数另行列出。计划未分季度的小镇只计入年度计划完成率，不计入按期计划完成率和时序进度，也不推算分季度计划。各镇都没有计划的，只合计完成投资，不计算完成率。",
            "Totals add up towns on a board that reported overall investment and have a plan for the year, the same plan as on the board; how many are counted and left out is said, and what towns without a plan completed stands apart. A plan without quarters counts towards the annual rate alone, not towards the rate of the plan to date or the planned pace; no quarters are made up. Where no town has a plan, completed investment alone is summed."
        ),
        pick!(
            here,
            "占比＝同一次报送中该项 ÷ 总投资；同比＝（本期累计−上年同期累计）÷ 上年同期累计。",
            "Shares are the part ÷ overall investment of the same return; the change on the year is (total − total a year earlier) ÷ the latter, both year to date."
        ),
        pick!(
            here,
            "金额以万元为单位精确存储和相加；比率由精确数相除，只在最后四舍五入一次，保留一位小数。",
            "Money is kept and added exactly in 10,000 yuan; rates come from exact sums and are rounded once, at the end, half up, to one digit."
        ),
        pick!(
            here,
            "比率与界限相比，一位小数看不出是否达到的，两数都多列小数，列到看得出为止（如60.46%，不低于60.50%）；亮牌、达标一律按精确数判定。",
            "Where one digit does not show on which side of a bound a rate lies, both have as many digits as show it (60.46% beside at least 60.50%); cards and standards go by the exact value."
        ),
        pick!(
            here,
            "百分点的差距：两个比率并列显示的，为所显示的两数之差；其余按精确数计算后舍入一次。",
            "Gaps in percentage points are the difference of the two rates as shown, where both stand beside it; else exact and rounded once."
        ),
        pick!(
            here,
            "缺失的数据显示“—”并注明原因，不按0计，不参加排名。",
            "A missing figure shows as — with its reason, never as 0, and is never ranked."
        ),
        pick!(
            here,
            "截至日以后才施行的规则不作判定，也不据以认定采用哪一版计划。",
            "Rules that begin after the as-of date judge nothing, and no version of a plan counts as used by them."
        ),
        pick!(
            here,
            "截至日以后发生、公布或报送的事项不显示；有修订的数据，显示截至日有效的数值和当时公布的状态。",
            "What happened, was published or reported after the as-of date does not show; of a revised figure the value valid on that date is shown, with the status with which it was published."
        ),
        pick!(
            here,
            "榜单公开以后，补报和修订使位次、升降、数据或亮牌与发布时不同的，榜单页逐镇列出发布时和现在的情况、变动日期和原因。发布时的榜单按截至公开时刻的日期和修订记录重新计算，另页可查；公开当日的报送和修订视为已计入，没有留下日期的改动看不出来。",
            "Where late returns and corrections move a released board, its page tells for each town what was released, what it is now, since when and why. The board as released is computed again from dates and recorded corrections up to the moment of the release and has a page of its own; what came on the day of the release counts as included, and a change without a date does not show."
        ),
    ];
    if here.shows(Section::Cards) {
        statements.push(pick!(here, "连续次数：与本季相同的牌连续出现的已判定季度数；未报送和无法判定的季度跳过，未上榜和未公开的季度中断。", "A streak counts judged quarters on end with the same card; quarters not reported or undetermined are skipped over, a quarter on no board or not released breaks it."));
        statements.push(pick!(here, "应报未报的显示“未报送”；数据或计划缺失、又没有其他指标已达红牌的，显示“无法判定”。", "A return due and missing shows “not reported”; where a figure or plan is missing and no other measure is red, the card is “undetermined”."));
    }
    vec![Part::List { ordered: true, items: statements.into_iter().map(words).collect() }]
}
