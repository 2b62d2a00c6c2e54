"""What a refusal brings along, ready to be put into a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from parley.core.order.refusals import Fact
from parley.core.order.state import OrderStage, Stage
from parley.words.dates import day_and_time
from parley.words.locales import capitalized, number
from parley.words.stages import order_stage_name, stage_name

Said = tuple[str, str]
"""What happened, and the way on."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one refusal. The same code may come with fewer facts from another rule, so each can be missing."""

    named: Mapping[str, Fact]
    zone: str
    now: datetime

    def __contains__(self, name: str) -> bool:
        return name in self.named

    def count(self, name: str) -> int:
        """A number, for choosing a plural. Raises KeyError if the rule did not bring it."""
        return int(str(self.named[name]))

    def text(self, name: str) -> str:
        """The fact as it is read. Raises KeyError if the rule did not bring it."""
        fact = self.named[name]
        match fact:
            case datetime():
                return day_and_time(fact, self.zone, self.now)
            case int():
                return number(fact)
            case str():
                return fact

    def stage(self) -> str:
        """The name of the stage of the order or milestone, or "" where the rule did not bring it."""
        name = str(self.named.get("stage", ""))
        if name in {stage.value for stage in Stage}:
            return stage_name(Stage(name))
        if name in {stage.value for stage in OrderStage}:
            return order_stage_name(OrderStage(name))
        return ""

    def begin(self, sentence: str) -> str:
        """The sentence, led in by the milestone or the item that it is about, where the rule named one."""
        if "milestone" in self.named:
            # Translators: {sentence} is about one milestone and begins with a small letter.
            return _("Milestone {number}: {sentence}").format(number=self.text("milestone"), sentence=sentence)
        if "item" in self.named:
            # Translators: {sentence} is about one item of a list and begins with a small letter.
            return _("Item {number}: {sentence}").format(number=self.text("item"), sentence=sentence)
        return capitalized(sentence)
