"""An operator gives a case to a mediator: from whom, to whom, and who is left out."""

from __future__ import annotations

from parley.core.order.state import Stage
from tests.asks_of_cases import appeal, decide, escalate, outreach, take, write_for_support
from tests.deals import eur
from tests.web.people import Deed, Visitor, in_stage
from tests.web.reading import ReadPage, read


def offered(page: ReadPage) -> list[str]:
    return [given["value"] for tag, given in page.tags if tag == "input" and given.get("name") == "person"]


def has_it(deed: Deed) -> str:
    case = deed.order.milestone(1).case
    assert case is not None
    return case.mediator


def test_an_operator_gives_a_case_and_takes_it_for_another(
    ana: Visitor, marc: Visitor, mia: Visitor, noor: Visitor, olga: Visitor
) -> None:
    deed = in_stage("mediation", marc, ana)
    at = deed.act("assign")
    assert at in olga.look("/cases").links
    page = olga.look(at)
    assert sorted(offered(page)) == sorted([mia.id, noor.id])
    assert olga.send(page, at, person=mia.id).status_code == 303
    assert has_it(deed) == mia.id
    page = olga.look(at)
    assert "Mia Lang has it" in page.text
    assert offered(page) == [noor.id, "nobody"]
    assert olga.send(page, at, person=noor.id).status_code == 303
    assert has_it(deed) == noor.id
    assert olga.send(olga.look(at), at, person="nobody").status_code == 303
    assert has_it(deed) == ""


def test_whoever_may_not_judge_is_left_out_with_the_reason(
    ana: Visitor, marc: Visitor, mia: Visitor, noor: Visitor, olga: Visitor
) -> None:
    for who, name in ((marc, "Sol"), (noor, "s o l")):
        assert who.person is not None
        who.person.organisation = name
        who.person.save()
    assert ana.person is not None
    ana.person.is_mediator = True
    ana.person.save()
    deed = in_stage("mediation", marc, ana).does(outreach(), write_for_support(person=mia.id))
    page = olga.look(deed.act("assign"))
    assert offered(page) == []
    assert "Mia Lang: wrote to one side for the other" in page.text
    assert "Noor Aziz: shares an organisation with a side" in page.text
    assert "Ana Ruiz: is a side of this order" in page.text
    assert "Nobody else on this desk may take it." in page.text
    for one in (mia, noor, ana):
        answer = olga.post(deed.act("assign"), person=one.id)
        assert answer.status_code == 422
        assert has_it(deed) == ""


def test_an_appeal_is_not_given_to_whoever_decided(
    ana: Visitor, marc: Visitor, mia: Visitor, noor: Visitor, olga: Visitor
) -> None:
    deed = in_stage("decision", marc, ana).does(take(person=mia.id), decide(eur(70_00), person=mia.id), appeal())
    assert deed.stage() is Stage.APPEAL_FILED
    page = olga.look(deed.act("assign"))
    assert "Nobody has taken it" in page.text
    assert offered(page) == [noor.id]
    assert "Mia Lang: decided before" in page.text


def test_how_many_each_has_is_said_and_the_fewest_come_first(
    ana: Visitor, marc: Visitor, mia: Visitor, noor: Visitor, olga: Visitor
) -> None:
    for _ in range(2):
        in_stage("decision", marc, ana).does(take(person=mia.id))
    deed = in_stage("mediation", marc, ana)
    page = olga.look(deed.act("assign"))
    assert offered(page) == [noor.id, mia.id]
    assert "2 cases wait for them" in page.text
    assert "0 cases wait for them" in page.text


def test_nobody_chosen_and_nobody_known_are_asked_again(
    ana: Visitor, marc: Visitor, mia: Visitor, olga: Visitor
) -> None:
    deed = in_stage("mediation", marc, ana)
    for person in ("", "nobody", "x", ana.id):
        answer = olga.post(deed.act("assign"), person=person)
        assert answer.status_code == 422
        assert "Choose somebody." in read(answer).text


def test_a_case_that_is_over_waits_for_nobody(ana: Visitor, marc: Visitor, mia: Visitor, olga: Visitor) -> None:
    deed = in_stage("mediation", marc, ana).does(escalate(), decide(eur(70_00), person=mia.id))
    assert "This case does not wait for a mediator now." in olga.look(deed.act("assign")).text
