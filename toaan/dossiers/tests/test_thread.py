"""The file of a whole case, from acceptance to the archive, by the real acts of every domain."""

from __future__ import annotations

from toaan.core import audit, clock
from toaan.demo import steps
from toaan.dossiers import queries
from toaan.dossiers.models import Dossier
from toaan.rules.statistics import Period
from toaan.statistics import queries as statistics


def test_the_file_of_a_case_fills_itself_and_the_figures_follow(world, now, president, plaintiff) -> None:
    case = steps.accepted_case(world, now)
    for step in (
        steps.assigned_case, steps.mediated_case, steps.trial_decided_case, steps.debated_case, steps.effective_case,
        steps.closed_case,
    ):  # fmt: skip
        case = step(world, clock.now(), case=case)
    dossier = Dossier.objects.get(case=case)
    found = [f.kind for f in queries.in_order(dossier)]
    assert case.state == "archived"
    assert {
        "petition",
        "evidence",
        "acceptance_notice",
        "session_minutes",
        "trial_decision",
        "judgment",
    } <= set(found)
    assert found.count("judgment") == 1
    assert queries.check(dossier) == []
    assert "Bản án" in " ".join(f.title for f in queries.folios_of(plaintiff, case))
    year = Period(case.accepted_on, clock.today())
    cells = statistics.report(president, year, world.court).total.cells
    assert (cells["new"], cells["judged"], cells["remaining"]) == (1, 1, 0)
    assert audit.verify().good
