"""/healthz: the process answers. /readyz: it can do its work, or what is in the way.

Both are for machines: no words of a language, no cookies, nothing about anybody. A readiness check is a function that returns
what it found; to add one, write it and name it in CHECKS.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parley.desk.now import now
from parley.reads.operations import overdue_lag_s, pulses

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Finding:
    """What a check found: whether it is in order, and figures for whoever looks (ages and lags in seconds)."""

    is_ready: bool
    figures: dict[str, Any] = field(default_factory=dict)


def database() -> Finding:
    """The database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return Finding(cursor.fetchone() == (1,))


def migrations() -> Finding:
    """Every table is as this version of Parley expects it."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return Finding(not missing, {"missing": len(missing)})


MOST_LAG_S = 300
"""A deadline that is overdue for longer means that nobody looks after the clock."""


def clock() -> Finding:
    """Deadlines are applied in time. A worker that is down is only a problem once something is due."""
    at = now()
    lag_s = overdue_lag_s(at)
    workers = {pulse.name: {"age_s": pulse.age_s, "lag_s": pulse.lag_s} for pulse in pulses(at)}
    return Finding(lag_s <= MOST_LAG_S, {"overdue_s": lag_s, "workers": workers})


CHECKS: dict[str, Callable[[], Finding]] = {"database": database, "migrations": migrations, "clock": clock}


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(_request: HttpRequest) -> HttpResponse:
    findings = {name: looked_into(name, check) for name, check in CHECKS.items()}
    is_ready = all(finding.is_ready for finding in findings.values())
    report = {name: {"ready": finding.is_ready, **finding.figures} for name, finding in findings.items()}
    return JsonResponse({"ready": is_ready, "checks": report}, status=200 if is_ready else 503)


def looked_into(name: str, check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except DatabaseError:
        # The caller may be anybody: the reason goes to the log, not into the answer.
        log.exception("readiness check %s failed", name)
        return Finding(is_ready=False)
