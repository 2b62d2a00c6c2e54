"""./parley as a person types it: from anywhere, wrongly, or on a machine that lacks something."""

from __future__ import annotations

import os
import socket
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from parley import __version__
from parley.management.cli import COMMANDS
from parley.management.test import closing_line
from tests.house.tree import ROOT, SOURCE

LAUNCHER = ROOT / "parley"


def parley(*words: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("PARLEY_", "DJANGO_"))}
    return subprocess.run(
        [LAUNCHER, *words],
        cwd=cwd,
        env=surroundings | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_it_starts_from_any_folder_and_through_a_link(tmp_path: Path) -> None:
    link = tmp_path / "parley"
    link.symlink_to(LAUNCHER)
    direct = parley("--version", cwd=tmp_path)
    linked = subprocess.run([link, "--version"], cwd="/", capture_output=True, text=True, check=False)
    assert (direct.returncode, direct.stdout) == (0, f"parley {__version__}\n")
    assert linked.stdout == direct.stdout


def test_the_help_names_every_command_and_loads_none(tmp_path: Path) -> None:
    shown = parley("--help", cwd=tmp_path, PYTHONPROFILEIMPORTTIME="1")
    assert shown.returncode == 0
    assert [entry.name for entry in COMMANDS if f"\n    {entry.name}" not in shown.stdout] == []
    loaded = {line.rpartition("|")[2].strip() for line in shown.stderr.splitlines() if "|" in line}
    assert loaded & {"django", "babel", "holidays", "granian"} == set()


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_every_command_has_its_module_and_its_help(entry: object, tmp_path: Path) -> None:
    name = getattr(entry, "name")  # noqa: B009
    assert (SOURCE / "management" / f"{name}.py").exists()
    shown = parley(name, "--help", cwd=tmp_path, PARLEY_DATA=str(tmp_path / "data"))
    assert shown.returncode == 0, shown.stderr
    assert "--data DIR" in shown.stdout


@pytest.mark.parametrize("words", [[], ["dance"], ["demo", "--prot", "8001"], ["demo", "--port", "many"]])
def test_a_wrong_call_is_answered_with_the_usage(words: list[str], tmp_path: Path) -> None:
    answer = parley(*words, cwd=tmp_path)
    assert answer.returncode == 2
    assert "usage: parley" in answer.stdout + answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_demo_says_that_its_port_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = parley("demo", "--port", str(port), "--data", tmp_path / "data", cwd=tmp_path)
    assert answer.returncode == 2
    assert answer.stderr.startswith(f"parley demo: cannot listen on 127.0.0.1:{port}")
    assert answer.stderr.count("\n") == 1
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("command", ["demo", "migrate"])
def test_a_folder_that_cannot_be_written_is_named(command: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    answer = parley(command, "--data", tmp_path / "file" / "data", cwd=tmp_path)
    assert answer.returncode == 2
    assert str(tmp_path / "file" / "data") in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_demo_leaves_data_alone_that_no_demo_made(tmp_path: Path) -> None:
    (tmp_path / "parley.sqlite3").write_text("somebody's orders")
    answer = parley("demo", "--fresh", "--data", tmp_path, "--port", str(free_port()), cwd=tmp_path)
    assert answer.returncode == 2
    assert (tmp_path / "parley.sqlite3").read_text() == "somebody's orders"


def test_made_up_people_stay_out_of_an_installation(tmp_path: Path) -> None:
    answer = parley("fill", "--data", tmp_path, cwd=tmp_path)
    assert answer.returncode == 2
    assert "PARLEY_DEMO" in answer.stderr


def test_a_bad_setting_is_named_without_a_traceback(tmp_path: Path) -> None:
    answer = parley("migrate", "--data", tmp_path, cwd=tmp_path, PARLEY_OPERATOR_FEE_PERCENT="a lot")
    assert answer.returncode == 2
    assert "PARLEY_OPERATOR_FEE_PERCENT" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_the_closing_line_adds_up_both_databases() -> None:
    counts = Counter({"passed": 6, "failed": 1})
    counts.update({"passed": 4, "error": 2, "xfailed": 1, "warnings": 3})
    assert closing_line(counts) == "11 passed, 3 failed"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


class TestAMachineThatLacksSomething:
    """In a copy of the checkout that has never been started."""

    @pytest.fixture
    def copy(self, tmp_path: Path) -> Path:
        for name in ("parley", "requirements.lock", "bin/install"):
            target = tmp_path / "copy" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((ROOT / name).read_bytes())
            target.chmod(0o755)
        return tmp_path / "copy"

    def start(self, copy: Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(copy / "parley"), "--version"],
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def test_an_old_python_is_refused(self, copy: Path) -> None:
        old = copy / "old-python"
        old.write_text("#!/bin/sh\nexit 1\n")
        old.chmod(0o755)
        tools = copy / "tools"
        tools.mkdir()
        for tool in ("sh", "dirname", "readlink", "cmp"):
            (tools / tool).symlink_to(
                next(Path(folder) / tool for folder in ("/bin", "/usr/bin") if (Path(folder) / tool).exists())
            )
        answer = self.start(copy, PATH=str(tools), PYTHON=str(old))
        assert answer.returncode == 1
        assert "needs Python 3.11" in answer.stderr
        assert "apt install python3" in answer.stderr

    def test_a_python_without_venv_gets_debians_hint(self, copy: Path) -> None:
        bare = copy / "bare-python"
        hiding = copy / "hiding.py"
        hiding.write_text(
            "import runpy, sys\n"
            "sys.modules['ensurepip'] = None\n"
            "sys.argv = sys.argv[1:]\n"
            "runpy.run_path(sys.argv[0], run_name='__main__')\n"
        )
        bare.write_text(f'#!/bin/sh\n[ "$1" = -c ] && exit 0\nexec python3 {hiding} "$@"\n')
        bare.chmod(0o755)
        answer = self.start(copy, PATH=os.environ["PATH"], HOME=str(copy), PYTHON=str(bare))
        assert answer.returncode == 1
        assert "apt install python3-venv" in answer.stderr
        assert "Traceback" not in answer.stderr
