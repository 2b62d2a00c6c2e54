"""What each provision of a policy is called and what it means, for the operator who writes one."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Translators: pairs of the name of a box and what its number means. A unit (days, hours) stands behind the box.
MEANINGS: Mapping[str, tuple[Promise, Promise]] = {
    "rounds": (
        _("Rounds of changes"),
        _("How often the client may ask for changes in each milestone. Defects take no round."),
    ),
    "kill_fee_percent": (
        _("Kill fee"),
        _("What the freelancer keeps of a milestone’s price when the client stops it before the first delivery."),
    ),
    "deposit_percent": (
        _("Deposit"),
        _("The part of the first milestone’s price that is the freelancer’s as soon as work begins."),
    ),
    "funding": (
        _("When the client pays in"),
        _("Where everything is paid in at the start, later milestones wait for no money."),
    ),
    "most_milestones": (
        _("Most milestones"),
        _("How many milestones an offer may have. Empty: as many as an offer can hold."),
    ),
    "hold_cap_days": (
        _("Longest hold"),
        _("How long the payment provider may keep a milestone’s money. Empty: no limit."),
    ),
    "offer_days": (_("Answering an offer"), _("After this an offer expires.")),
    "funding_business_days": (
        _("Funding a milestone"),
        _("Time for the client to pay in, from when a milestone opens."),
    ),
    "lapse_days": (_("Funding it late"), _("For so long it can still be funded afterwards; then the milestone ends.")),
    "brief_days": (_("Handing over the brief"), _("Without the brief the money goes back to the client after this.")),
    "brief_nudge_hours": (
        _("Reminders of the brief"),
        _("Kind reminders, counted from the funding, with commas between them. Empty: none."),
    ),
    "late_grace_hours": (
        _("Grace after the due date"),
        _(
            "So long after the due date nothing happens; then the client may take the money back if nothing is delivered."
        ),
    ),
    "abandoned_days": (
        _("Undelivered work ends"),
        _("So long after the due date a milestone without any delivery ends, and the money goes back."),
    ),
    "redelivery_business_days": (_("Delivering again"), _("Time for the freelancer after a request for changes.")),
    "redelivery_grace_days": (
        _("A request that is left alone"),
        _("So long after the new delivery was due, the milestone goes to the resolution room."),
    ),
    "clarify_business_days": (
        _("Answering a question"),
        _("Time for the client when the freelancer asks what a request means. After it the delivery stands."),
    ),
    "review_days": (_("Looking at a delivery"), _("Time for the client to answer a delivery.")),
    "review_nudge_days": (
        _("Reminders to look"),
        _("Kind reminders, counted from the delivery, with commas between them. Empty: none."),
    ),
    "notice_hours": (_("Last notice"), _("How long the last notice to a silent client runs. Nought: no notice.")),
    "release_business_days": (
        _("From complete to release"),
        _("After the notice the milestone counts as complete; so much later the hold is released."),
    ),
    "reply_hours": (
        _("After a reply to the notice"),
        _("When the client writes back during the last notice, so much time to look is left at least."),
    ),
    "silent_hours_before_notice": (
        _("Silence before an early notice"),
        _("How long the client has been silent before the freelancer may send the last notice."),
    ),
    "contacts_before_notice": (
        _("Tries to reach the client"),
        _("How many it takes before an early notice can be sent."),
    ),
    "contact_gap_hours": (_("Between two tries"), _("Tries that come sooner one after the other count as one.")),
    "proposal_hours": (
        _("Answering a proposal"),
        _("Silence after this counts as no; for a first short extension as yes."),
    ),
    "pause_days": (_("Longest pause"), _("A pause ends by itself after this.")),
    "pause_stop_business_days": (
        _("Stopping during a pause"),
        _("When the freelancer has paused for longer than this, the client may stop without a kill fee."),
    ),
    "extra_days": (
        _("Extras after the release"),
        _("For so long extra work can still be added to a milestone that is paid."),
    ),
    "talk_business_days": (_("Talking in a case"), _("Time for the two to settle by themselves.")),
    "escalate_hours": (_("Before a case goes on"), _("For so long both talk before either may ask for the next step.")),
    "sealed_days": (_("Sealed offers"), _("Time for both to hand in sealed offers. Nought: this step is left out.")),
    "sealed_rounds": (_("Rounds of sealed offers"), _("How often they are opened before the case goes on.")),
    "mediation_days": (_("Mediation"), _("Time for a mediator to bring the two together.")),
    "suggestion_business_days": (
        _("Answering the mediator’s proposal"),
        _("Time for both to accept what the mediator proposes."),
    ),
    "decision_days": (
        _("Deciding a case"),
        _("Without a decision after this, the hold is divided by what was delivered and accepted."),
    ),
    "appeal_business_days": (_("Appealing"), _("Time to appeal against a decision. Nought: decisions are final.")),
    "appeal_result_business_days": (
        _("Deciding an appeal"),
        _("Without a result after this the first decision stands."),
    ),
    "long_stop_days": (
        _("Long stop"),
        _("So long after the first delivery a decision is asked for at the latest, whatever else goes on."),
    ),
    "clearance_days": (_("Clearing"), _("So long after the release the freelancer can have the money paid out.")),
    "rating_days": (_("Reviews"), _("Time for both to review each other after the end.")),
    "bank_alarm_days": (
        _("No word from the bank"),
        _("So long after the bank’s own date the operator is told that a chargeback is still open."),
    ),
}
