"""Every act through its own form, as a browser without JavaScript fills it in: done once, or refused with nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from parley.core.order.state import Stage
from parley.core.parties import Role
from parley.rehearsal.samples import sample
from parley.store.queries import events_of
from tests.asks import Ask, accept, accept_proposal, brief, deliver, fund, propose_cancel
from tests.asks_aside import lift
from tests.asks_of_cases import appeal, propose_split
from tests.deals import eur
from tests.web.people import Deed, Visitor, in_stage
from tests.web.reading import ReadPage, read

CLIENT, FREELANCER = "client", "freelancer"


def upload(name: str = "item-1.pdf", version: int = 1, content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, sample(name, version) if content is None else content)


def kinds(deed: Deed) -> list[str]:
    return [event.kind for event in events_of(deed.id)]


@dataclass(frozen=True)
class Act:
    """What is typed into an act's form in a stage, by whom, and the event and stage that come of it."""

    name: str
    by: str
    stage: str
    brings: str
    then: Stage
    typed: Callable[[], dict[str, Any]] = dict
    first: tuple[Any, ...] = ()
    words: str = ""
    """A field whose text must survive a refusal."""


ACTS = [
    Act("fund", CLIENT, "unfunded", "Funded", Stage.WORKING),
    Act(
        "brief", CLIENT, "funded", "Briefed", Stage.WORKING,
        lambda: {"note": "For a bakery", "files-0": upload("sign.jpg")}, words="note",
    ),
    Act("begin", FREELANCER, "funded", "BriefSkipped", Stage.WORKING),
    Act(
        "deliver", FREELANCER, "working", "Delivered", Stage.DELIVERED,
        lambda: {"note": "Here it is", "files-1": upload()}, words="note",
    ),
    Act(
        "deliver-again", FREELANCER, "delivered", "DeliveredAgain", Stage.DELIVERED,
        lambda: {"note": "A better one", "files-1": upload(version=2)}, words="note",
    ),
    Act(
        "request-revision", CLIENT, "delivered", "RevisionRequested", Stage.REVISING,
        lambda: {"words-1": "Warmer", "kind-1": "change", "item-1": "1"}, words="words-1",
    ),
    Act(
        "answer", FREELANCER, "revising", "RequestAnswered", Stage.REVISING,
        lambda: {"kind-1": "will_do", "effort-1": "1.5", "reason-1": "With pleasure"}, words="reason-1",
    ),
    Act(
        "redeliver", FREELANCER, "revising", "Redelivered", Stage.DELIVERED,
        lambda: {"done": ["1"], "note": "Warmer now", "files-1": upload(version=2)}, words="note",
    ),
    Act("accept-items", CLIENT, "delivered", "ItemsAccepted", Stage.DELIVERED, lambda: {"items": ["1"]}),
    Act("accept", CLIENT, "delivered", "Accepted", Stage.RELEASED),
    Act(
        "deliver-part", FREELANCER, "working", "PartDelivered", Stage.WORKING,
        lambda: {"items": ["1"], "note": "The first sheet", "files-1": upload()}, words="note",
    ),
    Act("claim-part", FREELANCER, "part", "PartClaimed", Stage.CLAIMED, lambda: {"note": "Please look"}, words="note"),
    Act("more-time", CLIENT, "delivered", "ReviewExtended", Stage.DELIVERED, lambda: {"days": "2"}),
    Act(
        "ask-extra", CLIENT, "delivered", "ProposalMade", Stage.DELIVERED,
        lambda: {"wish": "A fourth page"}, words="wish",
    ),
    Act(
        "offer-extra", FREELANCER, "delivered", "ProposalMade", Stage.DELIVERED,
        lambda: {
            "name": "A fourth page", "what-1": "One page", "test-1": "It is as wide as the others", "hours-1": "1.5",
            "price": "40", "due": "2035-01-05", "days": "3", "recommended": "It reads better with four",
        },
        words="recommended",
    ),
    Act(
        "pause", FREELANCER, "working", "Paused", Stage.PAUSED,
        lambda: {"reason": "illness", "words": "A broken wrist"}, words="words",
    ),
    Act("end-pause", FREELANCER, "paused", "Resumed", Stage.WORKING),
    Act(
        "outreach", FREELANCER, "delivered", "OutreachAsked", Stage.DELIVERED,
        lambda: {"words": "Which logo is it?"}, words="words",
    ),
    Act(
        "open-case", CLIENT, "delivered", "CaseOpened", Stage.CASE_TALK,
        lambda: {"reason": "not_as_agreed", "statement": "The colours differ"}, words="statement",
    ),
    Act("withdraw-case", CLIENT, "case", "Resumed", Stage.DELIVERED),
    Act(
        "settle", FREELANCER, "case", "ProposalMade", Stage.CASE_TALK,
        lambda: {"amount": "60", "reason": "Half and a bit"}, words="reason",
    ),
    Act("escalate", FREELANCER, "case", "CaseEscalated", Stage.CASE_SEALED),
    Act("seal", FREELANCER, "sealed", "BidSealed", Stage.CASE_SEALED, lambda: {"bid": "61.37"}),
    Act("last-offer", FREELANCER, "mediation", "FinalOfferSealed", Stage.CASE_MEDIATION, lambda: {"bid": "61.37"}),
    Act("accept-suggestion", CLIENT, "suggested", "SuggestionAccepted", Stage.CASE_MEDIATION),
    Act("decline-suggestion", CLIENT, "suggested", "SuggestionDeclined", Stage.CASE_DECISION),
    Act(
        "appeal", CLIENT, "decided", "AppealFiled", Stage.APPEAL_FILED,
        lambda: {"ground": "new_fact", "words": "The proof was not looked at"}, words="words",
    ),
    Act("pay-out", FREELANCER, "cleared", "PaidOut", Stage.RELEASED),
    Act(
        "contact", FREELANCER, "delivered", "ContactDeclared", Stage.DELIVERED,
        lambda: {"channel": "call", "note": "Nobody answered"}, words="note",
    ),
]  # fmt: skip

BESIDE_A_RELEASE = frozenset({"ask-extra", "offer-extra"})
"""Possible for a while after a release; another end shuts them."""
OF_THE_END = frozenset({"pay-out"})
"""Possible at an end and after it: what shuts them is no stage."""

each_act = pytest.mark.parametrize("act", ACTS, ids=[act.name for act in ACTS])


@pytest.fixture
def place(ana: Visitor, marc: Visitor) -> Callable[[Act], tuple[Deed, Visitor, ReadPage]]:
    """The order in the act's stage, who acts, and the page they have open."""

    def at(act: Act) -> tuple[Deed, Visitor, ReadPage]:
        deed = in_stage(act.stage, marc, ana)
        actor = marc if act.by == CLIENT else ana
        return deed, actor, actor.look(deed.act(act.name))

    return at


Place = Callable[[Act], tuple[Deed, Visitor, ReadPage]]


OF_A_CASE = frozenset(
    {"open-case", "statement", "settle", "escalate", "seal", "last-offer", "accept-suggestion", "decline-suggestion"}
    | {"appeal"}
)
"""From these one goes on to the resolution room."""


def is_back_at(answer: HttpResponse, deed: Deed, act: Act) -> bool:
    at = deed.act("resolution") if act.name in OF_A_CASE else deed.address
    return (answer.status_code, answer.headers.get("Location")) == (303, at)


def refusal(answer: HttpResponse) -> str:
    """The card that says why not, as plain words."""
    page = answer.content.decode()
    assert 'id="refusal"' in page, page[:2000]
    return read(page).text


# --- done


@each_act
def test_an_act_is_done_and_leads_back_to_the_order(place: Place, act: Act) -> None:
    deed, actor, page = place(act)
    answer = actor.fill_in(page, deed.act(act.name), act.typed())
    assert is_back_at(answer, deed, act)
    assert act.brings in kinds(deed)
    assert deed.stage() is act.then
    room = actor.look(deed.address)
    assert room.headings == ["A title"]


@each_act
def test_a_form_that_is_sent_twice_does_it_once(place: Place, act: Act) -> None:
    deed, actor, page = place(act)
    for _ in range(2):
        assert is_back_at(actor.fill_in(page, deed.act(act.name), act.typed()), deed, act)
    assert kinds(deed).count(act.brings) == 1


def test_a_form_sent_again_after_it_was_changed_is_a_new_question(ana: Visitor, marc: Visitor) -> None:
    """The back button, other words, the same hidden id: both messages are there, and nothing is answered with the first."""
    deed = in_stage("working", marc, ana)
    page = ana.look(deed.address)
    ana.fill_in(page, "/messages", {"text": "First thought"})
    for _twice in range(2):
        ana.fill_in(page, "/messages", {"text": "Second thought"})
    text = marc.look(deed.address).text
    assert kinds(deed).count("MessageSent") == 2
    assert "First thought" in text
    assert "Second thought" in text


# --- refused


@each_act
def test_a_stale_page_is_told_so_and_the_typed_words_stay(place: Place, act: Act) -> None:
    """Somebody moved the stage after the page was opened."""
    deed, actor, page = place(act)
    stale = {"seen": str(int(page.form(deed.act(act.name)).fields["seen"][0]) - 1)}
    before = kinds(deed)
    answer = actor.fill_in(page, deed.act(act.name), act.typed() | stale)
    assert answer.status_code == 409
    assert kinds(deed) == before
    assert "act.page_stale" in refusal(answer)
    again = read(answer)
    if act.words:
        assert again.form(deed.act(act.name)).fields[act.words] == [act.typed()[act.words]]
    # The form that came back knows the stage as it is now, so sending it as it stands goes through.
    second = actor.fill_in(again, deed.act(act.name), files_need_no_second_upload(act.typed()))
    assert is_back_at(second, deed, act)
    assert act.brings in kinds(deed)


def files_need_no_second_upload(typed: dict[str, Any]) -> dict[str, Any]:
    """What arrived once is safe: the form carries it along."""
    return {name: value for name, value in typed.items() if not name.startswith("files-")}


@pytest.mark.parametrize("act", [act for act in ACTS if act.name not in OF_THE_END], ids=lambda act: act.name)
def test_a_wrong_stage_is_refused_in_words_and_nothing_happens(place: Place, act: Act) -> None:
    deed, actor, page = place(act)
    deed.does(*(both_agree_to_end() if act.name in BESIDE_A_RELEASE else ends_it(deed)))
    before = kinds(deed)
    typed = act.typed() | {"seen": ""}  # as if the page had no version: the stage alone must refuse it
    answer = actor.fill_in(page, deed.act(act.name), typed)
    assert answer.status_code == 409
    assert "act.not_now" in refusal(answer)
    assert kinds(deed) == before
    if act.words:
        assert typed[act.words] in answer.content.decode()


def both_agree_to_end() -> list[Ask]:
    return [propose_cancel(eur(50_00), Role.FREELANCER), accept_proposal()]


def ends_it(deed: Deed) -> list[Ask]:
    """Whatever brings the milestone to its end from here, short of handing work in."""
    match deed.stage():
        case Stage.UNFUNDED:
            return [fund(), *delivered_to_the_end()]
        case Stage.FUNDED:
            return [brief(), *delivered_to_the_end()]
        case Stage.WORKING:
            return delivered_to_the_end()
        case Stage.PAUSED:
            return [lift(Role.FREELANCER), *delivered_to_the_end()]
        case Stage.CASE_TALK | Stage.CASE_SEALED | Stage.CASE_MEDIATION:
            return [propose_split(eur(50_00)), accept_proposal()]
        case Stage.CASE_APPEAL:
            return [appeal(Role.FREELANCER)]
        case _:
            return [accept()]


def delivered_to_the_end() -> list[Ask]:
    return [deliver(), accept()]
