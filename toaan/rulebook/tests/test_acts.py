"""Two persons change a rule: who may, what is refused, what is entered, what can be shown later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from toaan.core import actions as core
from toaan.core import audit, files, rules_in_force, signatures
from toaan.core.errors import Refused
from toaan.core.models import Event, RuleVersion
from toaan.core.roles import Role
from toaan.core.viewer import SYSTEM, Viewer
from toaan.rulebook import actions, papers
from toaan.rulebook.models import RuleProposal
from toaan.rulebook.states import APPLIED, PROPOSED, REJECTED, WITHDRAWN
from toaan.rulebook.tests.support import EXAMINE, REASON, applied, version, year
from toaan.rules import load
from toaan.rules.versions import digest

START = date(2026, 7, 1)


@pytest.fixture
def deputy(world):
    return world.viewer("phochanhan")


@pytest.fixture
def proposed(it_officer, now):
    return actions.propose(by=it_officer, row=version(EXAMINE, START, amount=7), reason=REASON, at=now)


def refused(code, function, **given):
    with pytest.raises(Refused) as refusal:
        function(**given)
    assert refusal.value.code == code
    return refusal.value


def test_nothing_is_in_force_by_one_signature(proposed):
    assert proposed.state == PROPOSED
    assert rules_in_force.time_limit(EXAMINE, START).amount == 5
    assert Event.objects.get(act="rulebook.propose").title.endswith("từ ngày 01/07/2026")


def test_the_second_signature_enters_the_rule_and_ends_the_one_before(proposed, president, it_officer, now):
    actions.approve(by=president, proposal_id=proposed.pk, at=now)
    assert rules_in_force.time_limit(EXAMINE, date(2026, 6, 30)).amount == 5
    assert rules_in_force.time_limit(EXAMINE, START).amount == 7
    old, new = RuleVersion.objects.filter(key=EXAMINE).order_by("valid_from")
    assert (old.valid_to, new.valid_to) == (date(2026, 6, 30), None)
    assert {old.changed_by, new.changed_by} == {it_officer.user_id}
    proposed.refresh_from_db()
    assert (proposed.state, proposed.decided_by) == (APPLIED, president.post)
    assert audit.verify().good


def test_both_signatures_stand_on_the_record_and_bind_the_change(proposed, president, now):
    done = actions.approve(by=president, proposal_id=proposed.pk, at=now)
    found = signatures.verify(files.read(done.paper_sha256))
    assert [s.field for s in found.signatures] == [papers.FIRST, papers.SECOND]
    assert all(s.intact for s in found.signatures)
    assert Event.objects.get(act="rulebook.approve").data["new"] == digest([done.new])


def test_a_later_release_neither_overwrites_nor_opens_what_officers_entered(proposed, president, now):
    actions.approve(by=president, proposal_id=proposed.pk, at=now)
    assert rules_in_force.load_first(now) == 0
    assert rules_in_force.time_limit(EXAMINE, START).amount == 7
    assert RuleVersion.objects.get(key=EXAMINE, valid_from=date(2016, 7, 1)).valid_to == date(2026, 6, 30)


def test_rules_are_listed_as_the_law_lists_them_wherever_their_rows_lie(proposed, president, now):
    shipped = [row.key for row in load.load_all() if row.kind == "time_limit"]
    actions.approve(by=president, proposal_id=proposed.pk, at=now)
    rows = list(RuleVersion.objects.order_by("-place"))
    RuleVersion.objects.all().delete()
    RuleVersion.objects.bulk_create(rows)
    rules_in_force.forget()
    assert list(dict.fromkeys(r.key for r in rules_in_force.rows("time_limit"))) == list(
        dict.fromkeys(shipped)
    )


def test_a_court_from_before_places_were_kept_has_them_after_its_next_start(proposed, president, now):
    actions.approve(by=president, proposal_id=proposed.pk, at=now)
    ordered = list(RuleVersion.objects.order_by("place", "valid_from").values_list("pk", flat=True))
    RuleVersion.objects.update(place=0)
    rules_in_force.load_first(now)
    assert list(RuleVersion.objects.order_by("place", "valid_from").values_list("pk", flat=True)) == ordered


def test_the_command_line_lists_what_officers_entered(proposed, president, now, capsys):
    from toaan.cli import main

    actions.approve(by=president, proposal_id=proposed.pk, at=now)
    assert main(["rules", "list", "--kind", "time_limit", "--on", "2026-07-01", "--json"]) == 0
    assert '"amount": 7' in capsys.readouterr().out


@pytest.mark.parametrize("who", ["clerk", "judge", "hr_officer", "procurator", "plaintiff", "document_clerk"])
def test_others_propose_nothing(who, request, now):
    by = request.getfixturevalue(who)
    refused(
        "not_allowed", actions.propose, by=by, row=version(EXAMINE, START, amount=7), reason=REASON, at=now
    )
    assert not RuleProposal.objects.exists()


@pytest.mark.parametrize("who", ["clerk", "judge", "it_officer", "hr_officer"])
def test_others_approve_nothing(who, proposed, request, now):
    for act in (actions.approve, actions.reject):
        more = {"reason": "Sai"} if act is actions.reject else {}
        refused("not_allowed", act, by=request.getfixturevalue(who), proposal_id=proposed.pk, at=now, **more)
    assert rules_in_force.time_limit(EXAMINE, START).amount == 5


def test_one_person_does_not_sign_twice(president, deputy, now):
    mine = actions.propose(by=president, row=version(EXAMINE, START, amount=7), reason=REASON, at=now)
    told = refused("rule.own", actions.approve, by=president, proposal_id=mine.pk, at=now)
    assert "hai người ký" in told.message
    assert actions.approve(by=deputy, proposal_id=mine.pk, at=now).state == APPLIED


def test_one_person_with_two_posts_is_still_one_person(world, it_officer, president, now):
    post = core.appoint(
        by=SYSTEM, user=president.user, court=world.court, kind=Role.IT_OFFICER, since=now, at=now
    )
    both = Viewer(user=president.user, post=post)
    mine = actions.propose(by=both, row=version(EXAMINE, START, amount=7), reason=REASON, at=now)
    refused("rule.own", actions.approve, by=president, proposal_id=mine.pk, at=now)


def test_rules_belong_to_the_highest_court_that_works_here(world, president, it_officer, now):
    user = world.users["luutru"]
    post = core.appoint(
        by=SYSTEM, user=user, court=world.province, kind=Role.PRESIDENT, since=world.posts["chanhan"].valid_from,
        at=now,
    )  # fmt: skip
    for by in (president, it_officer):
        refused(
            "not_allowed",
            actions.propose,
            by=by,
            row=version(EXAMINE, START, amount=7),
            reason=REASON,
            at=now,
        )
    above = Viewer(user=user, post=post)
    assert (
        actions.propose(by=above, row=version(EXAMINE, START, amount=7), reason=REASON, at=now).court
        == world.province
    )


def test_a_stale_proposal_is_refused_with_words(it_officer, president, deputy, proposed, now):
    actions.withdraw(by=it_officer, proposal_id=proposed.pk, at=now)
    first = actions.propose(by=it_officer, row=version(EXAMINE, START, amount=7), reason=REASON, at=now)
    stored = RuleVersion.objects.get(key=EXAMINE)
    stored.content = {**stored.content, "value": {**stored.content["value"], "amount": 6}}
    stored.save()
    told = refused("rule.stale", actions.approve, by=president, proposal_id=first.pk, at=now)
    assert "lập đề xuất mới" in told.message
    first.refresh_from_db()
    assert first.state == PROPOSED


def test_a_second_change_of_the_same_rule_waits(proposed, president, now):
    refused(
        "rule.waiting",
        actions.propose,
        by=president,
        row=version(EXAMINE, START, amount=8),
        reason=REASON,
        at=now,
    )
    assert RuleProposal.objects.count() == 1


def test_the_proposer_withdraws_and_others_do_not(proposed, it_officer, president, now):
    refused("not_allowed", actions.withdraw, by=president, proposal_id=proposed.pk, at=now)
    assert actions.withdraw(by=it_officer, proposal_id=proposed.pk, at=now).state == WITHDRAWN
    refused("wrong_state", actions.approve, by=president, proposal_id=proposed.pk, at=now)


def test_not_approved_needs_a_reason_and_ends_it(proposed, president, now):
    refused("rule.no_reason", actions.reject, by=president, proposal_id=proposed.pk, reason=" ", at=now)
    done = actions.reject(by=president, proposal_id=proposed.pk, reason="Sai điều luật", at=now)
    assert (done.state, done.decision) == (REJECTED, "Sai điều luật")
    assert rules_in_force.time_limit(EXAMINE, START).amount == 5


BAD = {
    "negative": (lambda: version(EXAMINE, START, amount=-1), "rule.value"),
    "unit": (lambda: version(EXAMINE, START, unit="week"), "rule.value"),
    "same": (lambda: replace(version(EXAMINE, START), source=rules_in_force.rule("time_limit", EXAMINE, START).source),
             "rule.same"),
    "ends-first": (lambda: replace(version(EXAMINE, START, amount=7), valid_to=date(2026, 1, 1)), "rule.does_not_fit"),
    "before-all": (lambda: replace(version(EXAMINE, date(2015, 1, 1), amount=7)), "rule.does_not_fit"),
    "unknown": (lambda: replace(version(EXAMINE, START, amount=7), key="BLTTDS:999"), "rule.unknown"),
    "no-article": (
        lambda: replace(version(EXAMINE, START, amount=7), source=replace(version(EXAMINE, START).source, article=" ")),
        "rule.no_article",
    ),
    "bands": (lambda: version("fee:DS", START, bands=[{"to": 1, "base": 1, "permille": 0, "over": 0}]), "rule.value"),
    "off-and-worked": (
        lambda: year(2029, {"2029-01-06": "Tết"}, extra={"2029-01-06": "Làm bù"}), "rule.holiday"),
    "without-victory-day": (lambda: year(2029, {"2029-01-01": "Tết", "2029-05-01": "Lao động"}), "rule.holiday"),
    "worked-on-a-monday": (lambda: year(2029, {"2029-01-01": "Tết"}, extra={"2029-01-08": "Làm bù"}), "rule.holiday"),
    "far-year": (lambda: year(2199, {"2199-01-01": "Tết"}), "rule.unknown"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_stand_is_refused_and_nothing_is_kept(name, world, it_officer, now):
    make, code = BAD[name]
    refused(code, actions.propose, by=it_officer, row=make(), reason=REASON, at=now)
    assert not RuleProposal.objects.exists()


def test_a_reason_is_asked(it_officer, now):
    refused(
        "rule.no_reason",
        actions.propose,
        by=it_officer,
        row=version(EXAMINE, START, amount=7),
        reason="  ",
        at=now,
    )


def test_a_fee_is_another_from_its_first_day_on(it_officer, president, now):
    from toaan.filing import fees

    applied(version("fee:DS", START, no_value=500_000), by=it_officer, second=president, at=now)
    assert fees.advance("DS", None, date(2026, 6, 30)).amount == 150_000 * 2
    assert fees.advance("DS", None, START).amount == 500_000
