"""Rates, ranks, movement, cards, streaks, totals and interviews, computed from the written rules.

Values stay exact fractions; rounding happens when a value is compared with what was published.
"""

from datetime import timedelta
from fractions import Fraction
from functools import cache
from types import SimpleNamespace

from judging import Judgements, percent, span_holds
from reading import Quarter, field, items, number, texts

JUDGED = ("normal", "yellow", "red")
SEVERITY = {"normal": 0, "yellow": 1, "red": 2}


def ranks(rates):
    """1, 1, 3 by the exact value, the largest first."""
    return {slug: 1 + sum(other > rate for other in rates.values()) for slug, rate in rates.items()}


def overdue(town, last_day):
    """Tasks that were due by that day and not done by then."""
    return sum(task.due <= last_day and (task.done is None or task.done > last_day) for task in town.tasks)


class Evaluation(Judgements):
    def __init__(self, view):
        self.view = view
        self.rules = view.rules
        self.as_of = view.as_of
        self.quarters = view.quarters
        self.latest = view.quarters[-1] if view.quarters else None
        for name in ("standing", "ranking", "card", "streak"):
            setattr(self, name, cache(getattr(self, name)))

    # Categories, rule sets, boards, plans

    def category_entry(self, town, on):
        dated = [entry for entry in town.category_history if entry.start and entry.start.first_day <= on]
        return max(reversed(dated), key=lambda entry: entry.start.first_day) if dated else None

    def category(self, town, on):
        entry = self.category_entry(town, on)
        return entry.category if entry else None

    def rule_set(self, quarter):
        found = [rules for rules in self.view.rule_sets if span_holds(rules, quarter.last_day)]
        return found[0] if found else None

    def boards(self, quarter):
        return items(self.rule_set(quarter) or {}, "boards")

    def board(self, town, quarter):
        category = self.category(town, quarter.last_day)
        if category in (None, "left"):
            return None
        return next((board for board in self.boards(quarter) if category in texts(board, "categories")), None)

    def plan_rule(self, quarter):
        return field((self.rule_set(quarter) or {}).get("cards") or {}, "plan", default="first")

    def plan(self, town, quarter):
        """The plan that judges a quarter: none that was approved after the quarter was released."""
        released = self.view.releases.get(quarter)
        in_time = (p for p in town.plan if p.year == quarter.year and (released is None or p.approved <= released))
        versions = sorted(in_time, key=lambda p: p.approved)
        if not versions:
            return None
        by_then = [plan for plan in versions if plan.approved <= quarter.last_day]
        return by_then[-1] if self.plan_rule(quarter) == "latest" and by_then else versions[0]

    # Boards

    def standing(self, slug, quarter):
        """Where a town stands on its board in a visible quarter; None where it is on no board."""
        town = self.view.towns[slug]
        board = self.board(town, quarter) if quarter in self.quarters else None
        if board is None:
            return None
        rules, row = self.rule_set(quarter), town.progress.get(quarter)
        measure = board["measure"]
        plan = self.plan(town, quarter)
        series = plan and getattr(plan, measure)
        result = SimpleNamespace(
            town=town, quarter=quarter, board=board["id"], rule_set=rules["id"], measure=measure, row=row,
            category=self.category(town, quarter.last_day), plan=plan,
            completed=row and getattr(row, measure),
            plan_to_date=series.quarters[quarter.number - 1] if series and series.quarters else None,
            plan_year=series.year if series else None,
        )
        if row is not None:
            result.state = "reported" if result.completed is not None else "figure_missing"
        else:
            returns = rules.get("returns") or {}
            if not returns:
                result.state = "undated"
            elif quarter < Quarter.read(returns["first"]):
                result.state = "not_asked"
            else:
                due = (self.as_of - quarter.last_day).days > int(returns["due_days"])
                result.state = "not_reported" if due else "not_due"
        result.period_rate = percent(result.completed, result.plan_to_date)
        result.annual_rate = percent(result.completed, result.plan_year)
        result.ranking_rate = result.period_rate if board["rank_by"] == "period_plan" else result.annual_rate
        return result

    # How firm, and since when

    def is_late(self, row):
        """Reported after the day on which it was due; where the rules set none, after the release of its quarter."""
        returns = (self.rule_set(row.quarter) or {}).get("returns")
        if returns and Quarter.read(returns["first"]) <= row.quarter:
            return (row.known - row.quarter.last_day).days > int(returns["due_days"])
        released = self.view.releases.get(row.quarter)
        return released is not None and row.known > released

    def published_on(self, row):
        """The day since which the figures stand as they do: that of the release, or of a report or a correction after it."""
        released = self.view.releases.get(row.quarter)
        if released is None or released > self.as_of:
            return None
        return max([released, row.reported, *(entry.replaced for entry in row.history)])

    def provenance(self, row):
        return SimpleNamespace(status=row.status, late=self.is_late(row), reported=row.reported,
                               published=self.published_on(row), source=row.source) if row else None

    def summed(self, rows):
        """A sum is provisional as soon as one of its parts is, and stands since the last of them does."""
        days = [self.published_on(row) for row in rows]
        return SimpleNamespace(
            status="provisional" if any(row.status == "provisional" for row in rows) else None,
            published=max((day for day in days if day), default=None),
        )

    def standings(self, quarter):
        found = (self.standing(slug, quarter) for slug in self.view.towns)
        return [standing for standing in found if standing]

    def ranking_rates(self, quarter, board):
        return {
            standing.town.slug: standing.ranking_rate
            for standing in self.standings(quarter)
            if standing.board == board and standing.ranking_rate is not None
        }

    def ranking(self, quarter, board):
        return ranks(self.ranking_rates(quarter, board))

    def movement(self, slug, quarter, board):
        """Positive is up; among the towns ranked on this board in both quarters, ranked again among themselves."""
        if quarter.previous not in self.quarters:
            return None
        before, now = self.ranking_rates(quarter.previous, board), self.ranking_rates(quarter, board)
        both = before.keys() & now.keys()
        if slug not in both:
            return None
        among = lambda rates: ranks({town: rates[town] for town in both})[slug]
        return among(before) - among(now)

    # Cards

    def card_rule(self, quarter):
        rules = self.rule_set(quarter) or {}
        return rules.get("cards") if "cards" in self.view.sections else None

    def measure(self, standing, raw):
        """One measure of a card: exact value, what it was judged to be, and why it could not be."""
        kind, quarter = raw["kind"], standing.quarter
        yellow, red = number(raw["yellow"]), number(raw["red"])
        result = SimpleNamespace(
            kind=kind, yellow=yellow, red=red, value=None, numerator=None, denominator=None, reason=None
        )
        if kind == "overdue_tasks":
            result.value = Fraction(overdue(standing.town, quarter.last_day))
        elif standing.completed is None:
            result.reason = "figure_missing"
        elif standing.plan_year is None:
            result.reason = "no_plan"
        elif standing.plan_to_date is None and kind != "calendar_pace":
            result.reason = "no_quarters"
        else:
            numerator, denominator = {
                "period_plan_rate": (standing.completed, standing.plan_to_date),
                "calendar_pace": (standing.completed, standing.plan_year * quarter.number / 4),
                "lag_points": ((standing.plan_to_date or 0) - standing.completed, standing.plan_year),
            }[kind]
            result.value = percent(numerator, denominator)
            result.reason = None if result.value is not None else "zero_plan"
            result.numerator, result.denominator = numerator, denominator
        if result.value is None:
            result.result = "uncomputable"
        elif kind in ("lag_points", "overdue_tasks"):
            result.result = "red" if result.value >= red else "yellow" if result.value >= yellow else "normal"
        else:
            result.result = "red" if result.value < red else "yellow" if result.value < yellow else "normal"
        return result

    def card(self, slug, quarter):
        """The card of a town on a board; None where there is none to give."""
        standing = self.standing(slug, quarter)
        rule = self.card_rule(quarter)
        if standing is None or not rule or standing.state in ("not_due", "undated", "not_asked"):
            return None
        if standing.state == "not_reported":
            return SimpleNamespace(card="not_reported", measures=[])
        measures = [self.measure(standing, raw) for raw in items(rule, "measures")]
        results = [measure.result for measure in measures]
        computable = [result for result in results if result != "uncomputable"]
        worst = max(computable, key=SEVERITY.get, default=None)
        if len(computable) < len(results) and worst != "red":
            worst = "undetermined"
        return SimpleNamespace(card=worst or "normal", measures=measures)

    def streak(self, slug, quarter):
        card = self.card(slug, quarter)
        if card is None or card.card not in JUDGED:
            return 0
        length, at = 1, quarter.previous
        while True:
            earlier = self.card(slug, at) if at in self.quarters else None
            if earlier is None:
                return length
            if earlier.card in JUDGED:
                if earlier.card != card.card:
                    return length
                length += 1
            at = at.previous

    # Returns

    def in_quarter(self, town, quarter, measure):
        row = town.progress.get(quarter)
        value = row and getattr(row, measure)
        if value is None or quarter.number == 1:
            return value
        before = town.progress.get(quarter.previous)
        before = before and getattr(before, measure)
        return None if before is None else value - before

    def year_on_year(self, town, quarter):
        row, before = town.progress.get(quarter), town.progress.get(quarter.year_earlier)
        if row is None or before is None or row.total is None or before.total is None:
            return None
        return percent(row.total - before.total, before.total)

    def totals(self, quarter, county=None):
        """Sums over the towns on a board; None where the area has no town on one."""
        standings = [s for s in self.standings(quarter) if county is None or s.town.county == county]
        if not standings:
            return None
        by_quarter, of_year, outside, added, beside = [], [], [], [], []
        for standing in standings:
            row, plan = standing.row, self.plan(standing.town, quarter)
            if row is None or row.total is None:
                continue
            if plan is None:
                outside.append(row.total)
                beside.append(row)
                continue
            added.append(row)
            if plan.total.quarters:
                by_quarter.append((row.total, plan.total.quarters[quarter.number - 1], plan.total.year))
            else:
                of_year.append((row.total, plan.total.year))
        # Where no town of the whole area has a plan, what was completed is summed and held against nothing.
        planned = lambda s: self.plan(s.town, quarter) is not None and s.row and s.row.total is not None
        if not any(planned(standing) for standing in self.standings(quarter)):
            return SimpleNamespace(
                completed=sum(outside) if outside else None, plan_to_date=None, plan_year=None, period_rate=None,
                annual_rate=None, counted=len(outside), left_out=len(standings) - len(outside), without_plan=0,
                outside=None, summed=self.summed(beside), without_quarters=0, year_completed=None, year_plan=None,
            )
        add = lambda rows, place: sum(row[place] for row in rows) if rows else None
        counted = by_quarter + of_year
        done, whole, to_date = add(counted, 0), add(counted, -1), add(by_quarter, 1)
        return SimpleNamespace(
            completed=done, plan_to_date=to_date, plan_year=whole,
            # What is held against the plan to date is of the towns that have one.
            period_rate=percent(add(by_quarter, 0), to_date), annual_rate=percent(done, whole),
            counted=len(counted), left_out=len(standings) - len(counted), without_plan=len(outside),
            outside=sum(outside) if outside else None,
            summed=SimpleNamespace(
                status=self.summed(added).status, published=self.summed([*added, *beside]).published,
            ),
            without_quarters=len(of_year), year_completed=add(of_year, 0), year_plan=add(of_year, -1),
        )

    def project_completed(self, project, quarter):
        """What a project completed since its start and since 1 January, as far as one follows from the other:
        by the end of the year before, or because the works began this year."""
        said = {(row.quarter, row.basis): row.completed for row in project.progress}
        before = said.get((Quarter(quarter.year - 1, 4), "since_start"))
        if before is None and project.start and project.start.first_day.year == quarter.year:
            before = Fraction(0)
        since_start, year_to_date = said.get((quarter, "since_start")), said.get((quarter, "year_to_date"))
        if before is not None and since_start is None:
            since_start = before + year_to_date
        if before is not None and year_to_date is None:
            year_to_date = since_start - before
        return since_start, year_to_date

    # Interviews

    def known_in(self, quarter):
        """The last day on which a quarter was the latest shown: the day before the next one came out, or today."""
        later = [at for at in self.quarters if at > quarter]
        if not later:
            return self.as_of
        out = self.view.releases.get(later[0]) or later[0].last_day
        return min(out, self.as_of) - timedelta(days=1)

    def triggers(self, town, quarter):
        standing = self.standing(town.slug, quarter)
        if standing is None or "interviews" not in self.view.sections:
            return []
        found = []
        for rule in items(self.rule_set(quarter), "interviews"):
            below = field(rule, "below", number)
            hit = lambda value, bound, cause="", on=None, status=None: found.append(
                SimpleNamespace(status=status, trigger=rule["id"], kind=rule["kind"], value=value, below=bound, cause=cause, on=on)
            )
            if rule["kind"] == "provincial_warning":
                for warning in town.warnings:
                    if warning.by == "province" and quarter.first_day <= warning.on <= quarter.last_day:
                        hit(None, None, warning.text, warning.on)
            elif rule["kind"] == "behind":
                checkpoints = [int(text) for text in texts(rule, "quarters")]
                rate = standing.period_rate
                if (not checkpoints or quarter.number in checkpoints) and rate is not None and rate < below:
                    hit(rate, below, status=standing.row.status)
            else:
                for item in self.standard_items(town, self.known_in(quarter), quarter):
                    attained = item.attained
                    if item.key in texts(rule, "indicators") and attained is not None and attained < below:
                        hit(attained, below, item.key, status=item.held.status)
        return found
