"""What a good message does in a hard moment, point by point, and which points a situation calls for.

The first six are the habits that the sources recommend for an unhappy client; the others belong to changes and dates.
"""

from __future__ import annotations

from parley.coach.advice import Author, Context, Label, Point, Situation
from parley.coach.packs import POINTS, Pack
from parley.prose.tokens import Sentence

_UNHAPPY = ("benefit_of_doubt", "feelings", "paraphrase", "open_question", "not_right", "together")
SILENT_DAYS = 3  # without a word from the other side: the least before a last notice, in the shipped way of working
_WAITING = (Situation.WORKING, Situation.DELIVERED, Situation.REVISING)
_CALLED_FOR: dict[tuple[Situation, Author], tuple[str, ...]] = {
    (Situation.REVISING, Author.FREELANCER): (
        "feelings",
        "paraphrase",
        "open_question",
        "effort",
        "possible",
        "next_date",
    ),
    (Situation.REVISING, Author.CLIENT): ("benefit_of_doubt", "open_question", "next_date"),
    (Situation.DELIVERED, Author.CLIENT): ("benefit_of_doubt", "open_question"),
    (Situation.EXTRA, Author.FREELANCER): ("effort", "possible", "open_question"),
    (Situation.LATE, Author.FREELANCER): ("feelings", "next_date", "together"),
    (Situation.LATE, Author.CLIENT): ("benefit_of_doubt", "open_question", "next_date"),
    (Situation.SILENT, Author.FREELANCER): ("benefit_of_doubt", "open_question", "next_date"),
    (Situation.SILENT, Author.CLIENT): ("benefit_of_doubt", "open_question", "next_date"),
    (Situation.CASE, Author.FREELANCER): _UNHAPPY,
    (Situation.CASE, Author.CLIENT): _UNHAPPY,
}


def checklist(
    pack: Pack, said: Pack, context: Context, sentences: tuple[Sentence, ...], found: set[Label]
) -> tuple[Point, ...]:
    """The points that the situation calls for, and whether the draft makes them. Empty when nothing is called for.

    `pack` is the draft's language, `said` the one that the points are told in."""
    if context.situation is None or context.author is None:
        return ()
    situation = Situation.CASE if context.case_open else context.situation
    if situation in _WAITING and (context.days_since_reply or 0) >= SILENT_DAYS:
        situation = Situation.SILENT
    wanted = _CALLED_FOR.get((situation, context.author), ())
    done = {match.key for sentence in sentences for match in pack.done.matches(sentence)} if wanted else set()
    if Label.MUST_BE_RIGHT not in found:
        done.add("not_right")
    return tuple(Point(point, point in done, said.points[point]) for point in POINTS if point in wanted)
