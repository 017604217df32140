"""Standards, scenic grades, the city's assessment, award money, targets, showcase: computed from the written rules."""

from fractions import Fraction
from types import SimpleNamespace

from reading import Quarter, day, field, figure_is_known, flag, items, number, partial, texts, year_end


def rounded(value, places=1):
    """Half up, away from zero at the half, once."""
    if value is None:
        return None
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if value >= 0 else -whole, 10**places)


def places_beside(value, bounds):
    """Digits after the point, one to six, with which a rounded value lies on the same side of each bound as the exact one."""
    side = lambda number, bound: (number > bound) - (number < bound)
    for places in range(1, 6):
        if all(side(rounded(value, places), bound) == side(value, bound) for bound in bounds):
            return places
    return 6


def rounded_beside(value, bounds):
    return None if value is None else rounded(value, places_beside(value, bounds))


def percent(numerator, denominator):
    """Exact, in per cent; nothing where a side is missing or there is nothing to measure against."""
    if numerator is None or denominator is None or denominator <= 0:
        return None
    return numerator / denominator * 100


def span_holds(raw, on, read_start=day):
    start, end = field(raw, "from", read_start), field(raw, "to", day)
    start = getattr(start, "first_day", start)
    return (start is None or start <= on) and (end is None or on <= end)


class Judgements:
    """What is said of a town beyond its boards; the boards and cards come from the evaluation that extends this."""

    # Standards and scenery

    def share(self, row, part):
        value = row and getattr(row, part)
        return percent(value, row.total) if value is not None else None

    def standard_entry(self, town, item, known, upto):
        """What is held against an item by what was known on a day, from returns up to a quarter: value, period, how firm,
        reported, source."""
        origin = field(item, "from", default="indicator")
        key = item["key"]
        entry = lambda value, period, reported, source, status=None, late=None: SimpleNamespace(
            value=value, period=period, reported=reported, source=source, status=status, late=late
        )
        if origin == "indicator":
            from_day = lambda entry: entry.reported or year_end(entry.year)
            entries = [entry for entry in town.indicators if entry.key == key and from_day(entry) <= known]
            latest = max(reversed(entries), key=lambda entry: entry.year) if entries else None
            return latest and entry(latest.value, str(latest.year), latest.reported, latest.source)
        if origin == "figure_since_start":
            figures = [f for f in town.figures if f.measure == key and f.basis == "since_start"]
            figures = [figure for figure in figures if figure_is_known(figure, known)]
            value = self.in_unit(figures[-1], item["unit"]) if figures else None
            return None if value is None else entry(value, figures[-1].period, figures[-1].published, figures[-1].source)
        part = {"industrial_share": "industrial", "non_government_share": "non_government"}[origin]
        for quarter in reversed([at for at in self.quarters if upto is None or at <= upto]):
            row = town.progress.get(quarter)
            share = self.share(row, part)
            if share is not None:
                return entry(share, str(quarter), row.reported, row.source, row.status, self.is_late(row))
        return None

    def measure_unit(self, key):
        return next((m["unit"].strip() for m in items(self.rules, "measures") if m["key"] == key), None)

    def in_unit(self, figure, unit):
        written = figure.unit or self.measure_unit(figure.measure)
        factors = {("亿元", "万元"): Fraction(10000), ("万元", "亿元"): Fraction(1, 10000)}
        factor = 1 if written == unit.strip() else factors.get((written, unit.strip()))
        return figure.value * factor if factor else None

    def standard_items(self, town, known=None, upto=None):
        """Every item of the standards in force on a day (today) for the town's category of that day."""
        known = known or self.as_of
        category, result = self.category(town, known), []
        for standard in items(self.rules, "standards"):
            if not span_holds(standard, known, partial) or category not in texts(standard, "categories"):
                continue
            for item in items(standard, "items"):
                own = next((b for b in items(item, "industries") if town.industry in texts(b, "industries")), item)
                at_least, at_most = field(own, "at_least", number), field(own, "at_most", number)
                held = self.standard_entry(town, item, known, upto)
                value = held and held.value
                bound = at_least if at_least is not None else at_most
                line = SimpleNamespace(
                    standard=standard["id"], key=item["key"], value=value, held=held, bound=bound, attained=None, gap=None,
                    kind="at_least" if at_least is not None else "at_most", met=None,
                    exact=field(item, "from", default="indicator") in ("indicator", "figure_since_start"),
                )
                if value is not None and line.kind == "at_least":
                    line.met = value >= bound
                    line.attained = percent(value, bound)
                    line.gap = None if line.met else bound - value
                elif value is not None:
                    line.met = value <= bound
                    line.gap = None if line.met else value - bound
                result.append(line)
        return result

    def scenic_held(self, town):
        return max((entry.grade for entry in town.scenic), key=len, default=None)

    def scenic_wanted(self, town, aim):
        """The highest grade that the rules in force require, or with `aim` the highest they only aim at."""
        category = self.category(town, self.as_of)
        grades = []
        for rule in items(self.rules, "scenic"):
            tourism = field(rule, "tourism", flag)
            if (
                span_holds(rule, self.as_of, partial)
                and field(rule, "aim", flag, False) == aim
                and category in texts(rule, "categories")
                and (tourism is None or tourism == town.tourism)
            ):
                grades.append(rule["grade"])
        return max(grades, key=len, default=None)

    # Assessment

    def method(self, assessed):
        for method in items(self.rules, "assessment_methods"):
            end = field(method, "to", int)
            if int(method["from"]) <= assessed and (end is None or assessed <= end):
                return method
        return None

    def component(self, town, assessed, raw):
        """The exact value of a part of the score, 0 to 100, or the reason why there is none."""
        kind, fourth = raw["kind"], Quarter(assessed, 4)
        if kind == "annual_plan_rate":
            standing = self.standing(town.slug, fourth)
            if standing.annual_rate is not None:
                return min(Fraction(100), standing.annual_rate), None
            if standing.completed is None:
                return None, standing.state
            return None, "no_plan" if standing.plan_year is None else "zero_plan"
        if kind == "tasks_on_time":
            due = [task for task in town.tasks if task.due.year == assessed and task.due <= self.as_of]
            on_time = sum(task.done is not None and task.done <= task.due for task in due)
            return (Fraction(on_time * 100, len(due)) if due else Fraction(100)), None
        if kind == "cards":
            points = {"normal": 100, "yellow": 60, "red": 0}
            cards = [self.card(town.slug, q) for q in self.quarters if q.year == assessed]
            given = [points[card.card] for card in cards if card and card.card in points]
            return (Fraction(sum(given), len(given)), None) if given else (None, "no_judged_quarter")
        scores = [score for score in town.scores if score.year == assessed and score.key == raw["key"]]
        return (scores[-1].value, None) if scores else (None, "no_score")

    def component_is_provisional(self, town, assessed, raw):
        """Whether the figures from which a part is computed may still change."""
        kind = raw["kind"]
        if kind == "annual_plan_rate":
            quarters = [Quarter(assessed, 4)]
        elif kind == "cards":
            judged = ("normal", "yellow", "red")
            cards = {q: self.card(town.slug, q) for q in self.quarters if q.year == assessed}
            quarters = [q for q, card in cards.items() if card and card.card in judged]
        else:
            return False
        rows = [town.progress.get(quarter) for quarter in quarters]
        return any(row and row.status == "provisional" for row in rows)

    def city_assessments(self):
        """The computed assessments of the city, by year and town; recorded grades are held against them later."""
        result = []
        if "assessments" not in self.view.sections:
            return result
        for fourth in (q for q in self.quarters if q.number == 4):
            method = self.method(fourth.year)
            if method is None:
                continue
            for standing in self.standings(fourth):
                parts = [(c, *self.component(standing.town, fourth.year, c)) for c in items(method, "components")]
                reasons = [reason for _, value, reason in parts if value is None]
                line = SimpleNamespace(
                    town=standing.town, year=fourth.year, list=standing.category, reasons=reasons, score=None,
                    grade=None, status=None,
                )
                if not reasons:
                    if any(self.component_is_provisional(standing.town, fourth.year, c) for c, _, _ in parts):
                        line.status = "provisional"
                    line.score = sum(number(c["weight"]) * value / 100 for c, value, _ in parts)
                    line.grade = next(
                        (g["grade"] for g in items(method, "grades") if line.score >= number(g["from"])), None
                    )
                result.append(line)
        return result

    # Awards

    def awards(self):
        """The ledger: what each policy owes to whom for what, what was paid, and what cannot be said."""
        if "awards" not in self.view.sections:
            return []
        lines = []
        for policy in items(self.rules, "awards"):
            for town in self.view.towns.values():
                lines += self.settled(policy, town, self.named_awards(policy, town) + self.graded_awards(policy, town))
        return lines

    def settled(self, policy, town, lines):
        """The lines of a town under a policy with what was paid for them, and a line for money that none accounts for."""
        left = [p for p in town.payments if any(case["id"] == p.case for case in items(policy, "cases"))]
        for line in lines:
            paid = [p for p in left if p.case == line.case and line.year in (None, p.year)]
            left = [p for p in left if p not in paid]
            line.paid_on = max((p.paid for p in paid), default=None)
            line.paid_amount = sum((p.amount for p in paid), Fraction(0)) if paid else None
            doubts = []
            if paid and line.amount is not None:
                line.state = "partly_paid" if line.paid_amount < line.amount else "paid"
                doubts += ["above_due"] if line.paid_amount > line.amount else []
            if line.published and any(p.paid < line.published.first_day for p in paid):
                doubts.append("before_published")
            line.payment_note = ";".join(doubts) or None
        awaited = {line.year for line in lines if line.reason == "grade_not_published"}
        for key in dict.fromkeys((p.case, p.year) for p in left):
            paid = [p for p in left if (p.case, p.year) == key]
            case = next(case for case in items(policy, "cases") if case["id"] == key[0])
            line = self.award(policy, town, case, year=key[1], state="not_due")
            line.paid_on = max(p.paid for p in paid)
            line.paid_amount = sum((p.amount for p in paid), Fraction(0))
            line.payment_note = "before_published" if case.get("grade") and key[1] in awaited else "without_due"
            lines.append(line)
        return lines

    def award(self, policy, town, case, **more):
        blank = {"year": None, "amount": None, "state": "due", "reason": None, "published": None, "payment_year": None}
        return SimpleNamespace(policy=policy["id"], town=town, case=case and case["id"], **{**blank, **more})

    def first_named(self, town):
        dated = [entry.start for entry in town.category_history if entry.category == "named" and entry.start]
        return min(dated, key=lambda start: start.first_day, default=None)

    def named_awards(self, policy, town):
        named, lines = self.first_named(town), []
        undated = named is None and any(entry.category == "named" for entry in town.category_history)
        for case in (case for case in items(policy, "cases") if isinstance(case.get("named"), dict)):
            rule, amount = case["named"], number(case["amount"])
            before = field(rule, "before", int)
            if undated and before is None:
                lines.append(self.award(policy, town, case, state="uncomputable", reason="naming_date_unknown"))
                continue
            if named is None:
                continue
            in_year = named.first_day.year
            if before is not None and in_year < before:
                paid_in = field(rule, "paid_in", int)
                due = self.award(policy, town, case, year=in_year, amount=amount, payment_year=paid_in, published=named)
                lines.append(due)
            elif before is None and int(policy["from"]) <= in_year <= int(policy["to"]):
                lines.append(self.award(policy, town, case, year=in_year, amount=amount, published=named))
        return lines

    def graded_awards(self, policy, town):
        lines = []
        for assessed in range(int(policy["from"]), int(policy["to"]) + 1):
            grades = [a for a in town.assessments if a.assessor == "province" and a.year == assessed]
            for case in (case for case in items(policy, "cases") if case.get("grade")):
                for grade in grades:
                    if (grade.list, grade.grade) == (case["grade"]["list"], case["grade"]["grade"]):
                        lines.append(self.award(
                            policy, town, case, year=assessed, amount=number(case["amount"]), published=grade.published
                        ))
            end = year_end(assessed)
            if not grades and end <= self.as_of and self.category(town, end) in ("creation", "cultivation"):
                lines.append(
                    self.award(policy, town, None, year=assessed, state="uncomputable", reason="grade_not_published")
                )
        return lines

    # Targets and showcase

    def target(self, raw):
        deadline, since = field(raw, "deadline", day), field(raw, "counts_from", day)
        counted = {"towns_named": "named", "towns_listed_for_creation": "creation"}.get(field(raw, "counts"))
        if counted is None:
            return SimpleNamespace(count=None, state=None, towns=[], deadline=deadline)
        until = min(deadline or self.as_of, self.as_of)
        towns = [
            slug
            for slug, town in sorted(self.view.towns.items())
            if any(
                entry.category == counted
                and entry.start
                and entry.start.first_day <= until
                and (since is None or since <= entry.start.first_day)
                for entry in town.category_history
            )
        ]
        wanted = field(raw, "at_least", int)
        open_still = deadline is None or self.as_of <= deadline
        met = wanted is not None and len(towns) >= wanted
        state = "met" if met else "open" if open_still else "missed"
        return SimpleNamespace(count=len(towns), state=state, towns=towns, deadline=deadline)

    def showcase(self):
        """The towns shown as models: by rule, by pick, or both."""
        chosen = {}
        rule = (self.latest and (self.rule_set(self.latest) or {}).get("showcase")) or None
        if rule:
            last = self.quarters[-int(rule["quarters_without_card"]):]
            enough = len(last) >= int(rule["quarters_without_card"])
            clean = lambda slug: enough and all(
                (card := self.card(slug, quarter)) is not None and card.card == "normal" for quarter in last
            )
            for board in self.boards(self.latest):
                taken, last_rank = 0, None
                for slug, rank in sorted(self.ranking(self.latest, board["id"]).items(), key=lambda e: (e[1], e[0])):
                    if not clean(slug):
                        continue
                    if taken >= int(rule["per_board"]) and rank != last_rank:
                        break
                    taken, last_rank = taken + 1, rank
                    chosen[slug] = SimpleNamespace(origin="rule", board=board["id"], rank=rank, picked=None)
        for pick in self.view.picks:
            slug = pick["town"]
            if slug not in self.view.towns:
                continue
            if slug in chosen:
                chosen[slug].origin = "both" if chosen[slug].origin in ("rule", "both") else "pick"
            else:
                chosen[slug] = SimpleNamespace(origin="pick", board=None, rank=None, picked=None)
            chosen[slug].picked = chosen[slug].picked or pick["reason"].strip()
        return chosen
