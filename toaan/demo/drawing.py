"""The draw of a judge in the demonstration: by the act of the court, with a seed that can be had again."""

from __future__ import annotations

from datetime import datetime

from toaan.cases import actions as cases
from toaan.cases import queries
from toaan.cases.models import Case
from toaan.core import chance, clock, rules_in_force
from toaan.core.models import Post
from toaan.core.roles import Role
from toaan.core.viewer import Viewer
from toaan.demo.province import Seat
from toaan.rules import assignment as draw_rule

VARIANTS = 120
"""Who stands last in the order has one lot among many: enough to find it all the same."""


def judge_of(case: Case, seat: Seat, at: datetime, *, seed: str, wanted: str = "") -> Viewer:
    """The president lets the judge be drawn.

    Args:
        wanted: user name of the judge for whom a variant of the seed is looked for, if chance can be had so.
    """
    with chance.of_practice(_seed(case, seat, at, seed=seed, wanted=wanted)):
        drawn = cases.draw_judge(by=seat.first(Role.PRESIDENT), case_id=case.pk, at=at)
    return seat.viewer(Post.objects.select_related("user", "court").get(pk=drawn.post_id))


def _seed(case: Case, seat: Seat, at: datetime, *, seed: str, wanted: str) -> str:
    """The seed of the demonstration; with a judge wished for, the first variant of it that draws him."""
    if not wanted:
        return seed
    today = clock.local_date(at)
    judges = queries.candidates(case, queries.judges_of(seat.court.pk, at), today)
    tolerance = rules_in_force.rule("setting", "setting:assignment-tolerance", today).value["value"]
    post = next(str(p.pk) for p in seat.holders[Role.JUDGE] if p.user.username == wanted)
    bench, found = {str(p.pk) for p in seat.holders[Role.JUDGE]}, seed
    for variant in range(VARIANTS):
        with chance.of_practice(f"{seed}/{variant}"):
            drawn_with, _ = chance.seed_for(seat.court, str(case))
        chosen = draw_rule.draw(judges, seed=drawn_with, tolerance=tolerance).chosen.id
        if chosen == post:
            return f"{seed}/{variant}"
        if found == seed and chosen in bench:  # not a leader, if that one has too much in hand to be drawn
            found = f"{seed}/{variant}"
    return found
