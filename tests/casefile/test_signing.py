"""The desk's key: made once, whoever starts first, and readable by nobody but the owner."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from parley.casefile.signing import BadKey, is_signed, made_key, public_key, sign
from parley.config.evidence_key import evidence_public_key
from parley.config.installation import BadSettings
from tests.casefile.bases import desk_key

START = (
    "from django.conf import settings; import sys; print(settings.EVIDENCE_PUBLIC_KEY, 'cryptography' in sys.modules)"
)


def test_the_key_is_made_once_and_is_the_owners_alone(tmp_path: Path) -> None:
    data = tmp_path / "new"
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: made_key(data), range(32)))
    assert keys == {desk_key(data).public_key().public_bytes_raw().hex()}
    assert sorted(path.name for path in data.iterdir()) == ["evidence_key", "evidence_key.pub"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in data.iterdir()} == {0o600}


def test_processes_that_start_at_once_end_up_with_one_key(tmp_path: Path) -> None:
    """The web and the worker, as at the first start of an installation; later ones need not even load the library."""
    environment = {**os.environ, "PARLEY_DATA": str(tmp_path / "data")}
    command = [sys.executable, "-c", START]
    started = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    said = [process.communicate()[0].split()[0] for process in started]
    later = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert {*said, later.stdout.split()[0]} == {made_key(tmp_path / "data")}
    assert later.stdout.split()[1] == "False"


def test_a_lost_public_half_is_made_again(tmp_path: Path) -> None:
    key = made_key(tmp_path)
    (tmp_path / "evidence_key.pub").unlink()
    assert evidence_public_key(tmp_path) == key
    assert (tmp_path / "evidence_key.pub").read_text().strip() == key


def test_halves_that_do_not_belong_together_sign_nothing(tmp_path: Path) -> None:
    made_key(tmp_path)
    (tmp_path / "evidence_key.pub").write_text("0" * 64)
    with pytest.raises(BadKey, match="not the public half"):
        made_key(tmp_path)


@pytest.mark.parametrize("name", ["evidence_key", "evidence_key.pub"])
def test_what_is_no_key_is_said_at_the_start(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("é rubbish")
    with pytest.raises(BadSettings, match="holds no key"):
        evidence_public_key(tmp_path)


def test_another_data_folder_has_another_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, signature = public_key(), sign(b"said")
    assert is_signed(b"said", signature, ours)
    monkeypatch.setattr(settings, "INSTALLATION", replace(settings.INSTALLATION, data=tmp_path))
    assert public_key() != ours
    assert not is_signed(b"said", signature, public_key())
    assert not is_signed(b"said", "no signature", "no key")
