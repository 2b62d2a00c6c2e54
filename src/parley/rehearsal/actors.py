"""Who acts in a story, by the name that stands in `by`."""

from __future__ import annotations

from collections.abc import Mapping

from parley.core.parties import Role

PARTY = {"client": Role.CLIENT, "freelancer": Role.FREELANCER}
DESK = {"mediator": Role.MEDIATOR, "operator": Role.OPERATOR, "bank": Role.BANK}
ACTORS: Mapping[str, Role | None] = {**PARTY, **DESK, "nobody": None}
