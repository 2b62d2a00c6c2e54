"""A shelf of articles for each test that asks for one."""

from tests.help.conftest import shelf

__all__ = ["shelf"]
