"""`new`, `demo`, `open` without a screen, `info`, and what is remembered."""

import json
import stat
import sys

import pytest
from small_office import invoke, make_office, run

from pace_tui.store import remembered
from pace_tui.store.casefile import open_file
from pace_tui.store.review import read_office


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home of its own, so that nothing is remembered from elsewhere."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "home"


def test_a_new_file_is_empty_and_private_and_opens(tmp_path):
    path = tmp_path / "new.db"
    result = invoke("new", path, "--area", "  Hill\tEnd ", "--as-at", "31/03/2026")
    assert result.exit_code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 or sys.platform == "win32"
    listing = invoke("list", path)
    assert listing.output.startswith("Hill End: 0 children as at Tue 31 Mar 2026")
    file = open_file(path, read_only=True)
    pathway = read_office(file.connection).scene.pathway
    file.close()
    assert [rule.key for rule in pathway.steps][:2] == ["meeting_72h", "planning_review"]


def test_a_file_that_is_there_is_never_overwritten(tmp_path):
    path = make_office(tmp_path / "office.db")
    before = path.read_bytes()
    for command in ("new", "demo"):
        result = invoke(command, path)
        assert result.exit_code == 2
        assert "is there already" in result.stderr
    assert path.read_bytes() == before


def test_a_councils_own_pathway(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text('name = "Ours"\n[[step]]\nkey = "first"\nname = "First"\namount = 3\n')
    assert "“Ours”" in invoke("new", tmp_path / "own.db", "--pathway", own).output


@pytest.mark.parametrize("text", [b"name = ", b"\xff\xfe\x00", b"name = 'x'", None])
def test_a_pathway_that_cannot_be_read_makes_no_file(text, tmp_path):
    own = tmp_path / "own.toml"
    if text is not None:
        own.write_bytes(text)
    result = invoke("new", tmp_path / "own.db", "--pathway", own)
    assert result.exit_code == 2
    assert "own.toml" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "own.db").exists()


def test_a_folder_that_is_not_there(tmp_path):
    result = invoke("new", tmp_path / "nowhere" / "new.db")
    assert result.exit_code == 2
    assert "cannot be made there" in result.stderr


def test_demo_makes_a_file_of_invented_children_as_at_the_day(tmp_path, monkeypatch, home):
    monkeypatch.chdir(tmp_path)
    result = invoke("demo", "--as-at", "2026-03-31")
    assert result.exit_code == 0, result.output
    assert "as at Tue 31 Mar 2026" in result.stdout
    rows = json.loads(invoke("list", "pace-demo.db", "--format", "json").output)
    assert len(rows) > 20
    assert {"past_aim", "on_track"} <= {row["status"] for row in rows}


def test_without_a_terminal_the_list_is_printed_and_that_is_said(tmp_path):
    path = make_office(tmp_path / "office.db")
    for way in ((path,), ("open", path), (path, "--read-only")):
        result = invoke(*way)
        assert result.exit_code == 0
        assert result.stdout == invoke("list", path).stdout
        assert "no terminal" in result.stderr
    only = invoke(path, "--worker", "Ben Stewart", "--hide-names")
    assert only.stdout == invoke("list", path, "--worker", "Ben Stewart", "--hide-names").stdout


def test_without_a_file_the_one_used_last_is_opened(tmp_path, home):
    path = make_office(tmp_path / "office.db")
    remembered.remember(path)
    assert invoke().stdout == invoke("list", path).stdout


def test_without_a_file_and_nothing_remembered_the_sample_is_opened(tmp_path):
    done = run(cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "children as at" in done.stdout


def test_what_is_remembered_is_the_last_file_and_a_workers_number(tmp_path, home):
    one, two = make_office(tmp_path / "one.db"), make_office(tmp_path / "two.db")
    remembered.remember(one, 2)
    remembered.remember(two)
    assert remembered.last_file() == two
    assert remembered.last_worker(one) == 2
    assert remembered.last_worker(two) is None
    assert "Ben" not in remembered.state_file().read_text("utf-8")
    two.unlink()
    assert remembered.last_file() is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"file": 3, "workers": []}', "\x00"])
def test_a_spoilt_memory_is_no_memory(text, tmp_path, home):
    place = remembered.state_file()
    place.parent.mkdir(parents=True)
    place.write_text(text)
    assert remembered.last_file() is None
    assert remembered.last_worker(tmp_path) is None
    path = make_office(tmp_path / "office.db")
    remembered.remember(path, 1)
    assert remembered.last_worker(path) == 1


def test_where_nothing_can_be_remembered_nothing_fails(tmp_path, home):
    home.write_text("a file where the home should be")
    remembered.remember(tmp_path / "office.db", 1)
    assert remembered.last_file() is None


def test_info_tells_versions_health_and_counts_and_no_name(tmp_path):
    path = make_office(tmp_path / "office.db")
    found = json.loads(invoke("info", path, "--format", "json").output)
    assert found["program"].keys() >= {"pace-tui", "Python", "SQLite", "textual"}
    assert (found["file"]["quick_check"], found["file"]["foreign_keys"]) == ("ok", "ok")
    assert found["file"]["counts"]["child"] == 6
    text = invoke("info", path).output
    assert "rows of child: 6" in text
    for name in ("Callum", "NB-1", "Aisha", "Northbank", "2026-02-06"):
        assert name not in text
    assert invoke("info").exit_code == 0


def test_help_and_version():
    assert invoke("--version").output.startswith("pace-tui, version ")
    names = ("open", "demo", "new", "list", "show", "chart", "runchart", "import", "info")
    overview = invoke("--help").output
    for name in names:
        assert f"  {name}" in overview
        assert invoke(name, "--help").exit_code == 0
