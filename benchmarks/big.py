"""Invented caseload files of any size, for the benchmarks: no story, only load."""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from pathlib import Path

from pace_tui.exchange.pathway_file import scottish_holidays, shipped
from pace_tui.store.casefile import CaseFile
from pace_tui.store.change import change
from pace_tui.store.create import Beginnings, create

AS_AT = date(2026, 11, 20)
_A_WORKER = 15
_HOMES = ("foster", "kinship", "home", "residential_house")
_DUE = {
    "meeting_72h": 3, "planning_review": 14, "review_first": 42, "information": 70,
    "legal_advice_asked": 56, "parenting_assessment": 112, "legal_advice": 126,
    "review_second": 133,
}  # fmt: skip


def make(path: Path, children: int, seed: int = 1) -> None:
    """A file with so many children accommodated now, and two thirds as many recommended."""
    text = shipped()
    path.unlink(missing_ok=True)
    settings = {"area": "Bench", "as_at": AS_AT.isoformat(), "pace_start": "2024-01-08"}
    beginnings = Beginnings(text.pathway, scottish_holidays(), text.delay_reasons, settings)
    create(path, beginnings, lambda file: _fill(file, children, random.Random(seed)))


def _fill(file: CaseFile, children: int, luck: random.Random) -> None:
    workers = max(1, children // _A_WORKER)
    tables: dict[str, list[dict[str, object]]] = {
        name: [] for name in ("child", "period", "allocation", "home", "step", "recommendation")
    }
    for number in range(1, children + children * 2 // 3 + 1):
        _child(tables, number, number > children, number % workers + 1, luck)
    with change(file, "Filled for a benchmark", who="benchmark") as db:
        teams = max(1, workers // 10)
        db.table("team").insert_all({"name": f"Team {n}"} for n in range(1, teams + 1))
        db.table("worker").insert_all(
            {"name": f"Worker {n}", "team_id": n % teams + 1} for n in range(1, workers + 1)
        )
        for name, rows in tables.items():
            db.table(name).insert_all(rows, batch_size=1000)


def _child(
    tables: dict[str, list[dict[str, object]]],
    number: int,
    recommended: bool,
    worker: int,
    luck: random.Random,
) -> None:
    waited = int(luck.triangular(3, 400, 60))
    start = AS_AT - timedelta(days=waited + (luck.randrange(1500) if recommended else 0))
    begun = start.isoformat()
    tables["child"].append(
        {
            "reference": f"B-{number:06}",
            "name": f"Child {number}",
            "date_of_birth": (start - timedelta(days=luck.randrange(5000))).isoformat(),
        }
    )
    tables["period"].append({"child_id": number, "accommodated_on": begun})
    tables["allocation"].append({"period_id": number, "worker_id": worker, "from_on": begun})
    tables["home"].append(
        {"period_id": number, "lives_with": luck.choice(_HOMES), "from_on": begun}
    )
    for key, due in _DUE.items():
        if due < waited and luck.random() < 0.95:
            done = start + timedelta(days=max(1, due - luck.randrange(9)))
            tables["step"].append({"period_id": number, "key": key, "done_on": done.isoformat()})
    if recommended:
        day = start + timedelta(days=waited)
        tables["recommendation"].append(
            {"period_id": number, "recommended_on": day.isoformat(), "route": "home"}
        )


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
