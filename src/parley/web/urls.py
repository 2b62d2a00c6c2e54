"""The addresses of pages: nouns, and what is done to them."""

from __future__ import annotations

from django.urls import include, path

from parley.web.demo.bar import become, clock
from parley.web.desk.desk import desk
from parley.web.desk.orders import orders
from parley.web.invitations.invitation import invitation, invited, join
from parley.web.offers.answers import accept as accept_offer
from parley.web.offers.answers import decline, note, withdraw
from parley.web.offers.counter import counter
from parley.web.offers.new import new_offer
from parley.web.orders.acts.answer import answer
from parley.web.orders.acts.bank import close_chargeback, open_chargeback
from parley.web.orders.acts.brief import brief
from parley.web.orders.acts.case import escalate, open_case, settle, withdraw_case
from parley.web.orders.acts.counter import counter_proposal
from parley.web.orders.acts.deliver import deliver, deliver_again, redeliver
from parley.web.orders.acts.extras import ask_extra, offer_extra
from parley.web.orders.acts.judging import decide, decide_appeal
from parley.web.orders.acts.last_offer import seal_final
from parley.web.orders.acts.mediation import accept_suggestion, appeal, decline_suggestion
from parley.web.orders.acts.outreach import outreach
from parley.web.orders.acts.parts import claim_part, deliver_part
from parley.web.orders.acts.pause import end_pause, pause
from parley.web.orders.acts.plain import accept, begin, contact, fund, more_time, notice, pay_out, statement
from parley.web.orders.acts.proposals import (
    accept_proposal,
    cancel,
    decline_proposal,
    extend,
    partial_refund,
    withdraw_proposal,
)
from parley.web.orders.acts.questions import answer_question, ask, clarify
from parley.web.orders.acts.record import correct_record
from parley.web.orders.acts.revision import accept_items, request_revision
from parley.web.orders.acts.sealed import seal
from parley.web.orders.acts.stopping import cancel_before_work, cancel_late, resign, stop
from parley.web.orders.acts.support import send_outreach, suggest
from parley.web.orders.acts.taking import leave_case, take_case
from parley.web.orders.case_file import case_file
from parley.web.orders.chargeback_kit import chargeback_kit
from parley.web.orders.effort import effort
from parley.web.orders.files import file
from parley.web.orders.messages import messages
from parley.web.orders.resolution.room import resolution
from parley.web.orders.review import review
from parley.web.orders.room import room
from parley.web.orders.schedule import order_schedule

OF_MILESTONE = "orders/<uuid:order_id>/milestones/<int:milestone>/"

urlpatterns = [
    path("desk", desk, name="desk"),
    path("orders", orders, name="orders"),
    path("orders/new", new_offer, name="new_offer"),
    path("orders/<uuid:order_id>", room, name="order"),
    path("orders/<uuid:order_id>/messages", messages, name="messages"),
    path("orders/<uuid:order_id>/review", review, name="review"),
    path("orders/<uuid:order_id>/case-file", case_file, name="case_file"),
    path("orders/<uuid:order_id>/chargeback-kit", chargeback_kit, name="chargeback_kit"),
    path("orders/<uuid:order_id>/schedule", order_schedule, name="schedule"),
    path("orders/<uuid:order_id>/offer/counter", counter, name="counter_offer"),
    path("orders/<uuid:order_id>/offer/note", note, name="note_on_clause"),
    path("orders/<uuid:order_id>/offer/withdraw", withdraw, name="withdraw_offer"),
    path("orders/<uuid:order_id>/offer/decline", decline, name="decline_offer"),
    path("orders/<uuid:order_id>/offer/accept", accept_offer, name="accept_offer"),
    path(OF_MILESTONE + "fund", fund, name="fund"),
    path(OF_MILESTONE + "brief", brief, name="brief"),
    path(OF_MILESTONE + "begin", begin, name="begin"),
    path(OF_MILESTONE + "deliver", deliver, name="deliver"),
    path(OF_MILESTONE + "deliver-again", deliver_again, name="deliver-again"),
    path(OF_MILESTONE + "redeliver", redeliver, name="redeliver"),
    path(OF_MILESTONE + "request-revision", request_revision, name="request-revision"),
    path(OF_MILESTONE + "answer", answer, name="answer"),
    path(OF_MILESTONE + "accept-items", accept_items, name="accept-items"),
    path(OF_MILESTONE + "accept", accept, name="accept"),
    path(OF_MILESTONE + "contact", contact, name="contact"),
    path(OF_MILESTONE + "notice", notice, name="notice"),
    path(OF_MILESTONE + "statement", statement, name="statement"),
    path(OF_MILESTONE + "ask", ask, name="ask"),
    path(OF_MILESTONE + "clarify", clarify, name="clarify"),
    path(OF_MILESTONE + "answer-question", answer_question, name="answer-question"),
    path(OF_MILESTONE + "extend", extend, name="extend"),
    path(OF_MILESTONE + "partial-refund", partial_refund, name="partial-refund"),
    path(OF_MILESTONE + "cancel", cancel, name="cancel"),
    path(OF_MILESTONE + "accept-proposal", accept_proposal, name="accept-proposal"),
    path(OF_MILESTONE + "decline-proposal", decline_proposal, name="decline-proposal"),
    path(OF_MILESTONE + "counter-proposal", counter_proposal, name="counter-proposal"),
    path(OF_MILESTONE + "withdraw-proposal", withdraw_proposal, name="withdraw-proposal"),
    path(OF_MILESTONE + "cancel-before-work", cancel_before_work, name="cancel-before-work"),
    path(OF_MILESTONE + "cancel-late", cancel_late, name="cancel-late"),
    path(OF_MILESTONE + "stop", stop, name="stop"),
    path(OF_MILESTONE + "resign", resign, name="resign"),
    path(OF_MILESTONE + "deliver-part", deliver_part, name="deliver-part"),
    path(OF_MILESTONE + "claim-part", claim_part, name="claim-part"),
    path(OF_MILESTONE + "more-time", more_time, name="more-time"),
    path(OF_MILESTONE + "ask-extra", ask_extra, name="ask-extra"),
    path(OF_MILESTONE + "offer-extra", offer_extra, name="offer-extra"),
    path(OF_MILESTONE + "pause", pause, name="pause"),
    path(OF_MILESTONE + "end-pause", end_pause, name="end-pause"),
    path(OF_MILESTONE + "outreach", outreach, name="outreach"),
    path(OF_MILESTONE + "open-case", open_case, name="open-case"),
    path(OF_MILESTONE + "withdraw-case", withdraw_case, name="withdraw-case"),
    path(OF_MILESTONE + "settle", settle, name="settle"),
    path(OF_MILESTONE + "escalate", escalate, name="escalate"),
    path(OF_MILESTONE + "seal", seal, name="seal"),
    path(OF_MILESTONE + "last-offer", seal_final, name="last-offer"),
    path(OF_MILESTONE + "take-case", take_case, name="take-case"),
    path(OF_MILESTONE + "leave-case", leave_case, name="leave-case"),
    path(OF_MILESTONE + "accept-suggestion", accept_suggestion, name="accept-suggestion"),
    path(OF_MILESTONE + "decline-suggestion", decline_suggestion, name="decline-suggestion"),
    path(OF_MILESTONE + "appeal", appeal, name="appeal"),
    path(OF_MILESTONE + "pay-out", pay_out, name="pay-out"),
    path(OF_MILESTONE + "send-outreach", send_outreach, name="send-outreach"),
    path(OF_MILESTONE + "suggest", suggest, name="suggest"),
    path(OF_MILESTONE + "decide", decide, name="decide"),
    path(OF_MILESTONE + "decide-appeal", decide_appeal, name="decide-appeal"),
    path(OF_MILESTONE + "chargeback", open_chargeback, name="chargeback"),
    path(OF_MILESTONE + "close-chargeback", close_chargeback, name="close-chargeback"),
    path(OF_MILESTONE + "correct-record", correct_record, name="correct-record"),
    path(OF_MILESTONE + "effort", effort, name="effort"),
    path(OF_MILESTONE + "resolution", resolution, name="resolution"),
    path(OF_MILESTONE + "files/<str:sha256>", file, name="file"),
    path("invitations/of/<uuid:order_id>", invited, name="invited"),
    path("invitations/of/<uuid:order_id>/join", join, name="join"),
    path("invitations/<str:token>", invitation, name="invitation"),
    path("", include("parley.web.briefs.urls")),
    path("", include("parley.web.coach.urls")),
    path("", include("parley.web.console.urls")),
    path("", include("parley.web.evidence.urls")),
    path("", include("parley.web.help.urls")),
    path("", include("parley.web.organisations.urls")),
    path("", include("parley.web.people.urls")),
    path("", include("parley.web.policies.urls")),
    path("", include("parley.web.privacy.urls")),
    path("", include("parley.web.staff.urls")),
    path("", include("parley.web.storefront.urls")),
    path("demo/become", become, name="demo_become"),
    path("demo/clock", clock, name="demo_clock"),
]
