"""What an operator may set, and what they are told when it is wrong."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from pathlib import Path

import pytest

from parley.config.checks import misspelt_settings
from parley.config.installation import BadSettings, Installation, read_installation, unknown_names
from parley.config.mail import mail_settings
from parley.config.security import secret_key


def test_with_nothing_set_everything_has_a_default() -> None:
    installation = read_installation({})
    assert installation.base_url == "http://localhost:8000"
    assert installation.operator_fee_percent == "0"
    assert not installation.demo
    assert installation.data.is_absolute()


def test_every_setting_says_what_it_is_for() -> None:
    for each in fields(Installation):
        assert each.metadata["meaning"].endswith("."), each.name


def test_all_bad_values_are_named_at_once_and_no_secret_is_shown() -> None:
    bad = {
        "PARLEY_DEMO": "perhaps",
        "PARLEY_OPERATOR_FEE_PERCENT": "101",
        "PARLEY_BASE_URL": "parley.example.org",
        "PARLEY_LANGUAGE": "tlh",
        "PARLEY_UPLOAD_FILES": "-1",
        "PARLEY_LOG_LEVEL": "LOUD",
        "PARLEY_SECRET_KEY": "hunter2",
        "PARLEY_SECRET_KEY_FILE": "/nowhere",
    }
    with pytest.raises(BadSettings) as refused:
        read_installation(bad)
    assert {problem.partition(":")[0] for problem in refused.value.problems} == set(bad) - {"PARLEY_SECRET_KEY_FILE"}
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize("value", ["nan", "inf", "-0.01", "5 %", "", "1e400"])
def test_what_is_no_percentage(value: str) -> None:
    with pytest.raises(BadSettings):
        read_installation({"PARLEY_OPERATOR_FEE_PERCENT": value})


def test_a_percentage_stays_as_exact_as_it_was_written() -> None:
    assert read_installation({"PARLEY_OPERATOR_FEE_PERCENT": "2.50"}).operator_fee_percent == "2.50"


def test_a_secret_can_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("k" * 50 + "\n")
    assert read_installation({"PARLEY_SECRET_KEY_FILE": str(file)}).secret_key == "k" * 50


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="PARLEY_EMAIL_URL_FILE names cannot be read"):
        read_installation({"PARLEY_EMAIL_URL_FILE": str(tmp_path / "missing")})


@pytest.mark.parametrize(
    ("chosen", "works"),
    [
        ({"PARLEY_BASE_URL": "https://parley.example.org"}, True),
        ({"PARLEY_BASE_URL": "http://127.0.0.1:8000"}, True),
        ({"PARLEY_BASE_URL": "http://[::1]:8000"}, True),
        ({"PARLEY_BASE_URL": "http://parley.example.org"}, False),
        ({"PARLEY_BASE_URL": "http://parley.example.org", "PARLEY_DEMO": "true"}, True),
        ({"PARLEY_BASE_URL": "https://parley.example.org/sub"}, False),
        ({"PARLEY_BASE_URL": "https://me:word@parley.example.org"}, False),
    ],
)
def test_people_sign_in_over_plain_http_only_on_this_machine_or_in_a_demo(chosen: dict[str, str], works: bool) -> None:
    if works:
        read_installation(chosen)
    else:
        with pytest.raises(BadSettings, match="PARLEY_BASE_URL"):
            read_installation(chosen)


def test_a_misspelt_setting_is_told_about(monkeypatch: pytest.MonkeyPatch) -> None:
    assert unknown_names({"PARLEY_BASE_ULR": "x", "PARLEY_DEMO": "1", "PARLEY_SECRET_KEY_FILE": "f", "HOME": "h"}) == [
        "PARLEY_BASE_ULR"
    ]
    monkeypatch.setenv("PARLEY_BASE_ULR", "x")
    assert [warning.id for warning in misspelt_settings(None) if "PARLEY_BASE_ULR" in warning.msg] == ["parley.W001"]


def test_the_key_is_made_once_and_is_the_owners_alone(tmp_path: Path) -> None:
    data = tmp_path / "new"
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: secret_key(data), range(32)))
    assert len(keys) == 1
    assert len(keys.pop()) >= 80
    assert [path.name for path in data.iterdir()] == ["secret_key"]
    assert stat.S_IMODE((data / "secret_key").stat().st_mode) == 0o600


def test_mail_addresses_of_servers() -> None:
    smtp = mail_settings("smtp+tls://me%40example.org:p%3Aw@mail.example.org:587")
    assert (smtp["EMAIL_HOST"], smtp["EMAIL_PORT"], smtp["EMAIL_USE_TLS"]) == ("mail.example.org", 587, True)
    assert (smtp["EMAIL_HOST_USER"], smtp["EMAIL_HOST_PASSWORD"]) == ("me@example.org", "p:w")
    assert mail_settings("filemail:///var/mail/parley")["EMAIL_FILE_PATH"] == "/var/mail/parley"
    for wrong in ("gopher://x", "mail.example.org", "filemail://"):
        with pytest.raises(ValueError, match="filemail://"):
            mail_settings(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"PARLEY_DATABASE_URL": "mysql://a:sesame@b/c"},
        {"PARLEY_EMAIL_URL": "gopher://a:sesame@b"},
        {"PARLEY_DEMO": "?"},
    ],
)
def test_a_start_with_bad_settings_says_which(wrong: dict[str, str], tmp_path: Path) -> None:
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": "src", "PARLEY_DATA": str(tmp_path), **wrong}
    start = subprocess.run(
        [sys.executable, "-c", "import parley.config.settings"],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert start.returncode != 0
    assert next(iter(wrong)) in start.stderr
    assert "sesame" not in start.stderr


def test_https_makes_every_cookie_safe(tmp_path: Path) -> None:
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": "src", "PARLEY_DATA": str(tmp_path)}
    environ["PARLEY_BASE_URL"] = "https://parley.example.org"
    program = (
        "import parley.config.settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_NAME, s.ALLOWED_HOSTS,"
        " s.SECURE_HSTS_SECONDS > 0, s.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN)"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], env=environ, capture_output=True, text=True, check=True
    ).stdout
    assert said.strip() == "True True __Host-parley_session ['parley.example.org'] True False"
