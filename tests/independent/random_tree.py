#!/usr/bin/env python3
"""A random content tree by the rules of another one: `python3 random_tree.py SEED CONTENT FOLDER`.

Towns, returns, plans, payments and releases are drawn around the thresholds and days at which the rules turn; what a
rule set asks for is drawn, too. The same seed gives the same tree. Every tree is sound: `check` finds no error in it.
"""

import random
import shutil
import sys
from datetime import date, timedelta
from pathlib import Path

import yaml

YEARS = (2019, 2020)
QUARTERS = [(year, number) for year in YEARS for number in (1, 2, 3, 4)]
CATEGORIES = ("named", "creation", "cultivation", "municipal")


def last_day(year, number):
    following = date(year + number // 4, number % 4 * 3 + 1, 1)
    return following - timedelta(days=1)


def name(quarter):
    return f"{quarter[0]}Q{quarter[1]}"


class Tree:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.released = {}

    def chance(self, share):
        return self.random.random() < share

    def day_around(self, day, before=9, after=9):
        """A day about another one; the day itself and its neighbours come often."""
        step = self.random.choice((-1, 0, 0, 1, self.random.randint(-before, after)))
        return day + timedelta(days=step)

    # Rules

    def rules(self, rules):
        rules.pop("picks", None)
        for rule_set in rules["rule_sets"]:
            if returns := rule_set.get("returns"):
                returns["due_days"] = self.random.choice((7, 10, 15))
            for board in rule_set["boards"]:
                board["rank_by"] = self.random.choice(("period_plan", "annual_plan"))
            if cards := rule_set.get("cards"):
                cards["plan"] = self.random.choice(("first", "latest"))
                kinds = self.random.sample(("period_plan_rate", "calendar_pace", "lag_points", "overdue_tasks"), 2)
                bounds = {"period_plan_rate": (80, 60), "calendar_pace": (75, 50), "lag_points": (10, 25), "overdue_tasks": (1, 2)}
                cards["measures"] = [dict(kind=kind, yellow=bounds[kind][0], red=bounds[kind][1]) for kind in kinds]
        return rules

    def quarter(self, quarter):
        released = self.day_around(last_day(*quarter) + timedelta(days=20))
        self.released[quarter] = released
        text = {"quarter": name(quarter), "released": released}
        # A quarter is kept back only with those after it in its year.
        if quarter[1] == 4 and self.chance(0.2):
            text["internal"] = True
        if self.chance(0.5):
            text["analysis"] = {"released": released, "summary": "概况。"}
        return text

    # A town

    def series(self, year_plan):
        steps = sorted(self.random.choice((10, 20, 25, 40, 50, 60, 75, 90)) for _ in range(3))
        return {"year": year_plan, "quarters": [year_plan * step // 100 for step in steps] + [year_plan]}

    def plan(self, year, year_plan, approved):
        whole = self.series(year_plan)
        plan = {"year": year, "approved": approved, "total": whole}
        if self.chance(0.8):
            share = self.random.choice((50, 60, 80))
            plan["key_projects"] = {
                "year": year_plan * share // 100, "quarters": [amount * share // 100 for amount in whole["quarters"]]
            }
        if self.chance(0.2):
            del whole["quarters"]
            plan.get("key_projects", {}).pop("quarters", None)
        return plan

    def plans(self, year):
        """No version, one or two; approved in spring, about the end of a quarter, or after its release."""
        year_plan = self.random.randrange(20, 90) * 1000
        if self.chance(0.15):
            return []
        first = self.random.choice((date(year, 2, 20), self.day_around(last_day(year, 1)), self.day_around(self.released[year, 1])))
        versions = [self.plan(year, year_plan, first)]
        if self.chance(0.4):
            later = max(first + timedelta(days=1), self.day_around(last_day(year, self.random.choice((2, 3)))))
            versions.append(self.plan(year, year_plan * self.random.choice((60, 80, 120)) // 100, later))
        return versions

    def progress(self, year, plans):
        """Returns near the plan's thresholds; some missing, late, provisional or revised."""
        year_plan = plans[0]["total"]["year"] if plans else 30_000
        rows, total = [], 0
        for number in (1, 2, 3, 4):
            planned = plans[0]["total"].get("quarters", [0, 0, 0, 0])[number - 1] if plans else 0
            goal = (planned or year_plan * number // 4) * self.random.choice((45, 59, 60, 61, 79, 80, 81, 95, 100, 104)) // 100
            # Amounts of their own: equal rows and equal quarters would be taken for copies.
            total = max(goal, total + self.random.randrange(120, 900)) + self.random.randrange(1, 97)
            if self.chance(0.12):
                continue
            due = last_day(year, number) + timedelta(days=15)
            reported = max(self.random.choice((self.day_around(due), self.day_around(self.released[year, number]))), last_day(year, number) + timedelta(days=1))
            row = {"quarter": name((year, number)), "reported": reported, "total": total, "status": "final"}
            for measure, low, high in (("industrial", 40, 90), ("non_government", 40, 90), ("key_projects", 50, 95)):
                if self.chance(0.85):
                    row[measure] = total * self.random.randrange(low, high) // 100 + self.random.randrange(0, 7)
            if self.chance(0.2):
                row["status"] = "provisional"
            elif self.chance(0.25):
                published = max(reported, self.released[year, number])
                replaced = published + timedelta(days=self.random.randrange(1, 60))
                factor = self.random.choice((90, 97, 103, 110))
                row |= {"status": "revised", "history": [{
                    "field": "total", "value": total * factor // 100 + 1, "published": published, "replaced": replaced,
                    "why": "核对后更正",
                }]}
                if self.chance(0.5):
                    row["history"][0]["status"] = self.random.choice(("provisional", "final"))
            if self.chance(0.4):
                row["source"] = f"{year}年第{number}季度报表"
            rows.append(row)
        # Year to date, no part falls.
        for measure in ("industrial", "non_government", "key_projects"):
            least = 0
            for row in rows:
                if measure in row:
                    row[measure] = least = min(max(row[measure], least + 11), row["total"])
        return rows

    def projects(self, slug):
        rows, done = [], 0
        for quarter in QUARTERS[4:]:
            if self.chance(0.7):
                done += self.random.randrange(100, 1500)
                rows.append({"quarter": name(quarter), "basis": "since_start", "completed": done})
        project = {
            "id": f"{slug}-1", "name": f"{slug}项目", "key": self.chance(0.7), "investment": done + self.random.randrange(1, 9000),
            "start": "2019-10", "stages": [{"from": "2019-10", "stage": "construction"}], "progress": rows,
        }
        return [project]

    def tasks(self):
        days = [self.day_around(last_day(*self.random.choice(QUARTERS[4:]))) for _ in range(self.random.randrange(0, 4))]
        task = lambda at, due: {"title": f"任务{at}", "due": due} | ({"done": self.day_around(due)} if self.chance(0.6) else {})
        return [task(at, due) for at, due in enumerate(days)]

    def town(self, slug, county):
        first = self.random.choice(CATEGORIES)
        history = [{"from": "2018-03-01", "category": first}]
        if self.chance(0.4):
            turn = self.day_around(last_day(*self.random.choice(QUARTERS)))
            history.append({"from": turn, "category": self.random.choice([*CATEGORIES, "left"])})
        town = {"name": f"{slug}小镇", "category_history": history, "tourism": self.chance(0.5)}
        if county:
            town["county"] = county
        if self.chance(0.8):
            town["industry"] = self.random.choice(("数字经济", "旅游", "环保"))
        plans = {year: self.plans(year) for year in YEARS}
        town["plan"] = plans[2019] + plans[2020]
        town["progress"] = self.progress(2019, plans[2019]) + self.progress(2020, plans[2020])
        town["projects"] = self.projects(slug)
        town["tasks"] = self.tasks()
        town["scores"] = [{"year": 2020, "key": "publicity", "value": self.random.randrange(40, 101), "on": "2021-01-15"}] if self.chance(0.7) else []
        if self.chance(0.4):
            town["figures"] = [{
                "measure": "fixed_asset_investment", "basis": "since_start", "period": "2016—2019年",
                "value": self.random.choice((29.9, 30, 49.99, 50, 62)), "unit": "亿元", "published": "2020-06",
            }]
        if self.chance(0.5):
            town["indicators"] = [{"year": 2019, "key": "jobs", "value": self.random.choice((1999, 2000, 3100)), "reported": "2020-02-10"}]
        if first == "creation":
            grade = self.random.choice(("excellent", "good", "pass"))
            town["assessments"] = [{"year": 2019, "assessor": "province", "list": "creation", "grade": grade, "published": "2020-05-20"}]
            amounts = {"excellent": (60, [60], [40, 20], [30], [70]), "good": (30, [30], [10, 20], [31])}.get(grade)
            if amounts and self.chance(0.7):
                paid = self.random.choice(amounts[1:])
                town["payments"] = [
                    {"case": f"creation-{grade}", "year": 2019, "amount": amount, "paid": self.day_around(date(2020, 5, 21)) + timedelta(days=at)}
                    for at, amount in enumerate(paid)
                ]
        return {key: value for key, value in town.items() if value != []}


class Dumper(yaml.SafeDumper):
    """Writes a value as often as it occurs: content files have no anchors."""

    def ignore_aliases(self, data):
        return True


def write(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.dump(value, Dumper=Dumper, allow_unicode=True, sort_keys=False), encoding="utf-8")


def main(seed, content, folder):
    tree, content, folder = Tree(seed), Path(content), Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for kept in ("policies", "pages"):
        shutil.copytree(content / kept, folder / kept)
    for kept in ("site.yaml", "counties.yaml", "sources.yaml"):
        shutil.copy(content / kept, folder / kept)
    rules = yaml.safe_load((content / "rules.yaml").read_text(encoding="utf-8"))
    write(folder / "rules.yaml", tree.rules(rules))
    for quarter in QUARTERS:
        text = tree.quarter(quarter)
        if not tree.chance(0.1):
            write(folder / f"quarters/{name(quarter)}.yaml", text)
    counties = [county["id"] for county in yaml.safe_load((content / "counties.yaml").read_text(encoding="utf-8"))]
    for at in range(tree.random.randrange(3, 8)):
        slug = f"town{at}"
        write(folder / f"towns/{slug}.yaml", tree.town(slug, tree.random.choice([*counties[:3], None])))


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:4])
