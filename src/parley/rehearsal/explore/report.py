"""What an exploration found, in figures and in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from parley.core.policies import Policy
from parley.rehearsal.explore.search import Found
from parley.rehearsal.explore.table import Row

JSON = dict[str, object]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything about one policy."""

    policy: Policy
    found: Sequence[Found]

    @property
    def configurations(self) -> int:
        return sum(one.configurations for one in self.found)

    @property
    def transitions(self) -> int:
        return sum(one.transitions for one in self.found)

    @property
    def violations(self) -> int:
        return sum(one.violations for one in self.found)

    @property
    def longest_silence_days(self) -> float:
        """From wherever an order of one milestone may stand, until it has ended, nobody doing anything."""
        return max((one.silence_days for one in self.found if one.milestones == 1), default=0.0)

    @property
    def longest_delay(self) -> Found | None:
        """The longest that one side alone can put the end off."""
        alone = [one for one in self.found if one.delay_days is not None and one.kinds]
        return max(alone, key=lambda one: one.delay_days or 0, default=None)

    @property
    def rows(self) -> list[Row]:
        return sorted(set().union(*(one.rows for one in self.found)))


def as_json(report: Report) -> JSON:
    delay = report.longest_delay
    return {
        "policy": report.policy.name,
        "configurations": report.configurations,
        "transitions": report.transitions,
        "violations": report.violations,
        "longest_silence_days": report.longest_silence_days,
        "longest_delay_days": delay.delay_days if delay else None,
        "longest_delay_run": delay.run if delay else None,
        "runs": [_run(one) for one in report.found if one.delay_days is None],
        "delays": [_delay(one) for one in report.found if one.delay_days is not None],
        "found": [asdict(violation) for one in report.found for violation in one.shown],
    }


def _run(one: Found) -> JSON:
    return {
        "run": one.run,
        "says": one.says,
        "configurations": one.configurations,
        "transitions": one.transitions,
        "tries": one.tries,
        "cut": one.cut,
        "violations": one.violations,
        "silence_days": one.silence_days,
    }


def _delay(one: Found) -> JSON:
    weekends = list(one.with_weekends) if one.with_weekends else None
    return {**_run(one), "days": one.delay_days, "with_weekends": weekends, "way": list(one.way)}


def lines(report: Report) -> Iterator[str]:
    """For a terminal: a line a run, then the longest ways, then whatever is wrong with the way there."""
    yield f"policy {report.policy.name}"
    for one in report.found:
        cut = ", cut" if one.cut else ""
        wrong = f", {one.violations} violations" if one.violations else ""
        yield (f"  {one.run:<42} {one.configurations:>8,} configurations {one.transitions:>9,} transitions{cut}{wrong}")
    yield (
        f"  {'together':<42} {report.configurations:>8,} configurations {report.transitions:>9,} transitions, "
        f"{report.violations} violations"
    )
    yield f"  longest silence until an order of one milestone has ended: {report.longest_silence_days:g} days"
    yield "  longest ways to an end, in days (with weekends in brackets):"
    for one in report.found:
        if one.delay_days is not None:
            weekends = "(" + " to ".join(f"{days:g}" for days in one.with_weekends) + ")" if one.with_weekends else ""
            yield f"    {one.says}: {one.delay_days:g} {weekends}".rstrip()
    for one in report.found:
        for violation in one.shown:
            yield f"  {violation.invariant} in run {violation.run}: {violation.says}"
            yield from (f"      {act}" for act in violation.way)


def table(rows: Sequence[Row]) -> Iterator[str]:
    """Tab-separated: stage, act, by whom, to which stage, money."""
    yield from ("\t".join(row) for row in rows)
