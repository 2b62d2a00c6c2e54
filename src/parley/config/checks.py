"""What `check` says about an installation's settings."""

import os
from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, register
from django.core.checks import Warning as Warn

from parley.config.installation import unknown_names


@register()
def misspelt_settings(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:  # noqa: ARG001
    """A variable that nothing reads is told about, but stops nothing: a newer file of settings may serve an older Parley."""
    return [
        Warn(f"{name} is set, but Parley has no such setting.", hint="See the reference of settings.", id="parley.W001")
        for name in unknown_names(os.environ)
    ]
