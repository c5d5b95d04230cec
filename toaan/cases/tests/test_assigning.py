"""Who may not sit: kin and earlier places; a judge named instead of drawn; the draw done again and told in plain words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from toaan.cases import actions, queries, recusals
from toaan.cases.models import Assignment, Case, Draw, Tie
from toaan.cli import command
from toaan.core import actions as core
from toaan.core import audit, chance
from toaan.core.errors import Refused
from toaan.core.models import User
from toaan.core.viewer import SYSTEM
from toaan.demo import steps
from toaan.rules import assignment as rule

GROUND = "designation_ground:public_interest"


def declare(world, who, at, **kw):
    told = {"kind": "kin", "name": "Vũ Đức Thịnh", "birth_year": 1979, "relation": "anh ruột", **kw}
    return actions.declare_tie(by=world.viewer(who), at=at, **told)


@pytest.fixture
def case(world, now):
    return steps.opened_case(world, now)


def test_the_brother_of_a_party_is_never_drawn_and_the_record_says_why(world, president, case, now):
    for judge in ("thamphan", "thamphan2", "chanhan", "phochanhan"):
        declare(world, judge, now)
    made = actions.draw_judge(by=president, case_id=case.pk, at=now)
    assert made.post == world.posts["thamphan3"]
    told = Draw.objects.get().content
    barred = [c for c in told["candidates"] if c["barred_reasons"]]
    assert len(barred) == 4
    assert "Là người thân thích của đương sự (khoản 1 Điều 52" in barred[0]["barred_reasons"][0]
    assert "anh ruột" not in str(told)
    assert audit.verify().good


def test_who_reads_the_journal_before_the_draw_cannot_foresee_it(world, case):
    """The head of the chain stands on a page that leaders read: alone it would let them wait for the judge they want."""
    seeds = {chance.seed_for(world.court, str(case))[0] for _ in range(9)}
    assert len(seeds) == 9 and len({seed.partition(":")[0] for seed in seeds}) == 1


def test_the_brother_of_a_party_is_refused_as_clerk_lay_judge_and_designated_judge(
    world, president, case, now
):
    for who in ("thuky", "hoitham", "thamphan"):
        declare(world, who, now)
    post = {name: world.posts[name].pk for name in ("thuky", "hoitham", "hoitham2", "thamphan")}
    with pytest.raises(Refused, match="assignment.barred") as refused:
        actions.assign_clerk(by=president, case_id=case.pk, post_id=post["thuky"], at=now)
    assert "khoản 1 Điều 52" in refused.value.message
    lay = [post["hoitham"], post["hoitham2"]]
    with pytest.raises(Refused, match="assignment.barred"):
        actions.assign_lay_judges(by=president, case_id=case.pk, post_ids=lay, at=now)
    with pytest.raises(Refused, match="assignment.barred"):
        designate(president, case, now, post_id=post["thamphan"])
    assert not case.assignments.exists()


def test_two_lay_judges_who_are_kin_do_not_sit_together_whoever_declared_it(world, president, case, now):
    world.users["hoitham2"].birth_date = datetime(1970, 1, 1, tzinfo=UTC).date()
    world.users["hoitham2"].save()
    declare(
        world, "hoitham", now, name=world.users["hoitham2"].full_name, birth_year=1970, relation="em ruột"
    )
    lay = [world.posts["hoitham2"].pk, world.posts["hoitham"].pk]
    with pytest.raises(Refused, match="assignment.barred") as refused:
        actions.assign_lay_judges(by=president, case_id=case.pk, post_ids=lay, at=now)
    assert "khoản 2 Điều 53" in refused.value.message
    lay[1] = world.posts["hoitham3"].pk
    actions.assign_lay_judges(by=president, case_id=case.pk, post_ids=lay, at=now)
    with pytest.raises(Refused, match="assignment.barred"):  # the same for one who comes later
        actions.assign_lay_judges(
            by=president, case_id=case.pk, post_ids=[*lay, world.posts["hoitham"].pk], at=now
        )


@pytest.mark.parametrize(
    "wrong",
    [{"birth_year": 1980}, {"name": "Vũ Đức Thịnh An"}, {"personal_id": "001079000009", "birth_year": None}],
)
def test_a_namesake_of_another_year_bars_nobody(world, president, case, now, wrong):
    declare(world, "thuky", now, **wrong)
    actions.assign_clerk(by=president, case_id=case.pk, post_id=world.posts["thuky"].pk, at=now)


def test_a_namesake_of_whom_nothing_else_is_known_bars_until_it_is_known(world, president, case, now):
    declare(world, "thuky", now)
    party = case.parties.filter(name="Vũ Đức Thịnh")
    party.update(birth_year=None)
    post = world.posts["thuky"].pk
    with pytest.raises(Refused, match=r"assignment\.barred.*khoản 1 Điều 52") as refused:
        actions.assign_clerk(by=president, case_id=case.pk, post_id=post, at=now)
    assert "chưa có năm sinh hay số định danh" in refused.value.message
    party.update(birth_year=1982)
    actions.assign_clerk(by=president, case_id=case.pk, post_id=post, at=now)


def test_a_doubt_declared_bars_as_52_3_says(world, case, now):
    declare(world, "thamphan", now, kind="interest", relation="chủ nợ")
    (reason,) = recusals.barred(world.posts["thamphan"], case.parties.all())
    assert "khoản 3 Điều 52" in reason
    assert "chủ nợ" not in reason


def test_whoever_decided_or_took_down_the_first_instance_stays_out_of_the_second(world, president, now):
    first = steps.assigned_case(world, now)
    judge = first.assignments.get(role="presiding").post
    second = steps.opened_case(world, now)
    Case.objects.filter(pk=second.pk).update(origin=first)
    places = recusals.earlier_places([second.pk])
    reasons = {
        post: " ".join(recusals.barred(post, [], places.get((second.pk, post.user_id), frozenset())))
        for post in (judge, world.posts["thuky"], world.posts["hoitham"])
    }
    assert "khoản 3 Điều 53" in reasons[judge]
    assert "khoản 3 Điều 53" in reasons[world.posts["hoitham"]]
    assert "khoản 2 Điều 54" in reasons[world.posts["thuky"]]
    with pytest.raises(Refused, match="assignment.barred"):
        designate(president, second, now, post_id=judge.pk)


def test_kin_of_the_petitioner_does_not_examine_the_petition(world, president, now):
    from toaan.filing import actions as filing

    petition = steps.filed_petition(world, now)
    declare(world, "thamphan", now, name="Hoàng Thị Lan Chi", birth_year=1987, relation="vợ")
    with pytest.raises(Refused, match="judge_barred") as refused:
        filing.assign_examiner(
            by=president, petition_id=petition.pk, post_id=world.posts["thamphan"].pk, at=now
        )
    assert "khoản 1 Điều 52" in refused.value.message


# --- the register of ties -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("wrong", "code"), [
    ({"name": " "}, "tie.no_name"), ({"relation": ""}, "tie.no_relation"), ({"birth_year": None}, "tie.unknown_person"),
])  # fmt: skip
def test_a_declaration_names_the_person_beyond_doubt(world, now, wrong, code):
    with pytest.raises(Refused, match=code):
        declare(world, "thamphan", now, **wrong)
    assert not Tie.objects.exists()


def test_a_declaration_is_read_by_its_officer_and_the_leaders_and_ended_by_the_officer_alone(
    world, page, now
):
    tie = declare(world, "thamphan", now)
    with pytest.raises(Refused, match="tie.declared"):
        declare(world, "thamphan", now)
    for who, sees in (("thamphan", True), ("chanhan", True), ("thamphan2", False), ("thuky", False)):
        assert ("Vũ Đức Thịnh" in page(who).get("/ban/than-thich/").content.decode()) is sees, who
    assert page("nguyendon").get("/ban/than-thich/").status_code == 403
    assert page("chanhan").post(f"/ban/than-thich/{tie.pk}/rut/").status_code == 403
    assert page("thamphan2").post(f"/ban/than-thich/{tie.pk}/rut/").status_code == 404
    assert page("thamphan").post(f"/ban/than-thich/{tie.pk}/rut/").status_code == 302
    tie.refresh_from_db()
    assert tie.ended_at is not None


def test_the_page_declares_and_keeps_what_was_typed(world, page):
    officer = page("hoitham")
    typed = {"kind": "kin", "name": "Ngô Văn Bốn", "relation": "con rể", "birth_year": "", "personal_id": ""}
    bad = officer.post("/ban/than-thich/", typed)
    assert bad.status_code == 422
    assert "Ngô Văn Bốn" in bad.content.decode()
    assert officer.post("/ban/than-thich/", {**typed, "birth_year": "1990"}).status_code == 302
    assert Tie.objects.get().officer == world.users["hoitham"]


# --- designation ---------------------------------------------------------------------------------------------


def designate(by, case, at, **kw):
    told = {"ground": GROUND, "reason": "Vụ án được dư luận đặc biệt quan tâm", **kw}
    return actions.designate_judge(by=by, case_id=case.pk, at=at, **told)


def test_a_judge_is_designated_on_a_listed_ground_with_reason_and_name(world, president, case, now):
    made = designate(president, case, now, post_id=world.posts["thamphan2"].pk)
    assert (made.ground, made.decided_by, made.draw) == (GROUND, world.posts["chanhan"], None)
    assert not case.deadlines.filter(rule="BLTTDS:197.2", state="open").exists()
    with pytest.raises(Refused, match="draw.assigned"):
        actions.draw_judge(by=president, case_id=case.pk, at=now)


@pytest.mark.parametrize(("wrong", "code"), [
    ({"ground": "handover_ground:leave"}, "designate.no_ground"), ({"reason": " "}, "designate.no_reason"),
])  # fmt: skip
def test_not_without_a_listed_ground_and_a_reason(world, case, now, wrong, code):
    with pytest.raises(Refused, match=code):
        designate(world.viewer("chanhan"), case, now, **{"post_id": world.posts["thamphan2"].pk, **wrong})
    assert not case.assignments.exists()


def test_not_an_officer_who_has_left(world, president, case, now):
    core.end_post(by=SYSTEM, post_id=world.posts["thamphan2"].pk, on=now, at=now)
    with pytest.raises(Refused, match="post.not_held") as refused:
        designate(president, case, now, post_id=world.posts["thamphan2"].pk)
    assert "khoản 1 Điều 47" in refused.value.message


@pytest.mark.parametrize("who", ["judge", "clerk", "it_officer", "plaintiff"])
def test_only_leaders_designate(world, case, now, request, who):
    with pytest.raises(Refused, match="not_allowed"):
        designate(request.getfixturevalue(who), case, now, post_id=world.posts["thamphan2"].pk)


def test_the_page_designates(world, page, case):
    leader = page("chanhan")
    address = f"/ban/vu-an/{case.pk}/phan-cong/chi-dinh/"
    typed = {"post": str(world.posts["thamphan2"].pk), "ground": GROUND, "reason": ""}
    bad = leader.post(address, typed)
    assert bad.status_code == 422
    assert leader.post(address, {**typed, "reason": "Dư luận quan tâm"}).status_code == 302
    assert "Dư luận quan tâm" in leader.get(f"/ban/vu-an/{case.pk}/phan-cong/").content.decode()
    told = page("bidon").get(f"/vu-an/{case.pk}/boc-tham/").content.decode()
    assert "chỉ định" in told
    assert "Dư luận quan tâm" not in told


# --- done again, and told --------------------------------------------------------------------------------------


def test_every_draw_is_done_again_at_the_terminal_and_a_changed_record_is_found(
    world, president, case, now, capsys
):
    actions.draw_judge(by=president, case_id=case.pk, at=now)
    assert command.run(["draw", "replay", str(case)]) == 0
    assert "đúng" in capsys.readouterr().out
    draw = Draw.objects.get()
    other = next(pk for pk in (c["id"] for c in draw.content["candidates"]) if pk != draw.content["chosen"])
    Draw.objects.update(content={**draw.content, "chosen": other})
    assert command.run(["draw", "replay", "--json"]) == 1
    assert '"same": false' in capsys.readouterr().out
    assert command.run(["draw", "replay", "99/khong-co"]) == 2


def test_a_party_reads_how_the_judge_was_chosen_without_private_reasons(world, president, page, case, now):
    declare(world, "thamphan", now)
    core.record_leave(
        by=president, post_id=world.posts["thamphan2"].pk, ground="leave_ground:sick", first_day=now.date(),
        last_day=now.date(), at=now,
    )  # fmt: skip
    made = actions.draw_judge(by=president, case_id=case.pk, at=now)
    told = page("bidon").get(f"/vu-an/{case.pk}/boc-tham/").content.decode()
    assert made.post.user.full_name in told
    assert "Vắng mặt ngày bốc thăm" in told
    assert "ốm" not in told.lower().replace("gồm", "")
    assert world.users["thamphan"].full_name not in told
    assert "đúng Thẩm phán này" in told
    assert page("nguoila").get(f"/vu-an/{case.pk}/boc-tham/").status_code == 404


def test_the_pages_tell_lots_and_figures_and_of_an_older_draw_equal_chances(
    world, president, page, case, now
):
    made = actions.draw_judge(by=president, case_id=case.pk, at=now)
    desk, told = f"/ban/vu-an/{case.pk}/phan-cong/?kiem-tra=1", f"/vu-an/{case.pk}/boc-tham/"
    name = made.post.user.full_name
    shown = page("chanhan").get(desk).content.decode()
    assert f"{name}: 1 phần thăm (0 vụ việc)" in shown and "Bị hủy, sửa do chủ quan (một năm)" in shown
    to_a_party = page("bidon").get(told).content.decode()
    assert f"{name}: 1 phần thăm" in to_a_party and "vụ việc)" not in to_a_party, (
        "figures of judges are the court's"
    )
    kept = Draw.objects.get()
    judges = queries.candidates(case, queries.judges_of(case.court_id, now), now.date())
    old = rule.draw(judges, seed=kept.content["seed"], tolerance=3, algorithm=rule.EQUAL).as_json()
    assert "lots" not in old and old["chosen"] == str(made.post_id), "one rank only: nothing changes"
    Draw.objects.update(content=old)
    assert "đúng Thẩm phán đã chọn" in page("chanhan").get(desk).content.decode()
    shown = page("bidon").get(told).content.decode()
    assert "cơ hội được chọn như nhau" in shown and "phần thăm" not in shown and "đúng Thẩm phán này" in shown


def test_the_table_before_the_draw_shows_who_will_have_more_lots(world, president, page, case, now):
    other = steps.opened_case(world, now)
    designate(president, other, now, post_id=world.posts["thamphan2"].pk)
    drawn = rule.shares(
        queries.candidates(case, queries.judges_of(case.court_id, now), now.date()), tolerance=1
    )
    assert {one.candidate.id: one.lots for one in drawn}[str(world.posts["thamphan2"].pk)] == 1
    assert {one.lots for one in drawn} == {1, 2}
    assert (
        "có nhiều phần thăm hơn" in page("chanhan").get(f"/ban/vu-an/{case.pk}/phan-cong/").content.decode()
    )


def test_a_lay_judge_who_joins_later_is_asked_against_those_who_sit(world, case):
    assert Assignment.objects.count() == 0
    assert list(recusals.barred(world.posts["hoitham"], case.parties.all(), others=User.objects.none())) == []
