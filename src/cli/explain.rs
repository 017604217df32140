//! `sunboard explain`: why a town has its card, rank, award and place in the showcase; and what other rules would change.

use super::args::{EditionName, ExplainArguments, ViewArguments};
use super::diff::{DiffReport, evaluated, say};
use super::{CommandError, ExitStatus, MessageLanguage, meant, terminal};
use crate::editor::changes::changes;
use crate::evaluate::Evaluation;
use crate::language::Speaks as _;
use crate::pages;

pub(super) fn explain(asked: &ExplainArguments, speech: &MessageLanguage) -> Result<ExitStatus, CommandError> {
    let sight = &asked.sight;
    let Some((mut site, evaluation)) = evaluated(sight, &asked.content, None, speech)? else {
        return Ok(ExitStatus::Faulty);
    };
    speech.learn(site.config.language);
    // The words of the page, in the language of the one who asks.
    site.config.language = speech.language();
    let town = match &asked.town {
        Some(name) => {
            let towns = site.towns.iter().map(|(slug, town)| (slug, &**town));
            Some(meant::town(towns, &site.counties, name).map_err(CommandError)?)
        }
        None => None,
    };
    if let Some(rules) = &asked.rules {
        let Some(other) = evaluated(sight, &asked.content, Some(rules), speech)? else { return Ok(ExitStatus::Faulty) };
        let mut found = changes((&site, &evaluation), (&other.0, &other.1));
        found.retain(|change| town.is_none_or(|town| change.town() == Some(&town.0)));
        say(&DiffReport { language: speech.language(), before: &site, after: &other.0, found: &found }.text());
        return Ok(ExitStatus::Done);
    }
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

/// Why there is nothing to explain. The internal edition is advised only where it shows more.
fn not_shown(
    asked: &ExplainArguments,
    evaluation: &Evaluation,
    speech: &MessageLanguage,
) -> Result<CommandError, CommandError> {
    let sight = ViewArguments { edition: EditionName::Internal, ..asked.sight };
    let whole = match asked.sight.edition {
        EditionName::Public => evaluated(&sight, &asked.content, None, speech)?.map(|(_, whole)| whole.quarters),
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
