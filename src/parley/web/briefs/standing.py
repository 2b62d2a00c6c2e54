"""Where a brief stands, said to its author and to operators, with what the author can do there."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parley.board.judging import may_appeal
from parley.board.models import LONGEST_WORDS, Brief, Stage
from parley.web.components.action import Action, ActionRow, Panel
from parley.web.components.form import Field, Form
from parley.web.components.notice import Notice
from parley.words.dates import day_and_time


def stage_words(brief: Brief, at: datetime) -> str:
    """In a list, in a few words."""
    if brief.is_expired(at):
        # Translators: where a brief stands.
        return pgettext("brief", "Its month is over")
    # Translators: where a brief stands.
    words = {
        Stage.DRAFT.value: pgettext("brief", "Draft"),
        Stage.WAITING.value: pgettext("brief", "A person looks at it"),
        Stage.PUBLISHED.value: pgettext("brief", "Published"),
        Stage.BLOCKED.value: pgettext("brief", "Not published"),
        Stage.CLOSED.value: pgettext("brief", "Closed"),
        Stage.ANSWERED.value: pgettext("brief", "Agreed on"),
    }
    return words[brief.stage]


def stage_notice(brief: Brief, at: datetime, *, is_own: bool) -> Notice | None:
    """None where it is simply open."""
    if brief.is_expired(at) and brief.expires_at is not None:
        when = day_and_time(brief.expires_at, get_current_timezone_name(), at)
        # Translators: {when} is "Thu 26 Nov, 18:00".
        text = _("Since {when} nobody else sees it. It can be shown for another month.").format(when=when)
        return Notice("news", "clock", _("The month of this brief is over"), text)
    match brief.stage:
        case Stage.WAITING:
            return Notice(
                "soon", "hourglass", _("A person looks at this brief before it is published"), _reading(brief)
            )
        case Stage.BLOCKED:
            text = _("You can change the words and post it again. What the screen stopped at is marked.")
            if brief.was_refused:
                text = _("An operator decided so, and said why below. You can change the words and post it again.")
            return Notice("failed", "flag", _("This brief is not published"), text if is_own else "")
        case Stage.CLOSED:
            return Notice("news", "check", _("This brief is closed"), _("Offers that were made go on as they are."))
        case Stage.ANSWERED:
            return Notice("good", "check", _("This brief has found its freelancer"), _("An offer to it was accepted."))
        case _:
            begun = is_own and bool(brief.typed)
            text = _("This is what everybody sees until you post again.")
            return Notice("news", "pencil", _("You have begun to change it"), text) if begun else None


def own_actions(brief: Brief, at: datetime) -> tuple[Action, ...]:
    """What the author can do, where the brief stands."""
    edit = Action(pgettext("brief", "Change it"), icon="pencil", href=reverse("edit_brief", args=[brief.id]))
    close = Action(
        _("Close the brief"), post=Form(action=reverse("close_brief", args=[brief.id]), id="close"), weight="quiet"
    )
    if brief.is_expired(at):
        renew = Form(action=reverse("renew_brief", args=[brief.id]), id="renew")
        return Action(_("Show it for another month"), post=renew, weight="primary"), edit, close
    if brief.stage in (Stage.WAITING, Stage.PUBLISHED, Stage.BLOCKED):
        return edit, close
    return ()


def appeal_row(brief: Brief, typed: str, refused: str) -> ActionRow | None:
    """The way to a person, once for each version."""
    if not may_appeal(brief):
        return None
    words = Field(
        "words",
        _("Why should it be published?"),
        kind="textarea",
        hint=_("A person reads this beside the brief, decides, and says why."),
        value=typed,
        error=refused,
        required=True,
        said=True,
        rows=4,
        maxlength=LONGEST_WORDS,
    )
    form = Form(
        action=reverse("appeal_brief", args=[brief.id]),
        fields=(words,),
        submit=_("Send the appeal"),
        id="appeal",
        quiet=True,
    )
    return ActionRow(
        _("Ask a person to look at it"),
        _("Once for each version."),
        panel=Panel(_("The screen is a program, and can be wrong."), form=form),
        open=bool(refused),
    )


def _reading(brief: Brief) -> str:
    if brief.reasons:
        return _("The screen was in doubt: what it stopped at is marked below. Nobody else sees the brief until then.")
    return _("An operator has refused an earlier version. Nobody else sees the brief until then.")
