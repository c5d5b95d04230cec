"""What is suggested unasked: articles by what a case is about, forms of its step, and the plan of work with days that explain themselves."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from toaan.assistant.suggesting import forms, relations
from toaan.assistant.suggesting.plan import DONE, LEADING, NOW, TO_COME, Facts, Plan, Running
from toaan.assistant.suggesting.relations import About, for_case, matching, table
from toaan.assistant.suggesting.way import ORDER, WAYS
from toaan.assistant.tests.test_bench_book import texts
from toaan.cases.deadline_tables import row
from toaan.cases.deadlines import OF_WAY
from toaan.cases.states import MACHINES
from toaan.rules import load
from toaan.rules.calendar import Calendar
from toaan.rules.model import in_force
from toaan.rules.time_limits import TimeLimit, due_date
from toaan.vietnamese.text import fold

DAY = date(2026, 1, 12)
ACCEPTED = date(2026, 1, 5)
ROWS = load.load_all()
CALENDAR = Calendar.from_rows([one for one in ROWS if one.kind == "holiday"])
LIMITS = [one for one in ROWS if one.kind == "time_limit"]
KNOWN = {"preparation": "BLTTDS:203.1.a", "session": "BLTTDS:366.4"} | {
    name: rule for name, (rule, _all) in OF_WAY.items()
}
LOAN = About(
    "DS",
    "Tranh chấp hợp đồng vay tài sản",
    ["Buộc bị đơn trả số tiền đã vay."],
    "first_instance",
    "preparing",
    "26.3",
)


def limit(key, on):
    return TimeLimit.from_row(in_force(LIMITS, key, on))


def facts(**more):
    return replace(Facts("preparing", ACCEPTED, DAY, {}, {}, {}), **more)


def lines(told, proceeding="first_instance"):
    key = KNOWN | ({"preparation": "BLTTDS:366.1"} if proceeding == "request" else {})
    counting = Plan(told, key=lambda name: key.get(name, name), limit=limit, calendar=CALENDAR)
    return {line.stop.act: line for line in counting.lines(WAYS[proceeding])}


# --- articles -----------------------------------------------------------------------------------------------


def test_there_are_enough_relations_and_each_is_whole():
    found = table().relations
    assert len(found) >= 40 and len({one.id for one in found}) == len(found)
    for one in found:
        assert set(one.kinds) <= {"DS", "HNGĐ", "KDTM", "LĐ"} and one.words and len(one.articles) >= 3, one.id
        assert all(fold(words) == words for words in one.words), one.id
    for hint in table().hints():
        assert re.fullmatch(r"\d+/\d{4}/[^#\s]+#\d+[a-zđ]?", hint.key) and 3 <= len(hint.why) <= 110, hint


def test_every_relation_that_the_register_offers_is_known():
    offered = {
        (one.value["kind"], name) for one in ROWS if one.kind == "jurisdiction" for name in one.value.get("relations", ())
    }  # fmt: skip
    unknown = [
        name for kind, name in offered if not matching(replace(LOAN, kind=kind, relation=name, claims=[]))
    ]
    assert offered and unknown == []


def test_the_relation_named_comes_before_those_of_the_claims():
    found = matching(replace(LOAN, claims=["Trả nợ gốc, xử lý tài sản thế chấp."]))
    assert [one.id for one in found][:2] == ["vay-tai-san", "the-chap"]
    assert matching(replace(LOAN, relation="Việc gì đó", claims=["x"])) == []


def test_words_are_whole_words_and_need_no_diacritics():
    assert "ho-hui" not in [
        one.id for one in matching(replace(LOAN, relation="Tranh chấp về thóc hụi hè", claims=[]))
    ]
    assert matching(replace(LOAN, relation="TRANH CHAP HOP DONG DAT COC", claims=[]))[0].id == "dat-coc"


def test_a_case_has_jurisdiction_limitation_and_procedure_of_its_step():
    groups = {one.what: [hint.key for hint in one.hints] for one in for_case(LOAN, DAY)}
    assert "92/2015/QH13#26" in groups["jurisdiction"] and "91/2015/QH13#429" in groups["limitation"]
    assert "92/2015/QH13#203" in groups["procedure"]
    every = [key for keys in groups.values() for key in keys]
    assert len(every) == len(set(every))
    later = {one.what: one.hints for one in for_case(replace(LOAN, state="archived"), DAY)}
    assert "procedure" not in later


@pytest.mark.parametrize(
    ("day", "law"), [(date(2024, 7, 31), "45/2013/QH13"), (date(2024, 8, 1), "31/2024/QH15")]
)
def test_of_laws_that_followed_one_another_the_one_of_the_day_is_named(day, law):
    land = replace(LOAN, relation="Tranh chấp quyền sử dụng đất", claims=[])
    named = {hint.document for group in for_case(land, day) for hint in group.hints} & {
        "45/2013/QH13",
        "31/2024/QH15",
    }
    assert named == {law}


def test_a_way_and_a_stage_that_exist():
    for way, stages in table().procedure.items():
        assert set(stages) <= set(MACHINES[way].labels), way


@pytest.mark.data
def test_every_article_is_on_hand_or_marked():
    """Marked unchecked exactly where the collections lack it."""
    told = {hint.key: hint.unchecked for hint in table().hints()} | {
        one.limitation: False for one in table().relations if one.limitation
    }
    assert {key for key, unchecked in told.items() if (key in texts()) == unchecked} == set()


# --- forms --------------------------------------------------------------------------------------------------


def test_numbers_of_forms_are_those_that_the_project_holds():
    """Each stands on the code that makes the paper: none is invented here."""
    root = Path(relations.TABLE).parents[2]
    sources = [p for p in root.rglob("*.py") if "assistant" not in p.parts and "tests" not in p.parts]
    docs = " ".join(
        ast.get_docstring(node) or "" for p in sources for node in ast.walk(ast.parse(p.read_text(encoding="utf-8")))
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
    )  # fmt: skip
    assert {one.code for one in forms.FORMS if one.code and one.code not in docs} == set()


def test_the_judgment_has_the_form_of_its_instance():
    assert [one.code for one in forms.for_acts(["judgments.pronounce"], "first_instance")] == ["52-DS"]
    assert [one.code for one in forms.for_acts(["judgments.pronounce"], "second_instance")] == ["75-DS"]
    assert [one.code for one in forms.for_acts(["hearings.decide_trial"], "simplified")] == [""]


# --- the way and the tables ---------------------------------------------------------------------------------

STOPS = [(way, stop) for way, stops in WAYS.items() for stop in stops]


def test_every_proceeding_has_its_way():
    assert set(WAYS) == set(MACHINES)


@pytest.mark.parametrize(("way", "stop"), STOPS, ids=[f"{way}-{stop.act}" for way, stop in STOPS])
def test_a_step_stands_in_the_tables(way, stop):
    if not stop.act.startswith("delivery.") and stop.act != "hearings.sign_session_minutes":
        assert MACHINES[way].can(stop.act, stop.at)
        target = MACHINES[way].after(stop.act, stop.at)
        moves = target in ORDER and ORDER.index(target) > ORDER.index(stop.at)
        assert moves == (stop.act in LEADING)
    follows = row(way, stop.act)
    for rule in (stop.rule, *stop.also):
        if rule and rule != "BLTTDS:318.1":
            assert follows is not None and rule in follows.meet, rule
    if stop.since:
        started = row(way, stop.since)
        assert started is not None and stop.rule in {one.rule for one in started.start}
    for rule in (stop.rule, stop.within, *stop.also, *stop.after):
        known = KNOWN.get(rule, rule)
        assert not known or limit(known, DAY)


def test_steps_come_in_the_order_of_the_stages():
    for way, stops in WAYS.items():
        places = [ORDER.index(stop.at) for stop in stops]
        assert places == sorted(places), way


# --- the plan -----------------------------------------------------------------------------------------------


def test_from_acceptance_to_judgment_every_day_is_counted_by_the_rules():
    found = lines(facts())
    decide, hearing, pronounce = (
        found["hearings.decide_trial"],
        found["hearings.open_hearing"],
        found["judgments.pronounce"],
    )
    assert (
        decide.latest
        == due_date(limit("BLTTDS:203.1.a", ACCEPTED), ACCEPTED, CALENDAR).due
        == date(2026, 5, 5)
    )
    assert hearing.latest == due_date(limit("BLTTDS:203.4", DAY), decide.latest, CALENDAR).due
    assert pronounce.latest == due_date(limit("BLTTDS:264.4", DAY), hearing.latest, CALENDAR).due
    assert (
        hearing.explanation["limit"]["source"]["article"] == "203.4"
        and hearing.assumed
        and not decide.assumed
    )
    assert [line.state for line in found.values()] == [NOW] + [TO_COME] * (len(found) - 1)
    earliest = [line.earliest for line in found.values()]
    assert earliest == sorted(earliest) and all(CALENDAR.is_working_day(day) for day in earliest)


def test_the_session_waits_for_the_time_of_the_parties():
    found = lines(facts(met={"BLTTDS:196.1": date(2026, 1, 8)}))
    ends = due_date(limit("BLTTDS:199.1", DAY), date(2026, 1, 8), CALENDAR).due
    session = found["hearings.sign_session_minutes"]
    assert session.waits_for == ends and session.earliest > ends
    running = lines(facts(running={"BLTTDS:199.1": Running(date(2026, 2, 10), {}, False)}))
    assert running["hearings.sign_session_minutes"].waits_for == date(2026, 2, 10)
    assert lines(facts(met={"BLTTDS:199.1": DAY}))["hearings.sign_session_minutes"].waits_for is None


def test_a_hearing_waits_for_the_procurator_only_where_there_is_one():
    alone = lines(facts(waits_not=frozenset({"BLTTDS:220.2#vks"})))["hearings.open_hearing"]
    both = lines(facts())["hearings.open_hearing"]
    assert both.earliest > alone.earliest


def test_what_is_done_is_done_and_the_next_is_now():
    found = lines(facts(state="trial_set", done={"hearings.decide_trial": DAY, "cases.draw_judge": ACCEPTED}))
    assert found["hearings.decide_trial"].state == DONE and found["hearings.decide_trial"].done_on == DAY
    assert found["delivery.all_served:trial_decision"].state == NOW
    assert found["hearings.open_hearing"].latest == due_date(limit("BLTTDS:203.4", DAY), DAY, CALENDAR).due
    assert not found["hearings.open_hearing"].assumed


def test_a_judge_who_was_replaced_is_to_be_drawn_again_and_a_seated_one_is_not():
    assert lines(facts())["cases.draw_judge"].state == TO_COME
    assert lines(facts(ready=frozenset({"cases.draw_judge"})))["cases.draw_judge"].state == DONE


def test_a_running_limit_counts_as_it_stands_with_its_extension():
    longer = Running(date(2026, 7, 6), {"extended_by": 2}, True)
    decide = lines(facts(running={"BLTTDS:203.1.a": longer}))["hearings.decide_trial"]
    assert decide.latest == date(2026, 7, 6) and decide.provisional and decide.extension is None
    assert lines(facts())["hearings.decide_trial"].extension.amount == 2


def test_a_hearing_that_was_put_off_is_due_by_the_new_limit():
    put_off = facts(
        state="trial_set", done={"hearings.decide_trial": DAY, "hearings.open_hearing": DAY}, met={"BLTTDS:203.4": DAY},
        running={"BLTTDS:233.1": Running(date(2026, 3, 2), {}, False)},
    )  # fmt: skip
    assert lines(put_off)["hearings.open_hearing"].latest == date(2026, 3, 2)
    assert lines(put_off)["hearings.open_hearing"].state != DONE


def test_a_day_that_is_set_is_the_day_and_one_beyond_the_limit_is_told():
    told = facts(
        state="trial_set",
        done={"hearings.decide_trial": DAY},
        planned={"hearings.open_hearing": date(2026, 2, 3)},
    )
    hearing = lines(told)["hearings.open_hearing"]
    assert hearing.planned == hearing.earliest == date(2026, 2, 3) and not hearing.is_late
    late = replace(told, planned={"hearings.open_hearing": date(2026, 4, 1)})
    assert lines(late)["hearings.open_hearing"].is_late
    assert (
        lines(late)["judgments.pronounce"].latest
        == due_date(limit("BLTTDS:264.4", DAY), date(2026, 4, 1), CALENDAR).due
    )


def test_a_limit_that_is_over_is_told_and_the_rest_goes_on_from_today():
    today = date(2026, 6, 1)
    found = lines(facts(today=today))
    assert found["hearings.decide_trial"].is_late and found["hearings.decide_trial"].earliest >= today
    assert found["hearings.open_hearing"].latest > today


def test_a_suspended_case_has_no_days():
    found = lines(facts(state="suspended", stands_still=True))
    assert all(line.earliest is None and line.latest is None for line in found.values())


def test_a_judged_case_has_nothing_left_but_sending():
    found = lines(
        facts(
            state="judged",
            done={"judgments.pronounce": DAY},
            running={"BLTTDS:269.2": Running(date(2026, 1, 22), {}, False)},
        )
    )
    left = [act for act, line in found.items() if line.state != DONE]
    assert left == ["delivery.all_served:judgment"] and found[left[0]].latest == date(2026, 1, 22)
    assert all(line.state == DONE for line in lines(facts(state="archived")).values())


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "state", ["preparing", "trial_set", "hearing", "deliberating", "judged", "effective"]
)
@pytest.mark.parametrize("today", [DAY, date(2027, 2, 28), date(2030, 12, 31)])
def test_every_way_can_be_planned_on_any_day(way, state, today):
    """Also where a year's holidays are not announced: then days are provisional."""
    found = lines(facts(state=state, today=today), way)
    open_ones = [line for line in found.values() if line.state != DONE]
    assert all(line.earliest is None or line.earliest >= today for line in open_ones)
    if today.year == 2030 and open_ones:
        assert all(line.provisional for line in open_ones if line.latest and line.latest.year == 2030)
