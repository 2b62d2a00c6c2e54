"""Writing a policy, in two steps: what was typed is first shown with what silence would lead to, and only then saved.

The step between is a page of its own, so that it needs no JavaScript. It carries a signature over exactly what it shows: a form
that comes to be saved without having been shown, or changed since, is shown first.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.contrib import messages
from django.core.signing import Signer
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from parley.core.policies import POLICIES, STANDARD, Policy
from parley.core.provisions import BY_NAME, values
from parley.desk.now import now
from parley.office.acts import Did, note
from parley.people.models import Person
from parley.people.policies import PolicyRefused, Version, find, is_taken, rewrite, write
from parley.web.components.table import Table
from parley.web.offers.new import fee_basis_points
from parley.web.policies.draft import Draft, read_draft
from parley.web.policies.form import policy_form
from parley.web.policies.silence import SilenceShown, silence
from parley.web.policies.tables import changes
from parley.words.policies import policy_title
from parley.words.refusals import RefusalWords
from parley.words.sentence import Text

SHOWN = Signer(salt="parley.web.policies.writing")


@dataclass(frozen=True, slots=True)
class Writing:
    """Who writes what: a new policy, or with `name` the version after `seen` of that one. `started_from` names the ready-made
    policy that it is compared with; `standing` is the newest version, where there is one."""

    request: HttpRequest
    person: Person
    action: str
    back_href: str
    heading: str
    started_from: str
    name: str = ""
    seen: int = 0
    standing: Version | None = None

    @property
    def shipped(self) -> Policy:
        return POLICIES.get(self.started_from, STANDARD)

    @property
    def hidden(self) -> tuple[tuple[str, str], ...]:
        return (("started_from", self.shipped.name), ("seen", str(self.seen)))


@dataclass(frozen=True, slots=True)
class Review:
    """The context of policies/review.html. `hidden` is everything that was typed, and the signature of having been shown."""

    heading: str
    title: str
    name: str
    action: str
    hidden: tuple[tuple[str, str], ...]
    compared: str
    changes: Table | None
    silence: SilenceShown
    save: str


def answer(writing: Writing) -> HttpResponse:
    """The page that follows what was posted."""
    draft = read_draft(writing.request.POST, writing.name)
    if "again" in writing.request.POST:
        draft.errors = {}
        return show_form(writing, draft)
    policy = draft.policy
    if not writing.name and is_taken(draft.name) and not (policy is not None and _is_there(writing, draft, policy)):
        draft.errors["name"] = _("There is a policy of this name already. Choose another name.")
    if policy is None or draft.errors:
        return show_form(writing, draft, status=422)
    standing = writing.standing
    if standing is not None and (standing.policy, standing.title) == (policy, draft.title) and not _is_next(writing):
        return show_form(writing, draft, errors=(_("Nothing is different from the version that stands."),), status=422)
    if "save" in writing.request.POST and _was_shown(writing, draft, policy):
        return _save(writing, draft, policy)
    return _review(writing, draft, policy)


def show_form(writing: Writing, draft: Draft, errors: tuple[Text, ...] = (), status: int = 200) -> HttpResponse:
    form = policy_form(
        draft,
        writing.shipped,
        action=writing.action,
        back_href=writing.back_href,
        hidden=writing.hidden,
        has_name=bool(writing.name),
        errors=errors,
    )
    context = {"form": form, "title": writing.heading, "compared": policy_title(writing.shipped.name)}
    return render(writing.request, "policies/form.html", context, status=status)


def _review(writing: Writing, draft: Draft, policy: Policy) -> HttpResponse:
    leads_to = silence(policy, draft.title, writing.shipped, now(), fee_basis_points())
    if isinstance(leads_to, RefusalWords):
        return show_form(writing, draft, errors=(_("No offer could ever be made with it."), leads_to.says), status=422)
    typed = {**{name: draft.value(name) for name in BY_NAME}, "name": policy.name, "title": draft.title}
    shown = ("shown", _signature(writing, draft, policy))
    number = writing.seen + 1
    page = Review(
        heading=writing.heading,
        title=draft.title,
        name=policy.name,
        action=writing.action,
        hidden=(*writing.hidden, *typed.items(), shown),
        compared=policy_title(writing.shipped.name),
        changes=changes(policy, writing.shipped, draft.title, policy_title(writing.shipped.name)),
        silence=leads_to,
        save=_("Save version {number}").format(number=number) if writing.name else _("Save the policy"),
    )
    return render(writing.request, "policies/review.html", {"page": page})


def _save(writing: Writing, draft: Draft, policy: Policy) -> HttpResponse:
    try:
        with transaction.atomic():
            if writing.name:
                rewrite(policy, draft.title, writing.seen, writing.person, now())
            else:
                write(policy, draft.title, writing.shipped.name, writing.person, now())
            did = Did.POLICY_CHANGED if writing.name else Did.POLICY_WRITTEN
            note(writing.person, did, now(), policy.name)
    except PolicyRefused as refused:
        if not _is_there(writing, draft, policy):
            return _refused(writing, draft, refused.code)
    else:
        messages.success(
            writing.request, _("Saved. New offers can be made with it; those that exist keep what they have.")
        )
    return HttpResponseRedirect(reverse("policy", args=[policy.name]), status=303)


def _refused(writing: Writing, draft: Draft, code: str) -> HttpResponse:
    if code == "policy.name_taken":
        return answer(writing)  # somebody was faster by a moment: now the name is taken, and the form says so
    said = _("Somebody has written another version since. Open the policy again, and write yours after it.")
    return show_form(writing, draft, errors=(said,), status=409)


def _is_there(writing: Writing, draft: Draft, policy: Policy) -> bool:
    """Whether this very version stands already: the same form sent twice is one version."""
    found = find(policy.name)
    version = found.version(writing.seen + 1) if found is not None else None
    return version is not None and (version.policy, version.title) == (policy, draft.title)


def _is_next(writing: Writing) -> bool:
    """Whether the form was made before the version that stands: then it may be the same form a second time."""
    return writing.standing is not None and writing.standing.number > writing.seen


def _was_shown(writing: Writing, draft: Draft, policy: Policy) -> bool:
    return constant_time_compare(writing.request.POST.get("shown", ""), _signature(writing, draft, policy))


def _signature(writing: Writing, draft: Draft, policy: Policy) -> str:
    shown = [str(writing.person.id), policy.name, draft.title, writing.shipped.name, writing.seen, values(policy)]
    return SHOWN.signature(json.dumps(shown, sort_keys=True))
