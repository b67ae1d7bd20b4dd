"""The file's tables, the triggers that keep the history, and the view for other programs.

One row is one fact. Dates are ISO text, checked by the table itself. The DDL is written by
hand: sqlite-utils' `transform` drops triggers without a word.
"""

from __future__ import annotations

# "PACE" in ASCII: tells a caseload file from any other SQLite file.
APPLICATION_ID = 0x50414345
VERSION = 1

_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'"


def _day(column: str, required: bool = False) -> str:
    """A column that holds an ISO date."""
    if required:
        return f"{column} TEXT NOT NULL CHECK ({column} {_DAY})"
    return f"{column} TEXT CHECK ({column} IS NULL OR {column} {_DAY})"


# Tables whose every change is kept in the history and can be undone.
AUDITED: dict[str, str] = {
    "setting": """
        key TEXT NOT NULL UNIQUE,
        value TEXT NOT NULL""",
    "holiday": f"""
        {_day("day", required=True)} UNIQUE,
        name TEXT NOT NULL""",
    "pathway_step": """
        key TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        position INTEGER NOT NULL,
        anchor TEXT NOT NULL,
        amount INTEGER,
        unit TEXT NOT NULL CHECK (unit IN
            ('days', 'weeks', 'months', 'working_days', 'aim', 'no_limit')),
        basis TEXT NOT NULL DEFAULT '',
        source TEXT NOT NULL DEFAULT '',
        routes TEXT NOT NULL DEFAULT '',
        required INTEGER NOT NULL DEFAULT 1 CHECK (required IN (0, 1))""",
    "pathway_task": """
        step_key TEXT NOT NULL,
        position INTEGER NOT NULL,
        text TEXT NOT NULL""",
    "warning_rule": """
        key TEXT NOT NULL UNIQUE,
        threshold INTEGER NOT NULL""",
    "delay_reason": """
        code TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        position INTEGER NOT NULL""",
    "aim": f"""
        name TEXT NOT NULL UNIQUE,
        weeks INTEGER NOT NULL CHECK (weeks > 0),
        percent INTEGER NOT NULL CHECK (percent BETWEEN 1 AND 100),
        {_day("from_on")},
        {_day("by_on")},
        cohort TEXT NOT NULL DEFAULT '',
        meeting TEXT NOT NULL DEFAULT '',
        start_event TEXT NOT NULL DEFAULT 'accommodated',
        end_event TEXT NOT NULL DEFAULT 'recommendation',
        main INTEGER NOT NULL DEFAULT 0 CHECK (main IN (0, 1))""",
    "test_of_change": f"""
        name TEXT NOT NULL UNIQUE,
        prediction TEXT NOT NULL DEFAULT '',
        measure TEXT NOT NULL DEFAULT '',
        scale TEXT NOT NULL DEFAULT '',
        {_day("started_on")},
        {_day("stopped_on")},
        learned TEXT NOT NULL DEFAULT '',
        decision TEXT NOT NULL DEFAULT ''
            CHECK (decision IN ('', 'adopt', 'adapt', 'abandon'))""",
    "team": """
        name TEXT NOT NULL UNIQUE""",
    "worker": """
        name TEXT NOT NULL UNIQUE,
        team_id INTEGER REFERENCES team(id)""",
    "kin_group": """
        name TEXT NOT NULL UNIQUE""",
    "child": f"""
        reference TEXT NOT NULL UNIQUE CHECK (reference <> ''),
        name TEXT NOT NULL DEFAULT '',
        {_day("date_of_birth")},
        group_id INTEGER REFERENCES kin_group(id)""",
    "period": f"""
        child_id INTEGER NOT NULL REFERENCES child(id),
        {_day("accommodated_on")},
        start_known INTEGER NOT NULL DEFAULT 1 CHECK (start_known IN (0, 1)),
        {_day("ended_on")},
        end_reason TEXT NOT NULL DEFAULT ''""",
    "allocation": f"""
        period_id INTEGER NOT NULL REFERENCES period(id),
        worker_id INTEGER REFERENCES worker(id),
        team_id INTEGER REFERENCES team(id),
        {_day("from_on", required=True)},
        {_day("to_on")}""",
    "home": f"""
        period_id INTEGER NOT NULL REFERENCES period(id),
        lives_with TEXT NOT NULL,
        place TEXT NOT NULL DEFAULT '',
        {_day("from_on", required=True)},
        {_day("to_on")}""",
    "legal": f"""
        period_id INTEGER NOT NULL REFERENCES period(id),
        basis TEXT NOT NULL,
        {_day("from_on", required=True)},
        {_day("to_on")}""",
    "step": f"""
        period_id INTEGER NOT NULL REFERENCES period(id),
        key TEXT NOT NULL,
        {_day("due_on")},
        {_day("booked_on")},
        {_day("done_on")},
        not_needed INTEGER NOT NULL DEFAULT 0 CHECK (not_needed IN (0, 1)),
        moved INTEGER NOT NULL DEFAULT 0,
        delay_reason TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT ''""",
    "recommendation": f"""
        period_id INTEGER NOT NULL REFERENCES period(id),
        {_day("recommended_on", required=True)},
        route TEXT,
        meeting TEXT NOT NULL DEFAULT '',
        {_day("withdrawn_on")},
        withdrawn_reason TEXT NOT NULL DEFAULT ''""",
    "views_heard": f"""
        period_id INTEGER NOT NULL REFERENCES period(id),
        {_day("heard_on", required=True)},
        how TEXT NOT NULL DEFAULT '',
        views TEXT NOT NULL DEFAULT ''""",
    "element": f"""
        period_id INTEGER NOT NULL REFERENCES period(id),
        {_day("judged_on", required=True)},
        element TEXT NOT NULL CHECK (element IN ('physical', 'legal', 'emotional')),
        judgement TEXT NOT NULL CHECK (judgement IN ('settled', 'partly', 'not_yet')),
        note TEXT NOT NULL DEFAULT ''""",
    "note": f"""
        period_id INTEGER NOT NULL REFERENCES period(id),
        {_day("noted_on", required=True)},
        text TEXT NOT NULL""",
}

# Half-typed forms, kept until they are saved or left: no facts yet, so not in the history.
DRAFT = """
CREATE TABLE draft (
    kind TEXT NOT NULL,
    period_id INTEGER NOT NULL REFERENCES period(id),
    typed TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    PRIMARY KEY (kind, period_id)
) STRICT;
"""

# The history itself: `change` is one action of a person, `history` its rows before and after.
# `history_new` and `change_new` stop INSERT OR REPLACE, which deletes without DELETE triggers.
# `digest` is of the action's rows, `seal` chains it to the one before (see store.seal).
HISTORY = """
CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    what TEXT NOT NULL,
    undoes INTEGER REFERENCES change(id),
    beginning INTEGER NOT NULL DEFAULT 0 CHECK (beginning IN (0, 1)),
    digest TEXT NOT NULL DEFAULT '',
    seal TEXT NOT NULL DEFAULT '',
    open INTEGER NOT NULL DEFAULT 1 CHECK (open IN (0, 1))
) STRICT;
CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    change_id INTEGER NOT NULL REFERENCES change(id),
    tbl TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    before TEXT,
    after TEXT
) STRICT;
CREATE INDEX history_change ON history(change_id);
CREATE INDEX history_row ON history(tbl, row_id);
CREATE TRIGGER history_new BEFORE INSERT ON history
WHEN EXISTS (SELECT 1 FROM history WHERE id = new.id)
  OR NOT EXISTS (SELECT 1 FROM change WHERE id = new.change_id AND open = 1)
BEGIN SELECT RAISE(ABORT, 'the history cannot be altered'); END;
CREATE TRIGGER history_kept BEFORE UPDATE ON history
BEGIN SELECT RAISE(ABORT, 'the history cannot be altered'); END;
CREATE TRIGGER history_stays BEFORE DELETE ON history
BEGIN SELECT RAISE(ABORT, 'the history cannot be altered'); END;
CREATE TRIGGER change_new BEFORE INSERT ON change
WHEN EXISTS (SELECT 1 FROM change WHERE id = new.id)
BEGIN SELECT RAISE(ABORT, 'the history cannot be altered'); END;
CREATE TRIGGER change_kept
BEFORE UPDATE OF id, made_at, made_by, what, undoes, digest, seal, open ON change
WHEN old.open = 0
BEGIN SELECT RAISE(ABORT, 'the history cannot be altered'); END;
CREATE TRIGGER change_stays BEFORE DELETE ON change WHEN old.open = 0
BEGIN SELECT RAISE(ABORT, 'the history cannot be altered'); END;
"""

INDEXES = """
CREATE INDEX child_group ON child(group_id) WHERE group_id IS NOT NULL;
CREATE INDEX period_child ON period(child_id, accommodated_on);
CREATE INDEX period_open ON period(id) WHERE ended_on IS NULL;
CREATE INDEX allocation_period ON allocation(period_id, from_on);
CREATE INDEX allocation_worker ON allocation(worker_id, period_id);
CREATE INDEX home_period ON home(period_id, from_on);
CREATE INDEX legal_period ON legal(period_id, from_on);
CREATE INDEX step_period ON step(period_id);
CREATE INDEX recommendation_period ON recommendation(period_id);
CREATE INDEX recommendation_day ON recommendation(recommended_on);
CREATE INDEX views_period ON views_heard(period_id);
CREATE INDEX element_period ON element(period_id);
CREATE INDEX note_period ON note(period_id);
CREATE INDEX worker_team ON worker(team_id);
"""

# For people who open the file in another tool. Weeks as at the file's day, else today.
CASELOAD_VIEW = """
CREATE VIEW caseload AS
WITH day(as_at) AS (
    SELECT coalesce((SELECT value FROM setting WHERE key = 'as_at'), date('now', 'localtime'))
), live AS (
    SELECT period.*, (
        SELECT min(recommended_on) FROM recommendation
        WHERE period_id = period.id AND recommended_on <= as_at
          AND (withdrawn_on IS NULL OR withdrawn_on > as_at)
    ) AS recommended_on
    FROM period, day
    WHERE accommodated_on <= as_at AND (ended_on IS NULL OR ended_on > as_at)
)
SELECT child.reference, child.name, worker.name AS worker, team.name AS team,
       child.date_of_birth, live.accommodated_on,
       CAST(julianday(coalesce(live.recommended_on, as_at))
            - julianday(live.accommodated_on) AS INTEGER) AS days,
       CAST(julianday(coalesce(live.recommended_on, as_at))
            - julianday(live.accommodated_on) AS INTEGER) / 7 AS weeks,
       (SELECT lives_with FROM home WHERE period_id = live.id AND from_on <= as_at
        AND (to_on IS NULL OR to_on >= as_at) ORDER BY from_on DESC, id DESC LIMIT 1) AS lives_with,
       live.recommended_on,
       (SELECT route FROM recommendation WHERE period_id = live.id
        AND recommended_on = live.recommended_on LIMIT 1) AS route,
       as_at
FROM live JOIN day JOIN child ON child.id = live.child_id
LEFT JOIN allocation ON allocation.id = (
    SELECT id FROM allocation WHERE period_id = live.id AND from_on <= as_at
      AND (to_on IS NULL OR to_on > as_at) ORDER BY from_on DESC, id DESC LIMIT 1)
LEFT JOIN worker ON worker.id = allocation.worker_id
LEFT JOIN team ON team.id = allocation.team_id;
"""


def _columns(body: str) -> list[str]:
    """The column names of a table's body, in order."""
    starts = (line.strip().split(" ")[0] for line in body.splitlines())
    return [name for name in starts if name and name.islower() and name.isidentifier()]


COLUMNS: dict[str, list[str]] = {table: _columns(body) for table, body in AUDITED.items()}


def _table(name: str, body: str) -> str:
    return f"CREATE TABLE {name} (\n        id INTEGER PRIMARY KEY,{body}\n) STRICT"


def _as_json(table: str, side: str) -> str:
    """The SQL that writes one row as JSON; `side` is `old` or `new`."""
    pairs = ", ".join(f"'{column}', {side}.{column}" for column in COLUMNS[table])
    return f"json_object({pairs})"


def _triggers(table: str) -> list[str]:
    """Every insert, update and delete is kept, and refused outside a recorded change."""
    guard = (
        "SELECT RAISE(ABORT, 'changes are made in pace-tui, so that they can be undone') "
        "WHERE NOT EXISTS (SELECT 1 FROM change WHERE open = 1);"
    )
    keep = "INSERT INTO history(change_id, tbl, row_id, before, after) VALUES ({values});"
    change = "(SELECT max(id) FROM change)"
    old, new = _as_json(table, "old"), _as_json(table, "new")
    same = "SELECT RAISE(ABORT, 'the id of a row stays') WHERE old.id <> new.id;"
    rows = {
        "INSERT": f"{change}, '{table}', new.id, NULL, {new}",
        "UPDATE": f"{change}, '{table}', new.id, {old}, {new}",
        "DELETE": f"{change}, '{table}', old.id, {old}, NULL",
    }
    return [
        f"CREATE TRIGGER {table}_{verb.lower()} AFTER {verb} ON {table}\n"
        f"BEGIN {guard} {same if verb == 'UPDATE' else ''} {keep.format(values=values)} END"
        for verb, values in rows.items()
    ]


def statements() -> list[tuple[str, str]]:
    """Every object of the schema as (name, the SQL that SQLite keeps of it)."""
    parts = [_table(name, body) for name, body in AUDITED.items()]
    parts += _split(HISTORY) + _split(DRAFT) + _split(INDEXES) + _split(CASELOAD_VIEW)
    parts += [trigger for table in AUDITED for trigger in _triggers(table)]
    return [(part.split()[2].split("(")[0], part) for part in parts]


def _split(script: str) -> list[str]:
    """A script's statements; each begins with CREATE at the start of a line."""
    return ["CREATE " + part.strip().rstrip(";") for part in script.split("\nCREATE ")[1:]]
