"""The published tables as they must be: for each table its columns, its key, and its rows recomputed.

A value is a Fraction or an int (compared as a number), a text, True or False, None (missing), or a Loose rule
where the written rules leave the words to the site.
"""

from fractions import Fraction

from computing import Evaluation, overdue
from judging import percent, rounded, rounded_beside
from reading import MEASURES, Quarter, field, items
from released import board_changes


class Loose:
    """A cell whose words the rules leave open: what it must still hold."""

    def __init__(self, said, holds):
        self.said, self.holds = said, holds

    def __repr__(self):
        return self.said


ANY = Loose("anything", lambda text: True)
SAID = Loose("a reason", lambda text: text != "")


def containing(*parts):
    return Loose(f"words with {parts}", lambda text: all(part in text for part in parts))


def ids(source):
    """A source: words, or ids in their order whatever stands between them."""
    if not isinstance(source, list):
        return source
    return Loose(";".join(source), lambda text: text.replace(",", ";").replace(" ", "").split(";") == source)


def in_any_order(slugs):
    return Loose(";".join(slugs), lambda text: sorted(part for part in text.split(";") if part) == sorted(slugs))


def provenance(site, row):
    """The five columns: how firm, late, reported, published, source."""
    found = site.provenance(row)
    if found is None:
        return dict.fromkeys(("status", "late", "reported", "published", "source"))
    return {
        "status": found.status, "late": found.late, "reported": str(found.reported),
        "published": found.published and str(found.published), "source": ids(found.source),
    }


def boards(site):
    for quarter in site.quarters:
        for standing in site.standings(quarter):
            slug, row = standing.town.slug, standing.row
            before = site.ranking(quarter.previous, standing.board) if quarter.previous in site.quarters else {}
            yield {
                "quarter": str(quarter), "board": standing.board, "town": slug, "town_name": standing.town.name,
                "county": standing.town.county, "category": standing.category, "rule_set": standing.rule_set,
                "measure": standing.measure, "completed": standing.completed,
                "plan_to_date": standing.plan_to_date, "plan_year": standing.plan_year,
                "period_rate": rounded(standing.period_rate), "annual_rate": rounded(standing.annual_rate),
                "rank": site.ranking(quarter, standing.board).get(slug), "previous_rank": before.get(slug),
                "movement": site.movement(slug, quarter, standing.board), "state": standing.state,
                "figure_status": row and row.status,
                **{name: value for name, value in provenance(site, row).items() if name != "status"},
            }


def cards(site):
    for quarter in site.quarters:
        for standing in site.standings(quarter):
            card = site.card(standing.town.slug, quarter)
            if card:
                yield {
                    "quarter": str(quarter), "town": standing.town.slug, "board": standing.board, "card": card.card,
                    "streak": site.streak(standing.town.slug, quarter),
                }


def card_measures(site):
    for quarter in site.quarters:
        for slug in site.view.towns:
            card = site.card(slug, quarter)
            for measure in card.measures if card else []:
                known = measure.value is not None and measure.numerator is not None
                yield {
                    "quarter": str(quarter), "town": slug, "kind": measure.kind,
                    "numerator": measure.numerator if known else ANY,
                    "denominator": measure.denominator if known else ANY,
                    "value": rounded_beside(measure.value, [measure.yellow, measure.red]), "yellow": measure.yellow, "red": measure.red,
                    "result": measure.result, "reason": measure.reason if measure.reason else None,
                    **provenance(site, None if measure.kind == "overdue_tasks" else site.standing(slug, quarter).row),
                }


def progress(site):
    for slug, town in site.view.towns.items():
        for quarter, row in sorted(town.progress.items()):
            yield {
                "quarter": str(quarter), "town": slug,
                **{name: getattr(row, name) for name in MEASURES},
                **{f"{name}_in_quarter": site.in_quarter(town, quarter, name) for name in MEASURES},
                "industrial_share": rounded(site.share(row, "industrial")),
                "non_government_share": rounded(site.share(row, "non_government")),
                "total_year_on_year": rounded(site.year_on_year(town, quarter)),
                **provenance(site, row),
            }


def plans(site):
    for slug, town in site.view.towns.items():
        for plan in town.plan:
            line = {"town": slug, "year": plan.year, "approved": str(plan.approved), "document": plan.document}
            for name in ("total", "key_projects"):
                series = getattr(plan, name)
                line[f"{name}_year"] = series and series.year
                for index in range(4):
                    line[f"{name}_q{index + 1}"] = series.quarters[index] if series and series.quarters else None
            # By a shown quarter; in a year without one, the version by which its last quarter would be judged today.
            quarters = [q for q in site.quarters if q.year == plan.year] or [Quarter(plan.year, 4)]
            # Where no rules hold, or they begin only after the day, nothing is judged.
            used = [site.plan(town, quarter) for quarter in quarters if site.rule_set(quarter)]
            yield {**line, "used": plan in used}


def totals(site):
    for quarter in site.quarters:
        for area in [None, *site.view.counties]:
            total = site.totals(quarter, area)
            if total:
                yield {
                    "quarter": str(quarter), "area": area or "all", "completed": total.completed,
                    "plan_to_date": total.plan_to_date, "plan_year": total.plan_year,
                    "period_rate": rounded(total.period_rate), "annual_rate": rounded(total.annual_rate),
                    "towns_counted": total.counted, "towns_left_out": total.left_out,
                    "status": total.summed.status, "published": total.summed.published and str(total.summed.published),
                    "towns_without_quarters": total.without_quarters,
                    "completed_without_quarters": total.year_completed, "plan_without_quarters": total.year_plan,
                    "towns_without_plan": total.without_plan, "completed_without_plan": total.outside,
                }


def standards(site):
    for slug, town in site.view.towns.items():
        for item in site.standard_items(town):
            value = item.value if item.exact else rounded_beside(item.value, [item.bound])
            # Of a computed share the difference of what is shown.
            gap = item.gap if item.exact or item.gap is None else abs(item.bound - value)
            yield {
                "town": slug, "standard": item.standard, "key": item.key, "value": value,
                "bound": item.bound, "bound_kind": item.kind, "attained": rounded(item.attained),
                "gap": gap, "met": item.met,
                **{name: getattr(item.held, name, None) for name in ("period", "status", "late")},
                "reported": item.held and item.held.reported and str(item.held.reported),
                "source": item.held and ids(item.held.source),
            }


def scenic(site):
    for slug, town in site.view.towns.items():
        required, aimed = (site.scenic_wanted(town, aim) for aim in (False, True))
        held = site.scenic_held(town)
        met = len(held) >= len(required) if held and required else None
        if required:
            yield {"town": slug, "held": held, "required": required, "aimed": aimed, "met": met}


def assessments(site):
    """A grade that was recorded wins; the score computed for it stands beside it."""
    computed = {(line.year, line.town.slug): line for line in site.city_assessments()}
    for slug, town in site.view.towns.items():
        for grade in town.assessments:
            beside = computed.pop((grade.year, slug), None) if grade.assessor == "city" else None
            yield {
                "year": grade.year, "assessor": grade.assessor, "list": grade.list, "town": slug,
                "grade": grade.grade, "score": rounded(beside.score, 2) if beside else None, "origin": "recorded",
                "status": beside and beside.status,
                "published": grade.published and str(grade.published), "reason": ANY if beside else None,
            }
    for line in computed.values():
        yield {
            "year": line.year, "assessor": "city", "list": line.list, "town": line.town.slug, "grade": line.grade,
            "score": rounded(line.score, 2), "origin": "uncomputable" if line.reasons else "computed",
            "published": None, "reason": SAID if line.reasons else None, "status": line.status,
        }


def grade_counts(grades):
    wanted = {grade: grades.count(grade) for grade in grades}

    def holds(text):
        pairs = [part.split(":") for part in text.split(";") if part]
        return len(pairs) == len(wanted) and {grade: int(count) for grade, count in pairs} == wanted

    return Loose(";".join(f"{grade}:{count}" for grade, count in sorted(wanted.items())) or "nothing", holds)


def assessment_counties(site):
    city = {(line.year, line.town.slug): line for line in site.city_assessments()}
    recorded = [(town, grade) for town in site.view.towns.values() for grade in town.assessments]
    areas = {}
    for line in city.values():
        areas.setdefault((line.year, "city", line.town.county), {})[line.town.slug] = [line.grade]
    for town, grade in recorded:
        graded = areas.setdefault((grade.year, grade.assessor, town.county), {})
        if grade.assessor == "city":
            graded[town.slug] = [grade.grade]
        else:
            graded.setdefault(town.slug, []).append(grade.grade)
    for (year, assessor, county), graded in areas.items():
        scored = [
            city[year, slug] for slug in graded
            if assessor == "city" and (year, slug) in city and city[year, slug].score is not None
        ]
        scores = [line.score for line in scored]
        if county is not None:
            yield {
                "year": year, "assessor": assessor, "county": county, "towns": len(graded),
                "scored": len(scores) if assessor == "city" else None,
                "mean_score": rounded(sum(scores) / len(scores), 2) if scores else None,
                "status": "provisional" if any(line.status for line in scored) else None,
                "grades": grade_counts([grade for of_town in graded.values() for grade in of_town if grade]),
            }


def awards(site):
    for line in site.awards():
        yield {
            "policy": line.policy, "case": line.case, "town": line.town.slug, "year": line.year,
            "amount": line.amount, "state": line.state, "reason": line.reason,
            "published": line.published and str(line.published), "payment_year": line.payment_year,
            "paid_on": line.paid_on and str(line.paid_on), "paid_amount": line.paid_amount,
            "payment_note": line.payment_note,
        }


def targets(site):
    for raw in items(site.rules, "targets"):
        target = site.target(raw)
        counted = target.count is not None
        yield {
            "target": raw["id"], "count": target.count, "at_least": field(raw, "at_least", int),
            "at_most": field(raw, "at_most", int), "deadline": target.deadline and str(target.deadline),
            "state": target.state if counted else ANY, "towns": in_any_order(target.towns),
        }


def showcase(site):
    for slug, choice in site.showcase().items():
        yield {
            "town": slug, "origin": choice.origin, "board": choice.board, "rank": choice.rank,
            "reason": containing(choice.picked) if choice.picked else ANY,
        }


def interviews(site):
    for quarter in site.quarters:
        for slug, town in site.view.towns.items():
            for trigger in site.triggers(town, quarter):
                yield {
                    "quarter": str(quarter), "town": slug, "trigger": trigger.trigger, "kind": trigger.kind,
                    "cause": trigger.cause or None, "on": trigger.on and str(trigger.on),
                    "value": rounded(trigger.value), "below": trigger.below, "status": trigger.status,
                }


def towns(site):
    for slug, town in site.view.towns.items():
        entry = site.category_entry(town, site.as_of)
        yield {
            "town": slug, "name": town.name, "county": town.county, "category": entry and entry.category,
            "category_since": entry and str(entry.start), "industry": town.industry, "tourism": town.tourism,
            "scenic": site.scenic_held(town), "summary": town.summary,
            "also": ";".join(town.also) or None,
        }


def projects(site):
    for slug, town in site.view.towns.items():
        for project in town.projects:
            line = {
                "town": slug, "project": project.id, "name": project.name, "key": project.key,
                "investment": project.investment, "stage": project.stages[-1].stage if project.stages else None,
            }
            latest = max((row.quarter for row in project.progress), default=None)
            since_start, year_to_date = site.project_completed(project, latest) if latest else (None, None)
            yield {
                **line, "quarter": latest and str(latest), "completed_since_start": since_start,
                "completed_year_to_date": year_to_date, "percent": rounded(percent(since_start, project.investment)),
                "source": ids(project.source),
            }


def tasks(site):
    for slug, town in site.view.towns.items():
        for task in town.tasks:
            late = (task.done or site.as_of) > task.due
            state = ("done_late" if late else "done") if task.done else "overdue" if late else "open"
            yield {
                "town": slug, "title": task.title, "due": str(task.due), "done": task.done and str(task.done),
                "body": task.body, "state": state,
            }


def figures(site):
    for slug, town in site.view.towns.items():
        for figure in town.figures:
            yield {
                "town": slug, "measure": figure.measure, "basis": figure.basis, "period": figure.period,
                "value": figure.value, "unit": figure.unit or site.measure_unit(figure.measure),
                "published": figure.published and str(figure.published),
                "source": ids(figure.source),
            }


def copied(name, *columns):
    """A table that carries a list of the town's file as it stands."""

    def rows(site):
        for slug, town in site.view.towns.items():
            for entry in getattr(town, name):
                line = {"town": slug}
                for column in columns:
                    value = getattr(entry, "start" if column == "from" else column)
                    typed = value is None or isinstance(value, (bool, int, Fraction))
                    line[column] = value if typed else ids(value) if column == "source" else str(value)
                yield line

    return rows


def project_progress(site):
    for slug, town in site.view.towns.items():
        for project in town.projects:
            for row in project.progress:
                yield {
                    "town": slug, "project": project.id, "quarter": str(row.quarter), "basis": row.basis,
                    "completed": row.completed, "note": row.note, "source": ids(project.source),
                }


def project_stages(site):
    for slug, town in site.view.towns.items():
        for project in town.projects:
            for stage in project.stages:
                yield {"town": slug, "project": project.id, "from": str(stage.start), "stage": stage.stage}


def revisions(site):
    for slug, town in site.view.towns.items():
        for quarter, row in sorted(town.progress.items()):
            for entry in row.history:
                yield {
                    "town": slug, "quarter": str(quarter), "field": entry.field, "value": entry.value,
                    "published": str(entry.published), "replaced": str(entry.replaced), "status": entry.status,
                    "why": entry.why,
                }


# name: (key columns, section that must be shown, rows)
TABLES = {
    "boards": (("quarter", "board", "town"), None, boards),
    "board_changes": (("quarter", "board", "town"), None, board_changes),
    "cards": (("quarter", "town"), "cards", cards),
    "card_measures": (("quarter", "town", "kind"), "cards", card_measures),
    "progress": (("quarter", "town"), None, progress),
    "plans": (("town", "year", "approved"), None, plans),
    "totals": (("quarter", "area"), None, totals),
    "standards": (("town", "standard", "key"), None, standards),
    "scenic": (("town",), None, scenic),
    "assessments": (("year", "assessor", "list", "town"), "assessments", assessments),
    "assessment_counties": (("year", "assessor", "county"), "assessments", assessment_counties),
    "awards": (("policy", "case", "town", "year"), "awards", awards),
    "targets": (("target",), None, targets),
    "showcase": (("town",), None, showcase),
    "interviews": (("quarter", "town", "trigger", "cause"), "interviews", interviews),
    "towns": (("town",), None, towns),
    "projects": (("town", "project"), None, projects),
    "tasks": (("town", "title", "due"), None, tasks),
    "figures": (("town", "measure", "basis", "period"), None, figures),
    "category_history": (
        ("town", "from", "category"), None,
        copied("category_history", "from", "at_latest", "category", "batch", "document", "source", "note"),
    ),
    "indicators": (
        ("town", "year", "key"), None, copied("indicators", "year", "key", "value", "reported", "source")
    ),
    "honours": (
        ("town", "year", "title"), None, copied("honours", "year", "title", "kind", "by", "on", "source")
    ),
    "support": (
        ("town", "kind", "on", "title"), None,
        copied("support", "kind", "title", "amount", "unit", "on", "document"),
    ),
    "revisions": (("town", "quarter", "field", "published"), None, revisions),
    "highlights": (
        ("town", "label"), None, copied("highlights", "label", "value", "unit", "as_of", "source")
    ),
}


# Tables beside the listed ones: name: (key columns, rows). Where the site has them, they must agree.
FURTHER = {
    "project_progress": (("town", "project", "quarter", "basis"), project_progress),
    "project_stages": (("town", "project", "from"), project_stages),
    "scenic_history": (("town", "grade", "since"), copied("scenic", "grade", "since", "name", "source")),
    "scores": (("town", "year", "key", "on"), copied("scores", "year", "key", "value", "on")),
    "payments": (("town", "case", "year"), copied("payments", "case", "year", "amount", "paid", "document")),
    "warnings": (("town", "on", "by"), copied("warnings", "on", "by", "text", "document")),
}


def further(view):
    site = Evaluation(view)
    return [(name, keys, list(rows(site))) for name, (keys, rows) in FURTHER.items()]


def extracts(view, tables):
    """The tables of one quarter's board, of one town and of one quarter's key data: parts of the tables above."""
    of = lambda name, **where: [row for row in tables[name][2] if all(row[key] == where[key] for key in where)]
    for slug in view.towns:
        yield f"towns/{slug}", ("quarter",), of("progress", town=slug)
    for quarter in view.quarters:
        boards = of("boards", quarter=str(quarter))
        for board in {row["board"] for row in boards}:
            yield f"quarters/{quarter.slug}/{board}", ("town",), [row for row in boards if row["board"] == board]
        if (view.edition == "internal" or quarter in view.analysed) and "analysis" in view.sections:
            yield f"quarters/{quarter.slug}/key-data", ("town",), key_data(view, tables, quarter, boards)


def key_data(view, tables, quarter, boards):
    returns = {row["town"]: row for row in tables["progress"][2] if row["quarter"] == str(quarter)}
    given = {row["town"]: row for row in tables["cards"][2] if row["quarter"] == str(quarter)}
    same = (
        "quarter", "town", "town_name", "county", "category", "board", "plan_to_date", "plan_year", "period_rate",
        "annual_rate", "rank", "movement",
    )
    result = []
    for row in boards:
        town, figures = view.towns[row["town"]], returns.get(row["town"], {})
        result.append({
            **{name: row[name] for name in same},
            **{name: figures.get(name) for name in (*MEASURES, "total_year_on_year")},
            **{name: row[name] for name in ("late", "reported", "published", "source")}, "status": row["figure_status"],
            **({"card": given.get(row["town"], {}).get("card")} if "cards" in view.sections else {}),
            "overdue_tasks": overdue(town, quarter.last_day),
        })
    return result


def recomputed(view):
    """Every table as it must be: name → (key columns, section, rows)."""
    site = Evaluation(view)
    return {name: (key, section, list(rows(site))) for name, (key, section, rows) in TABLES.items()}
