"""Cases computed by hand, one for every rule at its threshold; run with `python3 -m unittest` in this folder."""

import contextlib
import csv
import io
import json
import tempfile
import unittest
import unittest.mock
from datetime import date
from fractions import Fraction
from pathlib import Path

import recompute
from computing import Evaluation, ranks
from judging import percent, rounded
from reading import Quarter, Unreadable, number, visible
from released import changes
from tables import Loose, extracts, recomputed

SITE = """
as_of: 2021-03-01
editions:
  public: {sections: [cards, analysis, assessments, awards]}
  internal: {sections: [cards, interviews, analysis, assessments, awards, experts, findings]}
"""

RULES = """
rule_sets:
  - id: r1
    from: 2019-01-01
    to: 2019-12-31
    boards: [{id: overall, categories: [cultivation, municipal], measure: total, rank_by: annual_plan}]
    cards: {plan: latest, measures: [{kind: lag_points, yellow: 10, red: 25}]}
  - id: r2
    from: 2020-01-01
    returns: {due_days: 15, first: 2020Q1}
    boards:
      - {id: key, categories: [named, creation], measure: key_projects, rank_by: period_plan}
      - {id: overall, categories: [cultivation, municipal], measure: total, rank_by: period_plan}
    cards:
      measures:
        - {kind: period_plan_rate, yellow: 80, red: 60}
        - {kind: overdue_tasks, yellow: 1, red: 3}
"""


def town(category="municipal", since="2018-01", progress=(), plan=True, more=""):
    """A town whose plan of 2020 is 400 in even quarters; progress is (quarter, total) or a whole row."""
    rows = "".join(
        f"  - {row}\n" if isinstance(row, str) else f"  - {{quarter: {row[0]}, reported: {reported(row[0])}, total: {row[1]}, status: final}}\n"
        for row in progress
    )
    plans = "plan: [{year: 2020, approved: 2020-02-01, total: {year: 400, quarters: [100, 200, 300, 400]}}]\n"
    return (
        f"name: 小镇\ncounty: yunxi\ncategory_history: [{{from: {since}, category: {category}}}]\n"
        + (plans if plan else "")
        + (f"progress:\n{rows}" if rows else "")
        + more
    )


def reported(quarter):
    return str(Quarter.read(quarter).last_day.replace(day=28))


def quarter_file(quarter, released=None, internal=False):
    last = Quarter.read(quarter).last_day
    released = released or str(date(last.year + (last.month == 12), last.month % 12 + 1, 20))
    return f"quarter: {quarter}\nreleased: {released}\ninternal: {str(internal).lower()}\n"


def files(towns, quarters=("2020Q1", "2020Q2", "2020Q3", "2020Q4"), rules=RULES, **more):
    return {
        "site.yaml": SITE,
        "rules.yaml": rules,
        "counties.yaml": "[{id: yunxi, name: 云溪县, kind: county}]",
        **{f"towns/{slug}.yaml": text for slug, text in towns.items()},
        **{f"quarters/{quarter}.yaml": quarter_file(quarter) for quarter in quarters},
        **more,
    }


def evaluate(tree, as_of="2021-03-01", edition="public"):
    return Evaluation(visible(tree, edition, date.fromisoformat(as_of)))


def site(towns, as_of="2021-03-01", edition="public", **more):
    return evaluate(files(towns, **more), as_of, edition)


Q1, Q2, Q3, Q4 = (Quarter(2020, n) for n in (1, 2, 3, 4))


class Numbers(unittest.TestCase):
    def test_half_up_once(self):
        self.assertEqual(rounded(Fraction(625, 100)), Fraction("6.3"))
        self.assertEqual(rounded(Fraction(-625, 100)), Fraction("-6.3"))
        self.assertEqual(rounded(Fraction(7995, 100)), Fraction(80))
        self.assertEqual(rounded(Fraction(200, 3)), Fraction("66.7"))
        self.assertEqual(rounded(Fraction("89.995"), 2), Fraction(90))

    def test_refused_numbers(self):
        for text in ("1e3", "0x1F", "1_000", "", ".5", "007", "1.23456"):
            self.assertRaises(Unreadable, number, text)

    def test_nothing_to_measure_against(self):
        self.assertIsNone(percent(Fraction(1), Fraction(0)))
        self.assertIsNone(percent(None, Fraction(1)))

    def test_ties(self):
        thirds = {"a": Fraction(1, 3), "b": Fraction(3333, 9999), "c": Fraction(1, 4), "d": Fraction(1, 5)}
        self.assertEqual(ranks(thirds), {"a": 1, "b": 1, "c": 3, "d": 4})


class Released(unittest.TestCase):
    """2020Q1 is released on 20 April; 100 are planned to its end."""

    def told(self, towns, as_of="2020-09-01", **more):
        return [
            (
                str(change.quarter), change.town.slug, change.was.rank, change.now.rank, change.was.completed,
                change.now.completed, change.was.card, change.now.card, str(change.since),
                [(str(on), kind) for on, kind, _ in change.causes],
            )
            for change in changes(site(towns, as_of, **more))
        ]

    def test_a_late_return_moves_those_behind_it(self):
        late = "{quarter: 2020Q1, reported: 2020-05-10, total: 90, status: final}"
        towns = {"a": town(progress=[("2020Q1", 80)]), "b": town(progress=[late]), "c": town(progress=[("2020Q1", 70)])}
        for slug in "ac":
            towns[slug] = towns[slug].replace("2020-03-28", "2020-04-10")
        got = self.told(towns, quarters=("2020Q1",))
        self.assertEqual(got, [
            ("2020Q1", "a", 1, 2, 80, 80, "normal", "normal", "2020-05-10", []),
            ("2020Q1", "b", None, 1, None, 90, "not_reported", "normal", "2020-05-10", [("2020-05-10", "late_return")]),
            ("2020Q1", "c", 2, 3, 70, 70, "yellow", "yellow", "2020-05-10", []),
        ])
        self.assertEqual(self.told(towns, "2020-05-09", quarters=("2020Q1",)), [])
        on_the_day = {**towns, "b": towns["b"].replace("2020-05-10", "2020-04-20")}
        self.assertEqual(self.told(on_the_day, quarters=("2020Q1",)), [])

    def test_revisions_before_and_after(self):
        row = (
            "{quarter: 2020Q1, reported: REPORTED, total: 80, status: revised, history: ["
            "{field: total, value: 56, published: 2020-04-10, replaced: 2020-05-05, why: a}, "
            "{field: total, value: 76, published: 2020-05-05, replaced: 2020-06-01, why: b}]}"
        )
        both = [("2020-05-05", "revision"), ("2020-06-01", "revision")]
        # The day of the correction written as the day of the return makes it no late return.
        for reported in ("2020-04-10", "2020-06-01"):
            towns = {"a": town(progress=[row.replace("REPORTED", reported)])}
            got = self.told(towns, quarters=("2020Q1",))
            self.assertEqual(got, [("2020Q1", "a", 1, 1, 56, 80, "red", "normal", "2020-06-01", both)])
            later = {"quarters/2020Q1.yaml": quarter_file("2020Q1", "2020-06-01")}
            self.assertEqual(self.told(towns, quarters=("2020Q1",), **later), [])

    def test_overdue_since_the_release(self):
        towns = {"a": town()}
        early = {"quarters/2020Q1.yaml": quarter_file("2020Q1", "2020-04-10")}
        self.assertEqual(self.told(towns, "2020-04-15", quarters=("2020Q1",), **early), [])
        got = self.told(towns, "2020-04-16", quarters=("2020Q1",), **early)
        self.assertEqual(
            got, [("2020Q1", "a", None, None, None, None, None, "not_reported", "2020-04-16", [("2020-04-16", "overdue")])]
        )

    def test_a_plan_approved_later_moves_nothing(self):
        towns = {"a": town(progress=[("2020Q1", 80)]).replace("2020-02-01", "2020-05-05").replace("2020-03-28", "2020-04-10")}
        self.assertEqual(self.told(towns, quarters=("2020Q1",)), [])


class Visibility(unittest.TestCase):
    def test_revision_before_and_after(self):
        row = (
            "{quarter: 2020Q1, reported: 2020-04-10, total: 90, status: revised, history: ["
            "{field: total, value: 70, published: 2020-04-10, replaced: 2020-05-01, why: a}, "
            "{field: total, value: 80, published: 2020-05-01, replaced: 2020-06-01, why: b}]}"
        )
        towns = {"a": town(progress=[row])}
        for day, value, status, shown in (
            ("2020-04-30", 70, "final", 0), ("2020-05-01", 80, "revised", 1), ("2020-05-31", 80, "revised", 1),
            ("2020-06-01", 90, "revised", 2),
        ):
            got = site(towns, day).view.towns["a"].progress[Q1]
            self.assertEqual((got.total, got.status, len(got.history)), (value, status, shown), day)

    def test_reported_and_released_on_the_day_itself(self):
        towns = {"a": town(progress=["{quarter: 2020Q1, reported: 2020-04-25, total: 90, status: final}"])}
        self.assertEqual(site(towns, "2020-04-19").quarters, [])
        self.assertEqual(site(towns, "2020-04-20").quarters, [Q1])
        self.assertEqual(site(towns, "2020-04-24").standing("a", Q1).state, "not_reported")
        self.assertEqual(site(towns, "2020-04-25").standing("a", Q1).state, "reported")

    def test_editions_see_other_quarters(self):
        tree = files({"a": town()}, **{"quarters/2020Q3.yaml": quarter_file("2020Q3", internal=True)})
        self.assertEqual(evaluate(tree).quarters, [Q1, Q2, Q4])
        self.assertEqual(evaluate(tree, edition="internal").quarters, [Q1, Q2, Q3, Q4])
        # The internal edition has a quarter from its last day on, released or not.
        self.assertEqual(evaluate(tree, "2020-03-30", "internal").quarters, [])
        self.assertEqual(evaluate(tree, "2020-03-31", "internal").quarters, [Q1])

    def test_internal_towns_and_picks(self):
        tree = files({"a": town(more="internal: true\n"), "b": town()})
        self.assertEqual(list(evaluate(tree).view.towns), ["b"])
        self.assertEqual(list(evaluate(tree, edition="internal").view.towns), ["a", "b"])

    def test_undated_assessments_wait_for_the_next_year(self):
        grade = "assessments: [{year: 2020, assessor: province, list: creation, grade: good}]\n"
        count = lambda day: len(site({"a": town(more=grade)}, day).view.towns["a"].assessments)
        self.assertEqual((count("2020-12-31"), count("2021-01-01")), (0, 1))

    def test_honours_and_indicators_without_a_day(self):
        more = "honours: [{year: 2020, title: x, kind: person}]\nindicators: [{year: 2020, key: k, value: 1}]\n"
        for day, count in (("2020-12-30", 0), ("2020-12-31", 1)):
            found = site({"a": town(more=more)}, day).view.towns["a"]
            self.assertEqual((len(found.honours), len(found.indicators)), (count, count))

    def test_partial_dates_count_from_their_first_day(self):
        more = "scenic: [{grade: AAA, since: 2020-05}, {grade: A}, {grade: AAAA, since: 2021}]\n"
        for day, held in (("2020-04-30", "A"), ("2020-05-01", "AAA"), ("2021-01-01", "AAAA")):
            found = site({"a": town(more=more)}, day)
            self.assertEqual(found.scenic_held(found.view.towns["a"]), held)

    def test_a_task_done_later_is_not_done_yet(self):
        more = "tasks: [{title: t, due: 2020-03-01, done: 2020-05-05}]\n"
        self.assertIsNone(site({"a": town(more=more)}, "2020-05-04").view.towns["a"].tasks[0].done)
        self.assertEqual(site({"a": town(more=more)}, "2020-05-05").view.towns["a"].tasks[0].done, date(2020, 5, 5))

    def test_hidden_sections(self):
        tree = files({"a": town(progress=[("2020Q1", 50)])})
        tree["site.yaml"] = SITE.replace("public: {sections: [cards, analysis, assessments, awards]}", "public: {sections: []}")
        self.assertIsNone(evaluate(tree).card("a", Q1))
        self.assertEqual(evaluate(tree, edition="internal").card("a", Q1).card, "red")


class Boards(unittest.TestCase):
    def test_category_on_the_last_day(self):
        history = "category_history: [{from: 2018-01, category: cultivation}, {from: 2020-06-30, category: creation}, {category: named}]"
        text = town().replace("category_history: [{from: 2018-01, category: municipal}]", history)
        found = site({"a": text})
        self.assertEqual(found.standing("a", Q1).board, "overall")
        self.assertEqual(found.standing("a", Q2).board, "key")
        self.assertIsNone(site({"a": town("left")}).standing("a", Q1))
        self.assertIsNone(site({"a": town(since="2020-04-01")}).standing("a", Q1))

    def test_return_states_at_the_due_day(self):
        early = {"quarters/2020Q1.yaml": quarter_file("2020Q1", "2020-04-01")}
        state = lambda day, **more: site({"a": town()}, day, **early, **more).standing("a", Q1).state
        self.assertEqual(state("2020-04-14"), "not_due")
        self.assertEqual(state("2020-04-15"), "not_due")
        self.assertEqual(state("2020-04-16"), "not_reported")
        self.assertEqual(state("2020-04-16", rules=RULES.replace("first: 2020Q1", "first: 2020Q2")), "not_asked")
        row = "{quarter: 2020Q1, reported: 2020-04-10, key_projects: 3, status: final}"
        self.assertEqual(site({"a": town(progress=[row])}).standing("a", Q1).state, "figure_missing")

    def test_two_rates_with_their_denominators(self):
        standing = site({"a": town(progress=[("2020Q3", 240)])}).standing("a", Q3)
        self.assertEqual((standing.period_rate, standing.annual_rate), (80, 60))

    def test_without_plan_and_with_a_plan_of_zero(self):
        zero = town(progress=[("2020Q1", 5)]).replace("quarters: [100,", "quarters: [0,")
        found = site({"a": town(plan=False, progress=[("2020Q1", 5)]), "b": zero})
        self.assertEqual(found.ranking(Q1, "overall"), {})
        self.assertEqual([m.reason for m in found.card("a", Q1).measures], ["no_plan", None])
        self.assertEqual([m.reason for m in found.card("b", Q1).measures], ["zero_plan", None])
        self.assertEqual(found.card("b", Q1).card, "undetermined")
        self.assertEqual(found.standing("b", Q1).annual_rate, Fraction(5, 4))

    def test_a_plan_of_the_year_without_quarters(self):
        text = town(progress=[("2020Q1", 90)]).replace(", quarters: [100, 200, 300, 400]", "")
        found = site({"a": text})
        self.assertEqual((found.standing("a", Q1).period_rate, found.standing("a", Q1).annual_rate), (None, Fraction(45, 2)))
        self.assertEqual(found.ranking(Q1, "overall"), {})
        self.assertEqual([m.reason for m in found.card("a", Q1).measures], ["no_quarters", None])
        self.assertEqual((found.totals(Q1).completed, found.totals(Q1).plan_year), (90, 400))
        self.assertEqual((found.totals(Q1).plan_to_date, found.totals(Q1).annual_rate), (None, Fraction(45, 2)))
        # Beside a town with quarters: 160 of 800 for the year, 70 of 100 to date.
        total = site({"a": text, "b": town(progress=[("2020Q1", 70)])}).totals(Q1)
        self.assertEqual((total.annual_rate, total.period_rate, total.counted), (20, 70, 2))
        self.assertEqual((total.without_quarters, total.year_completed, total.year_plan), (1, 90, 400))

    def test_plan_versions(self):
        lower = "approved: 2020-02-01, total: {year: 400, quarters: [100, 200, 300, 400]}}, {year: 2020, approved: 2020-06-30, total: {year: 200, quarters: [50, 100, 150, 200]}}"
        text = town(progress=[("2020Q1", 60), ("2020Q2", 100)])
        text = text.replace("approved: 2020-02-01, total: {year: 400, quarters: [100, 200, 300, 400]}}", lower)
        self.assertEqual(site({"a": text}).standing("a", Q2).period_rate, 50)
        latest = RULES.replace("    cards:\n", "    cards:\n      plan: latest\n")
        found = site({"a": text}, rules=latest)
        self.assertEqual((found.standing("a", Q1).period_rate, found.standing("a", Q2).period_rate), (60, 100))
        # Approved after the quarter: the first one counts, and no version exists before its approval.
        late = text.replace("approved: 2020-02-01", "approved: 2020-04-05")
        self.assertEqual(site({"a": late}, rules=latest).standing("a", Q1).period_rate, 60)
        early = {"quarters/2020Q1.yaml": quarter_file("2020Q1", "2020-04-01")}
        self.assertIsNone(site({"a": late}, "2020-04-04", rules=latest, **early).standing("a", Q1).plan_year)
        # Released on 20 April: what was approved by then judges the quarter, what was approved after it does not.
        for rules in (RULES, latest):
            by = lambda day: site({"a": late.replace("2020-04-05", day)}, rules=rules).standing("a", Q1).plan_year
            self.assertEqual((by("2020-04-20"), by("2020-04-21")), (400, None))

    def test_rules_that_begin_later_use_no_plan(self):
        # The rules of 2020 begin on 1 January: the day before, no version of its plan is used by them.
        text = town().replace("approved: 2020-02-01", "approved: 2019-12-01")
        used = lambda day: [row["used"] for row in recomputed(visible(files({"a": text}), "public", date.fromisoformat(day)))["plans"][2]]
        self.assertEqual((used("2019-12-31"), used("2020-01-01")), ([False], [True]))

    def test_totals_go_by_the_plans_of_the_boards(self):
        # The target is lowered on the last day of the second quarter: 400 and 200 for the year.
        lower = "approved: 2020-02-01, total: {year: 400, quarters: [100, 200, 300, 400]}}, {year: 2020, approved: 2020-06-30, total: {year: 200, quarters: [50, 100, 150, 200]}}"
        text = town(progress=[("2020Q1", 60), ("2020Q2", 100)])
        text = text.replace("approved: 2020-02-01, total: {year: 400, quarters: [100, 200, 300, 400]}}", lower)
        sums = lambda quarter, rules: vars(site({"a": text}, rules=rules).totals(quarter))
        latest = RULES.replace("    cards:\n", "    cards:\n      plan: latest\n")
        plans = lambda quarter, rules: (sums(quarter, rules)["plan_to_date"], sums(quarter, rules)["plan_year"])
        self.assertEqual([plans(Q1, RULES), plans(Q2, RULES)], [(100, 400), (200, 400)])
        self.assertEqual([plans(Q1, latest), plans(Q2, latest)], [(100, 400), (100, 200)])

    def test_movement_among_those_ranked_in_both(self):
        # Q1: b 90, c 80, a 70.  Q2: d 95, a 90, b 85; c left the board.
        found = site({
            "a": town(progress=[("2020Q1", 70), ("2020Q2", 180)]), "b": town(progress=[("2020Q1", 90), ("2020Q2", 170)]),
            "c": town(progress=[("2020Q1", 80)]), "d": town(progress=[("2020Q2", 190)]),
        })
        self.assertEqual(found.ranking(Q1, "overall"), {"a": 3, "b": 1, "c": 2})
        self.assertEqual(found.ranking(Q2, "overall"), {"a": 2, "b": 3, "d": 1})
        moves = [found.movement(slug, Q2, "overall") for slug in "abcd"]
        self.assertEqual(moves, [1, -1, None, None])
        self.assertIsNone(found.movement("a", Q1, "overall"))

    def test_ranked_by_the_annual_plan(self):
        rules = RULES.replace("measure: total, rank_by: period_plan", "measure: total, rank_by: annual_plan")
        other = town(progress=[("2020Q1", 95)]).replace("year: 400, quarters: [100", "year: 800, quarters: [90")
        found = site({"a": town(progress=[("2020Q1", 90)]), "b": other}, rules=rules)
        self.assertEqual(found.ranking(Q1, "overall"), {"a": 1, "b": 2})


class Cards(unittest.TestCase):
    def card(self, total, more=""):
        return site({"a": town(progress=[("2020Q1", total)], more=more)}).card("a", Q1).card

    def test_exactly_at_the_threshold(self):
        cards = [self.card(total) for total in ("80", "79.9999", "60", "59.9999", "79.95")]
        self.assertEqual(cards, ["normal", "yellow", "yellow", "red", "yellow"])

    def test_overdue_at_the_quarters_end(self):
        task = lambda due, done=None: f"{{title: t, due: {due}" + (f", done: {done}}}" if done else "}")
        tasks = lambda *of: "tasks: [" + ", ".join(of) + "]\n"
        self.assertEqual(self.card(100, tasks(task("2020-03-31"))), "yellow")
        self.assertEqual(self.card(100, tasks(task("2020-04-01"))), "normal")
        self.assertEqual(self.card(100, tasks(task("2020-03-01", "2020-03-31"))), "normal")
        self.assertEqual(self.card(100, tasks(task("2020-03-01", "2020-04-01"))), "yellow")
        self.assertEqual(self.card(100, tasks(*[task("2020-03-01")] * 3)), "red")
        self.assertEqual(self.card(70, tasks(*[task("2020-03-01")] * 3)), "red")

    def test_lag_points_from_the_threshold_on(self):
        plan = "plan: [{year: 2019, approved: 2019-02-01, total: {year: 400, quarters: [100, 200, 300, 400]}}]\n"
        for total, card in ((61, "normal"), (60, "yellow"), (0, "red"), ("0.0001", "yellow")):
            tree = {"a": town(plan=False, progress=[("2019Q1", total)], more=plan)}
            found = site(tree, quarters=["2019Q1"]).card("a", Quarter(2019, 1))
            self.assertEqual(found.card, card, total)

    def test_calendar_pace(self):
        rules = RULES.replace("kind: period_plan_rate", "kind: calendar_pace")
        plan = town(progress=[("2020Q2", 160)]).replace("quarters: [100, 200,", "quarters: [10, 20,")
        card = site({"a": plan}, rules=rules).card("a", Q2)
        self.assertEqual((card.card, card.measures[0].value, card.measures[0].denominator), ("normal", 80, 200))

    def test_undetermined_unless_red_anyway(self):
        row = "{quarter: 2020Q1, reported: 2020-04-10, key_projects: 3, status: final}"
        of = lambda more: site({"a": town(progress=[row], more=more)}).card("a", Q1).card
        self.assertEqual(of(""), "undetermined")
        self.assertEqual(of("tasks: [{title: t, due: 2020-03-01}]\n"), "undetermined")
        self.assertEqual(of("tasks: [{title: t, due: 2020-03-01}, {title: u, due: 2020-03-01}, {title: v, due: 2020-03-01}]\n"), "red")

    def test_not_reported_and_not_due(self):
        self.assertEqual(site({"a": town()}).card("a", Q1).card, "not_reported")
        early = {"quarters/2020Q1.yaml": quarter_file("2020Q1", "2020-04-01")}
        self.assertIsNone(site({"a": town()}, "2020-04-14", **early).card("a", Q1))

    def test_streaks_skip_what_was_not_judged(self):
        found = site({"a": town(progress=[("2020Q1", 70), ("2020Q3", 210), ("2020Q4", 300)])})
        self.assertEqual([found.streak("a", q) for q in (Q1, Q2, Q3, Q4)], [1, 0, 2, 3])
        row = "{quarter: 2020Q2, reported: 2020-07-10, key_projects: 3, status: final}"
        found = site({"a": town(progress=[("2020Q1", 70), row, ("2020Q3", 210), ("2020Q4", 400)])})
        self.assertEqual([found.streak("a", q) for q in (Q2, Q3, Q4)], [0, 2, 1])

    def test_streaks_break(self):
        away = "category_history: [{from: 2018-01, category: municipal}, {from: 2020-04, category: left}, {from: 2020-07, category: municipal}]"
        text = town(progress=[("2020Q1", 70), ("2020Q3", 210)])
        text = text.replace("category_history: [{from: 2018-01, category: municipal}]", away)
        self.assertEqual(site({"a": text}).streak("a", Q3), 1)
        whole = town(progress=[("2020Q1", 70), ("2020Q2", 140), ("2020Q3", 210)])
        self.assertEqual(site({"a": whole}).streak("a", Q3), 3)
        self.assertEqual(site({"a": whole}, quarters=["2020Q1", "2020Q3"]).streak("a", Q3), 1)


class Returns(unittest.TestCase):
    def test_quarterly_values_are_differences(self):
        found = site({"a": town(progress=[("2020Q1", 70), ("2020Q2", 100), ("2020Q4", 300)])})
        values = [found.in_quarter(found.view.towns["a"], q, "total") for q in (Q1, Q2, Q3, Q4)]
        self.assertEqual(values, [70, 30, None, None])

    def test_year_on_year_and_shares(self):
        row = "{quarter: 2020Q1, reported: 2020-04-10, total: 80, industrial: 5, status: final}"
        found = site({"a": town(progress=[("2019Q1", 64), row])}, quarters=["2019Q1", "2020Q1"])
        a = found.view.towns["a"]
        self.assertEqual(found.year_on_year(a, Q1), 25)
        self.assertEqual(rounded(found.share(a.progress[Q1], "industrial")), Fraction("6.3"))
        self.assertIsNone(found.share(a.progress[Q1], "non_government"))

    def test_totals_count_only_towns_with_figure_and_plan(self):
        found = site({
            "a": town(progress=[("2020Q1", 70)]), "b": town("creation", progress=[("2020Q1", 100)]), "c": town(),
            "d": town(progress=[("2020Q1", 1)], plan=False), "e": town("left", progress=[("2020Q1", 9)]),
            "f": town(progress=[("2020Q1", "29.5")]).replace("county: yunxi\n", ""),
        })
        total = found.totals(Q1)
        self.assertEqual((total.completed, total.plan_to_date, total.plan_year), (Fraction("199.5"), 300, 1200))
        self.assertEqual((total.period_rate, total.counted, total.left_out), (Fraction("66.5"), 3, 2))
        self.assertEqual(found.totals(Q1, "yunxi").completed, 170)
        # The town without a plan completed 1, in its county too; without any plan what was completed is all there is.
        self.assertEqual((total.without_plan, total.outside, found.totals(Q1, "yunxi").outside), (1, 1, 1))
        alone = site({"d": town(progress=[("2020Q1", 1)], plan=False), "c": town(plan=False)}).totals(Q1)
        self.assertEqual((alone.completed, alone.counted, alone.left_out, alone.without_plan), (1, 1, 1, 0))
        self.assertEqual((alone.plan_year, alone.annual_rate, alone.outside), (None, None, None))


class Firmness(unittest.TestCase):
    def test_late_from_the_day_after_the_due_day(self):
        row = lambda day: f"{{quarter: 2020Q1, reported: {day}, total: 90, status: final}}"
        late = lambda day, **more: (found := site({"a": town(progress=[row(day)])}, **more)).is_late(
            found.view.towns["a"].progress[Q1]
        )
        # Due on 15 April.
        self.assertEqual((late("2020-04-15"), late("2020-04-16")), (False, True))
        # Where the rules set no day, from the day after the release on 20 April.
        undated = RULES.replace("    returns: {due_days: 15, first: 2020Q1}\n", "")
        self.assertEqual((late("2020-04-20", rules=undated), late("2020-04-21", rules=undated)), (False, True))

    def test_published_with_the_quarter_or_when_it_changed(self):
        history = "history: [{field: total, value: 80, published: 2020-04-20, replaced: 2020-05-02, why: a}]"
        for more, reported_on, day in (
            ("status: final", "2020-04-10", "2020-04-20"), ("status: final", "2020-04-25", "2020-04-25"),
            (f"status: revised, {history}", "2020-04-10", "2020-05-02"),
        ):
            row = f"{{quarter: 2020Q1, reported: {reported_on}, total: 90, {more}}}"
            found = site({"a": town(progress=[row])})
            self.assertEqual(str(found.published_on(found.view.towns["a"].progress[Q1])), day)

    def test_a_sum_is_provisional_with_a_part(self):
        row = "{quarter: 2020Q1, reported: 2020-04-10, total: 90, status: provisional}"
        both = site({"a": town(progress=[row]), "b": town(progress=[("2020Q1", 80)])})
        alone = site({"b": town(progress=[("2020Q1", 80)])})
        self.assertEqual((both.totals(Q1).summed.status, alone.totals(Q1).summed.status), ("provisional", None))


class Judgements(unittest.TestCase):
    def test_standards(self):
        rules = RULES + """
measures: [{key: fixed, name: x, unit: 万元}]
standards:
  - {id: old, from: 2015, to: 2021-02-28, categories: [municipal], items: [{key: jobs, unit: 人, at_least: 1}]}
  - id: new
    from: 2021-03-01
    categories: [municipal]
    items:
      - {key: jobs, unit: 人, at_least: 100}
      - {key: fixed, unit: 万元, from: figure_since_start, at_least: 500000, industries: [{industries: [旅游], at_least: 300000}]}
      - {key: industrial_share, unit: "%", from: industrial_share, at_least: 60}
      - {key: housing, unit: "%", at_most: 30}
      - {key: tax, unit: 万元, at_least: 3}
"""
        more = """industry: 旅游
indicators: [{year: 2019, key: jobs, value: 150}, {year: 2020, key: jobs, value: 99}, {year: 2020, key: housing, value: 30}]
figures: [{measure: fixed, basis: since_start, value: 40, unit: 亿元}, {measure: fixed, basis: since_start, value: 30, unit: 亿元}, {measure: fixed, basis: annual, value: 1}]
"""
        row = "{quarter: 2020Q1, reported: 2020-04-10, total: 90, industrial: 60, status: final}"
        found = site({"a": town(progress=[row, ("2020Q2", 100)], more=more)}, rules=rules)
        lines = {line.key: line for line in found.standard_items(found.view.towns["a"])}
        self.assertEqual({line.standard for line in lines.values()}, {"new"})
        self.assertEqual((lines["jobs"].met, lines["jobs"].attained, lines["jobs"].gap), (False, 99, 1))
        self.assertEqual((lines["fixed"].value, lines["fixed"].bound, lines["fixed"].met), (300000, 300000, True))
        self.assertEqual((rounded(lines["industrial_share"].value), lines["industrial_share"].gap), (Fraction("66.7"), None))
        self.assertEqual((lines["housing"].met, lines["housing"].attained), (True, None))
        self.assertEqual((lines["tax"].value, lines["tax"].met), (None, None))

    def test_scenic(self):
        rules = RULES + """
scenic:
  - {from: 2020-01, categories: [municipal], grade: AAA}
  - {from: 2020-01, categories: [municipal], tourism: true, grade: AAAAA}
  - {from: 2020-01, to: 2021-02-28, categories: [municipal], tourism: false, grade: AAAA}
  - {from: 2020-01, categories: [municipal], grade: AAAAA, aim: true}
"""
        for more, day, grade in (
            ("", "2021-03-01", "AAA"), ("tourism: true\n", "2021-03-01", "AAAAA"), ("tourism: false\n", "2021-02-28", "AAAA"),
            ("tourism: false\n", "2021-03-01", "AAA"), ("", "2021-02-28", "AAA"),
        ):
            found = site({"a": town(more=more)}, day, rules=rules)
            self.assertEqual(found.scenic_wanted(found.view.towns["a"], False), grade)
            self.assertEqual(found.scenic_wanted(found.view.towns["a"], True), "AAAAA")

    METHOD = RULES + """
assessment_methods:
  - id: m
    from: 2020
    components:
      - {key: inv, weight: 50, kind: annual_plan_rate}
      - {key: tasks, weight: 20, kind: tasks_on_time}
      - {key: cards, weight: 20, kind: cards}
      - {key: word, weight: 10, kind: given}
    grades: [{grade: excellent, from: 90}, {grade: good, from: 80}, {grade: warning, from: 0}]
"""

    def assessed(self, more, progress=(("2020Q1", 70), ("2020Q2", 200), ("2020Q4", 320)), **others):
        return site({"a": town(progress=progress, more=more)}, rules=self.METHOD, **others).city_assessments()

    def test_city_assessment(self):
        score = "scores: [{year: 2020, key: word, value: 90, on: 2021-01-20}]\n"
        tasks = "tasks: [{title: t, due: 2020-12-31, done: 2020-12-31}, {title: u, due: 2020-06-01, done: 2020-06-02}, {title: v, due: 2021-01-01}]\n"
        # 80 % of the plan; one of two tasks on time; yellow, normal, not reported, normal: a task done late but
        # before the quarter's end is no card.
        line = self.assessed(score + tasks)[0]
        mean = Fraction(60 + 100 + 100, 3)
        self.assertEqual(line.score, 40 + 10 + mean / 5 + 9)
        self.assertEqual(line.grade, "warning")
        self.assertEqual(self.assessed(score)[0].score, 40 + 20 + mean / 5 + 9)
        self.assertEqual(self.assessed(score)[0].grade, "good")
        self.assertEqual(self.assessed("")[0].reasons, ["no_score"])
        self.assertEqual(self.assessed(score, as_of="2021-01-19"), [])
        self.assertEqual(self.assessed(score, quarters=["2020Q1"]), [])
        self.assertEqual(self.assessed(score, progress=[("2020Q1", 70)])[0].reasons, ["not_reported"])

    def test_the_exact_score_decides_the_grade(self):
        score = lambda value: f"scores: [{{year: 2020, key: word, value: {value}, on: 2021-01-20}}]\n"
        full = [("2020Q1", 100), ("2020Q2", 200), ("2020Q3", 300), ("2020Q4", 320)]
        self.assertEqual(self.assessed(score("100"), full)[0].score, 90)
        self.assertEqual(self.assessed(score("100"), full)[0].grade, "excellent")
        line = self.assessed(score("99.96"), full)[0]
        self.assertEqual((rounded(line.score, 2), line.grade), (Fraction(90), "good"))
        self.assertLess(line.score, 90)

    def test_county_roll_up(self):
        score = "scores: [{year: 2020, key: word, value: 100, on: 2021-01-20}]\n"
        full = [("2020Q1", 100), ("2020Q2", 200), ("2020Q3", 300), ("2020Q4", 320)]
        tree = files({
            "a": town(progress=full, more=score), "b": town(progress=full[:3] + [("2020Q4", 400)], more=score),
            "c": town(), "d": town(progress=full, more="assessments: [{year: 2020, assessor: city, list: municipal, grade: warning}]\n"),
        }, rules=self.METHOD)
        tables = recomputed(visible(tree, "public"))
        line = tables["assessment_counties"][2][0]
        self.assertEqual((line["county"], line["towns"], line["scored"], line["mean_score"]), ("yunxi", 4, 2, 95))
        self.assertTrue(line["grades"].holds("excellent:2;warning:1"))
        self.assertFalse(line["grades"].holds("excellent:1;warning:1"))
        origins = [(row["town"], row["origin"]) for row in tables["assessments"][2]]
        whole = [("a", "computed"), ("b", "computed"), ("c", "uncomputable"), ("d", "recorded")]
        self.assertEqual(sorted(origins), whole)

    AWARDS = RULES + """
awards:
  - id: p
    from: 2020
    to: 2021
    cases:
      - {id: named, amount: 200, named: {}}
      - {id: before, amount: 200, named: {before: 2020, paid_in: 2021}}
      - {id: best, amount: 60, grade: {list: creation, grade: excellent}}
"""

    def awarded(self, text, as_of="2021-03-01"):
        found = site({"a": text}, as_of, rules=self.AWARDS)
        return [(a.case, a.year, a.amount, a.state, a.reason, a.payment_year, a.paid_amount) for a in found.awards()]

    def test_awards_for_naming(self):
        self.assertEqual(self.awarded(town("named", "2019-12-31")), [("before", 2019, 200, "due", None, 2021, None)])
        self.assertEqual(self.awarded(town("named", "2020-01")), [("named", 2020, 200, "due", None, None, None)])
        self.assertEqual(self.awarded(town("named", "2021-03-02")), [])
        self.assertEqual(self.awarded(town("named", "2022-01-01"), "2022-02-01"), [])
        undated = town("named").replace("from: 2018-01, ", "")
        self.assertEqual(self.awarded(undated), [("named", None, None, "uncomputable", "naming_date_unknown", None, None)])

    def test_awards_paid(self):
        paid = "payments: [{case: before, year: 2019, amount: 200, paid: 2021-02-28}, {case: named, year: 2019, amount: 1, paid: 2021-02-28}]\n"
        text = town("named", "2019-12-31", more=paid)
        extra = ("named", 2019, None, "not_due", None, None, 1)
        self.assertEqual(self.awarded(text), [("before", 2019, 200, "paid", None, 2021, 200), extra])
        notes = lambda paid: [
            (a.state, a.payment_note) for a in site(
                {"a": town("named", "2019-12-31", more=f"payments: [{paid}]\n")}, "2021-03-01", rules=self.AWARDS
            ).awards()
        ]
        one = "{case: before, year: 2019, amount: 120, paid: 2021-02-28}"
        two = one.replace("120", "80")
        self.assertEqual(notes(one), [("partly_paid", None)])
        self.assertEqual(notes(f"{one}, {two}"), [("paid", None)])
        self.assertEqual(notes(f"{one}, {two}, {two}"), [("paid", "above_due")])
        self.assertEqual(notes(one.replace("2021-02-28", "2019-12-30")), [("partly_paid", "before_published")])
        self.assertEqual(notes(one.replace("before,", "best,")), [("due", None), ("not_due", "without_due")])
        self.assertEqual(self.awarded(text, "2021-02-27"), [("before", 2019, 200, "due", None, 2021, None)])

    def test_awards_for_grades(self):
        grade = lambda of: f"assessments: [{{year: 2020, assessor: province, list: creation, grade: {of}, published: 2021-02-01}}]\n"
        self.assertEqual(self.awarded(town("creation", more=grade("excellent"))), [("best", 2020, 60, "due", None, None, None)])
        self.assertEqual(self.awarded(town("creation", more=grade("good"))), [])
        unknown = [(None, 2020, None, "uncomputable", "grade_not_published", None, None)]
        self.assertEqual(self.awarded(town("creation", more=grade("excellent")), "2021-01-31"), unknown)
        self.assertEqual(self.awarded(town("cultivation"), "2020-12-31"), unknown)
        self.assertEqual(self.awarded(town("cultivation"), "2020-12-30"), [])
        self.assertEqual(self.awarded(town("municipal")), [])
        city = grade("excellent").replace("province", "city")
        self.assertEqual(self.awarded(town("creation", more=city)), unknown)

    def test_targets(self):
        rules = RULES + "targets: [{id: t, counts: towns_named, at_least: 2, counts_from: 2020-09-29, deadline: 2021-01-31}]\n"
        def state(day, *since):
            found = site({f"t{i}": town("named", start) for i, start in enumerate(since)}, day, rules=rules)
            target = found.target(found.rules["targets"][0])
            return target.count, target.state
        self.assertEqual(state("2021-01-31", "2020-09-29", "2020-09-28"), (1, "open"))
        self.assertEqual(state("2021-02-01", "2020-09-29", "2021-02-01"), (1, "missed"))
        self.assertEqual(state("2021-02-01", "2020-09-29", "2021-01-31"), (2, "met"))

    def test_showcase(self):
        rules = RULES + """    showcase: {per_board: 1, quarters_without_card: 2}
picks: [{town: d, reason: 好, from: 2021-03-01}, {town: b, reason: 妙, from: 2021-02-01, to: 2021-03-01}, {town: a, reason: 旧, from: 2021-01-01, to: 2021-02-28}]
"""
        end = lambda q3, q4: [("2020Q3", q3), ("2020Q4", q4)]
        found = site({
            "a": town(progress=end(239, 400)), "b": town(progress=end(300, 380)), "c": town(progress=end(300, 380)),
            "d": town(progress=end(300, 370)), "e": town(progress=[("2020Q4", 400)]),
        }, rules=rules)
        chosen = {slug: (c.origin, c.rank, c.picked) for slug, c in found.showcase().items()}
        self.assertEqual(chosen, {"b": ("both", 3, "妙"), "c": ("rule", 3, None), "d": ("pick", None, "好")})

    def test_interviews(self):
        rules = RULES + """    interviews:
      - {id: warned, kind: provincial_warning}
      - {id: behind, kind: behind, quarters: [2, 4], below: 60}
      - {id: far, kind: indicator_far, indicators: [jobs], below: 50}
standards: [{id: s, from: 2020, categories: [municipal], items: [{key: jobs, unit: 人, at_least: 10}, {key: tax, unit: 人, at_least: 10}]}]
"""
        more = "warnings: [{on: 2020-04-01, by: province, text: x}, {on: 2020-07-01, by: city, text: x}]\nindicators: [{year: 2020, key: jobs, value: 4.9}, {year: 2020, key: tax, value: 1}]\n"
        tree = {"a": town(progress=[("2020Q1", 1), ("2020Q2", "119.9"), ("2020Q3", 1), ("2020Q4", 240)], more=more)}
        found = site(tree, rules=rules, edition="internal")
        triggers = lambda q: [(t.trigger, t.value) for t in found.triggers(found.view.towns["a"], q)]
        self.assertEqual(triggers(Q1), [])
        # The value of 2020 is known before the fourth quarter comes out, and stays with the third, the latest till then.
        self.assertEqual(triggers(Q3), [("far", 49)])
        self.assertEqual(triggers(Q2), [("warned", None), ("behind", Fraction("59.95"))])
        self.assertEqual(triggers(Q4), [("far", 49)])
        self.assertEqual(site(tree, rules=rules).triggers(found.view.towns["a"], Q2), [])


class Comparing(unittest.TestCase):
    """A site written from the recomputed tables agrees; each kind of slip in it is found."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.site, self.content = Path(self.folder.name, "site"), Path(self.folder.name, "content")
        tree = files({"a": town(progress=[("2020Q1", "70.5")]), "b": town(progress=[("2020Q1", 90)])}, ["2020Q1"])
        for name, text in tree.items():
            (self.content / name).parent.mkdir(parents=True, exist_ok=True)
            (self.content / name).write_text("\ufeff" + text.replace("\n", "\r\n"), encoding="utf-8")
        view = visible(tree, "public")
        tables = recomputed(view)
        parts = {name: rows for name, _, rows in extracts(view, tables)}
        said = lambda value: "words" * (not value.holds("")) if isinstance(value, Loose) else recompute.shown(value)
        for name, rows in {**{name: rows for name, (_, _, rows) in tables.items()}, **parts}.items():
            lines = [{column: said(value) for column, value in row.items()} for row in rows]
            self.write(name, lines, rows)
        (self.site / "boards").mkdir()
        (self.site / "towns").mkdir()
        cell = lambda row, name: f'<td data-field="{name}" data-value="{recompute.shown(row[name])}"><b>x<br></b></td>'
        board = "".join(
            f'<tr data-town="{row["town"]}">'
            + "".join(cell(row, name) for name in ("rank", "period_rate", "annual_rate", "completed"))
            + f"<td data-field='card'>{'黄牌' if row['town'] == 'a' else '正常'}</td></tr>"
            for row in sorted(tables["boards"][2], key=lambda row: row["rank"])
        )
        (self.site / "boards/2020q1.html").write_text(f"<table>{board}</table>")
        for row in tables["boards"][2]:
            (self.site / f"towns/{row['town']}.html").write_text(f"<p>{cell(row, 'completed')}</p>")

    def write(self, name, lines, rows):
        data = self.site / "data"
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        text = io.StringIO()
        if lines:
            writer = csv.DictWriter(text, lines[0].keys())
            writer.writeheader()
            writer.writerows(lines)
        (data / f"{name}.csv").write_text("\ufeff" + text.getvalue(), encoding="utf-8", newline="")
        raw = lambda line, row: ", ".join(
            f"{json.dumps(c)}: "
            + ("null" if t == "" else t if recompute.is_number(row[c]) or isinstance(row[c], bool) else json.dumps(t))
            for c, t in line.items()
        )
        objects = ", ".join("{" + raw(line, row) + "}" for line, row in zip(lines, rows))
        (data / f"{name}.json").write_text(f"[{objects}]")

    def run_check(self, *more):
        out = io.StringIO()
        argv = ["recompute.py", "--content", str(self.content), "--site", str(self.site), "--edition", "public", *more]
        with contextlib.redirect_stdout(out), unittest.mock.patch("sys.argv", argv):
            status = recompute.main()
        return status, out.getvalue().splitlines()

    def spoil(self, path, old, new):
        file = self.site / path
        text = file.read_text(encoding="utf-8")
        self.assertIn(old, text)
        file.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")

    def test_agrees(self):
        status, lines = self.run_check("--at-least", "50")
        self.assertEqual(status, 0, lines)
        self.assertRegex(lines[-1], r"^\d+ values compared, 0 differ$")
        self.assertEqual(self.run_check("--at-least", "100000")[0], 1)

    def test_finds_every_kind_of_slip(self):
        for path, old, new, said in (
            ("data/boards.csv", "70.5,", "70.6,", "boards 2020Q1/overall/a completed: site 70.6, recomputed 70.5"),
            ("data/boards.csv", ",b,", ",c,", "boards 2020Q1/overall/c row: site a row, recomputed none"),
            ("data/boards.json", "70.5", "70.50001", "boards.json row 1 completed: site '70.50001', recomputed '70.5'"),
            ("data/totals.json", "160.5", '"160.5"', "totals.json row 1 completed"),
            ("data/cards.csv", "\ufeff", "", "cards (all) file: site no byte order mark"),
            ("boards/2020q1.html", 'data-value="90"', 'data-value="91"', "boards/2020q1.html b period_rate: site 91, recomputed 90"),
            ("boards/2020q1.html", 'data-town="b"', 'data-town="x"', "boards/2020q1.html x row: site a row, recomputed none"),
            ("towns/a.html", 'data-value="70.5"', 'data-value=""', "towns/a.html  completed: site (empty), recomputed 70.5"),
        ):
            with self.subTest(path=path, new=new):
                before = (self.site / path).read_text(encoding="utf-8")
                self.spoil(path, old, new)
                status, lines = self.run_check()
                self.assertEqual(status, 1)
                self.assertTrue(any(line.startswith(said) for line in lines), lines)
                (self.site / path).write_text(before, encoding="utf-8", newline="")

    def test_order_of_ties_and_missing_files(self):
        page = self.site / "boards/2020q1.html"
        rows = page.read_text().split("<tr")
        page.write_text("<tr".join([rows[0], rows[2].replace("</table>", ""), rows[1] + "</table>"]))
        self.assertIn("boards/2020q1.html b order: site after a, recomputed before it", self.run_check()[1])
        page.unlink()
        (self.site / "data/cards.csv").unlink()
        lines = self.run_check()[1]
        self.assertIn("boards/2020q1.html (all) file: site no page, recomputed 2 towns", lines)
        self.assertIn("cards (all) file: site no file, recomputed 2 rows", lines)

    def test_comparing_nothing_fails(self):
        for slug in "ab":
            (self.site / f"towns/{slug}.html").write_text("<p>70.5</p>")
        status, lines = self.run_check()
        self.assertEqual(status, 1)
        self.assertIn("towns pages (all) values: site 0 for machines, recomputed some", lines)

    def test_words_where_no_exact_value_stands(self):
        page = self.site / "boards/2020q1.html"
        page.write_text(page.read_text().replace(' data-value="90"', "").replace("x<br>", "90 万元"))
        self.assertEqual(self.run_check()[0], 0)

    def test_a_head_names_the_field_of_its_cells(self):
        page = self.site / "towns/a.html"
        head = "<tr><th scope=col>x</th><th scope=col data-field=completed>y</th></tr>"
        table = f"<table>{head}<tr><th>z</th><td{{}}>{{}}</td></tr></table>"
        for more, text, said in (
            ("", "70.5", None),
            ("", "70.6", "70.6"),
            (" data-value=70.6", "70.5", "70.6"),
            ("", "71 or so", None),
        ):
            with self.subTest(text=text, more=more):
                page.write_text(table.format(more, text))
                found = [line for line in self.run_check()[1] if line.startswith("towns/a.html")]
                self.assertEqual(found, [f"towns/a.html  completed: site {said}, recomputed 70.5"] if said else [])


if __name__ == "__main__":
    unittest.main()
