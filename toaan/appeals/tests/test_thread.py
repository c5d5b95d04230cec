"""An appealed case goes through the court above and back, each step by the person whose act it is."""

from __future__ import annotations

from datetime import date

import pytest

from toaan.appeals import actions
from toaan.appeals.models import FileTransfer
from toaan.appeals.tests.thread import judged, with_panel
from toaan.cases import queries as cases
from toaan.cases.models import Case, Deadline
from toaan.core import audit, events
from toaan.core.models import Event
from toaan.delivery.models import Service
from toaan.dossiers.models import Folio
from toaan.judgments import queries
from toaan.judgments.models import Judgment

pytestmark = pytest.mark.usefixtures("quick_paper")


def test_an_appealed_part_comes_back_with_its_own_day_of_effect(world, now):
    made = judged(world, now, {2: "amended"})
    above = made.case
    below = Case.objects.get(pk=above.origin_id)
    first = Judgment.objects.get(case=below)

    assert str(above) == "01/2026/TLPT-DS"
    assert str(made.number) == "01/2026/DS-PT"
    assert (above.state, below.state) == ("effective", "effective")
    assert made.effective_on == date(2026, 3, 18)  # 313.6
    effects = {e.part.order: (e.effective_on, e.outcome) for e in first.effect.parts.select_related("part")}
    assert effects[1][0] is not None and effects[1][0] < date(
        2026, 3, 1
    )  # nobody appealed it: on its own day
    assert effects[2] == (None, "Bị sửa")
    assert FileTransfer.objects.get().returned_on == date(2026, 3, 18)

    kinds = set(Service.objects.filter(case=above).values_list("kind", flat=True))
    assert {"appeal_acceptance_notice", "appeal_trial_decision", "appeal_judgment"} <= kinds
    below_kinds = set(Service.objects.filter(case=below).values_list("kind", flat=True))
    assert {"appeal_fee_notice", "appeal_notice"} <= below_kinds
    rules = set(Deadline.objects.filter(case=above).values_list("rule", flat=True))
    assert {"BLTTDS:286.1", "BLTTDS:286.2", "BLTTDS:290.2", "BLTTDS:292.2", "BLTTDS:315.1"} <= rules
    assert not rules & {"BLTTDS:203.1.a", "BLTTDS:269.2", "BLTTDS:197.2", "BLTTDS:273.1"}
    assert not made.periods.exists()
    for name in ("nguyendon", "bidon"):
        assert cases.visible_to(world.viewer(name)).filter(pk=above.pk).exists()
        assert Event.objects.filter(case_id=below.pk, act="appeals.come_back", shown_to="parties").exists()
    late = queries.standings(world.viewer("bidon"), first, date(2026, 6, 1))
    assert [(s.is_open, s.is_missed) for s in late] == [(False, False)]  # the portal offers nothing any more
    audit.verify()


def test_the_whole_file_goes_up_with_its_folio_numbers(world, now):
    above = with_panel(world, now)
    events.drain()
    rows = {
        case: list(
            Folio.objects.filter(dossier__case=case)
            .order_by("order")
            .values_list("file_id", "first_page", "last_page")
        )
        for case in (above.pk, above.origin_id)
    }
    before = [r for r in rows[above.origin_id] if r in rows[above.pk]]
    assert before and rows[above.pk][: len(before)] == before
    firsts = [r[1] for r in rows[above.pk]]
    assert len(firsts) == len(set(firsts))


@pytest.mark.parametrize(
    ("outcomes", "state"),
    [({1: "remitted", 2: "remitted", 3: "remitted"}, "quashed"), ({2: "remitted"}, "part_quashed")],
)
def test_what_is_quashed_is_tried_anew_by_other_judges(world, now, outcomes, state):
    made = judged(world, now, outcomes)
    below = Case.objects.get(pk=made.case.origin_id)
    assert below.state == state
    again = actions.accept_again(
        by=world.viewer("thuky"), above_id=made.case_id, claims=["Buộc bị đơn chịu phạt cọc 50.000.000 đồng"], at=made.pronounced_at
    )  # fmt: skip
    assert (again.origin_id, again.instance, str(again)) == (made.case_id, "ST", "02/2026/TLST-DS")
    assert [p.name for p in again.parties.all()] == [p.name for p in below.parties.all()]
    held = cases.judges_of(again.court_id, made.pronounced_at)
    barred = {c.name: c.barred_reasons for c in cases.candidates(again, held, date(2026, 3, 19))}
    assert "khoản 3 Điều 53" in " ".join(barred[world.users["thamphan"].full_name])
    assert not barred[world.users["thamphan2"].full_name]
