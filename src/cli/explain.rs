//! `sunboard explain`: why a town has its card, rank, award and place in the showcase; and what other rules would change.

use std::path::PathBuf;

use super::args::{EditionName, ExplainArguments, ViewArguments};
use super::diff::{DiffReport, EvaluatedTree, Sight, say};
use super::{CommandError, ExitStatus, MessageLanguage, meant, terminal};
use crate::editor::changes::changes;
use crate::evaluate::Evaluation;
use crate::language::Speaks as _;
use crate::model::Site;
use crate::pages;
use crate::units::Slug;

pub(super) fn explain(asked: &ExplainArguments, speech: &MessageLanguage) -> Result<ExitStatus, CommandError> {
    let sight = Sight::of(&asked.sight);
    let Some(mut tree) = sight.evaluated(&asked.content, None, speech)? else { return Ok(ExitStatus::Faulty) };
    speech.learn(tree.site.config.language);
    if let Some(rules) = &asked.rules {
        return under_other_rules(asked, &tree, rules, &sight, speech);
    }
    // The words of the page, in the language of the one who asks.
    tree.site.config.language = speech.language();
    let EvaluatedTree { site, evaluation, .. } = tree;
    let town = named(asked, &site)?;
    let Some(town) = town else {
        return Err(CommandError(message!(
            "请写小镇代号或名称；只看换一套规则的影响时写 --rules 文件",
            "name a town by slug or name, or --rules with a file to see what other rules would change"
        )));
    };
    let latest = evaluation.latest().filter(|_| asked.quarter.is_none());
    let view = asked.quarter.or(latest).and_then(|quarter| pages::explain(&site, &evaluation, town, quarter));
    let Some(view) = view else { return Err(not_shown(asked, &evaluation, speech)?) };
    say(&terminal::page(&view));
    Ok(ExitStatus::Done)
}

/// The town that is asked about, if one is.
fn named<'s>(asked: &ExplainArguments, site: &'s Site) -> Result<Option<&'s Slug>, CommandError> {
    let Some(name) = &asked.town else { return Ok(None) };
    let towns = site.towns.iter().map(|(slug, town)| (slug, &**town));
    meant::town(towns, &site.counties, name).map(Some).map_err(CommandError)
}

/// What other rules would change: everywhere, or of one town in the tables.
fn under_other_rules(
    asked: &ExplainArguments,
    tree: &EvaluatedTree,
    rules: &PathBuf,
    sight: &Sight<'_>,
    speech: &MessageLanguage,
) -> Result<ExitStatus, CommandError> {
    let town = named(asked, &tree.site)?;
    let Some(other) = sight.evaluated(&asked.content, Some(rules), speech)? else { return Ok(ExitStatus::Faulty) };
    let before = (&tree.site, &tree.evaluation);
    let (tables, files) = match town {
        Some(town) => {
            let mut tables = changes(before, (&other.site, &other.evaluation));
            tables.retain_mut(|table| table.keep_town(town));
            (tables, None)
        }
        None => {
            let (tables, files) = sight.differences(tree, &other, &asked.content)?;
            (tables, Some(files))
        }
    };
    let (tables, files) = (tables.as_slice(), files.as_deref());
    let (language, all) = (speech.language(), asked.all);
    say(&DiffReport { language, before: &tree.site, after: &other.site, tables, files, all }.text());
    Ok(ExitStatus::Done)
}

/// Why there is nothing to explain. The internal edition is advised only where it shows more.
fn not_shown(
    asked: &ExplainArguments,
    evaluation: &Evaluation,
    speech: &MessageLanguage,
) -> Result<CommandError, CommandError> {
    let sight = ViewArguments { edition: EditionName::Internal, ..asked.sight };
    let sight = Sight::of(&sight);
    let whole = match asked.sight.edition {
        EditionName::Public => sight.evaluated(&asked.content, None, speech)?.map(|whole| whole.evaluation.quarters),
        EditionName::Internal => None,
    };
    let mut hidden = whole.into_iter().flatten().filter(|quarter| !evaluation.quarters.contains(quarter));
    let shown = evaluation.quarters.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let nothing = shown.is_empty();
    Ok(CommandError(match (asked.quarter, nothing) {
        (Some(quarter), _) if hidden.any(|other| other == quarter) => message!(
            "{quarter} 尚未公开，公开版不显示；要看请加 --edition internal",
            "{quarter} is not public yet, so this edition does not show it; add --edition internal to see it"
        ),
        (Some(quarter), false) => {
            message!("没有 {quarter} 的数据；有：{shown}", "there is nothing on {quarter}; there is: {shown}")
        }
        (None, _) if hidden.next().is_some() => message!(
            "公开版还没有可以显示的季度；要看尚未公开的请加 --edition internal",
            "no quarter is public yet; add --edition internal to see those that are not"
        ),
        _ => message!("还没有可以显示的季度", "there is no quarter to show yet"),
    }))
}
