"""The command `toaan`: two languages, one-line errors, exit codes that a script may rely on."""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from toaan.cli import doctor, fees, main, practice, running
from toaan.cli.command import of_domains, parser
from toaan.engines.language.tests.stub import HONEST, Stub, chat, says


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen(1)
        yield other.getsockname()[1]


def commands(top: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    """Every command with its help text, those inside groups too."""
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                yield choice.dest, str(choice.help)
            for inner in action.choices.values():
                yield from commands(inner)


def refusal(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Exit code and the one line on standard error."""
    try:
        code = main(words)
    except SystemExit as stop:
        code = int(stop.code or 0)
    said = capsys.readouterr()
    lines = said.err.splitlines()
    assert len(lines) == 1, said.err
    assert lines[0].startswith("toaan: ")
    return code, lines[0]


def test_every_command_has_help_in_two_languages() -> None:
    known = dict(commands(parser()))
    assert {"run", "web", "worker", "setup-db", "verify", "deadline", "doctor", "manage"} <= set(known)
    for name, text in known.items():
        vietnamese, _, english = text.partition(" / ")
        assert vietnamese.strip() and english.strip(), name
        assert english.isascii(), name


def test_help_loads_neither_django_nor_the_server() -> None:
    heavy = "import sys; from toaan.cli.command import parser; parser().format_help();"
    heavy += "print([m for m in ('django', 'uvicorn', 'weasyprint', 'yaml') if m in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", heavy], text=True).strip() == "[]"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["khong-co"], "không nhận “khong-co”; chọn:"),
        ([], "thiếu: LỆNH"),
        (["audit"], "thiếu: LỆNH"),
        (["deadline", "BLTTDS:196.1"], "thiếu MÃ hoặc --from"),
        (["deadline", "BLTTDS:196.1", "--from", "hôm qua"], "“hôm qua” không phải ngày"),
        (["fee", "DS", "--value", "nhiều"], "“nhiều” không phải số tiền"),
        (["run", "--port", "0"], "“0” không phải cổng"),
        (["run", "--port", "abc"], "“abc” không phải cổng"),
        (["run", "--pot", "1"], "không hiểu: --pot 1"),
        (["clock", "set", "mai"], "“mai” không phải thời điểm"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(
    words: list[str], expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, line = refusal(words, capsys)
    assert code == 2
    assert expected in line


def test_a_busy_port_is_told_before_anything_slow(
    taken_port: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(running, "prepare", lambda **_: pytest.fail("the database was touched"))
    code, line = refusal(["run", "--port", str(taken_port)], capsys)
    assert code == 2
    assert f"cổng {taken_port} đang có chương trình khác dùng" in line


def test_the_port_stays_ours_while_the_rest_is_made_ready() -> None:
    with running.listen("127.0.0.1", 0) as ours:
        number = ours.getsockname()[1]
        with pytest.raises(running.CommandError):
            running.listen("127.0.0.1", number)


def test_a_surprise_shows_no_traceback_unless_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: object) -> int:
        raise RuntimeError("dây bị\nđứt")

    monkeypatch.setattr(practice, "clock_clear", broken)
    monkeypatch.delenv("TOAAN_DEBUG", raising=False)
    code, line = refusal(["clock", "clear"], capsys)
    assert code == 1
    assert "RuntimeError: dây bị đứt" in line
    monkeypatch.setenv("TOAAN_DEBUG", "1")
    with pytest.raises(RuntimeError):
        main(["clock", "clear"])


@pytest.mark.django_db
def test_a_deadline_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadline", "BLTTDS:196.1", "--from", "2026-11-20", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    # Friday 20/11, three working days: Monday, Tuesday, Wednesday (BLTTDS 196.1, BLDS 147).
    assert result["due"] == "2026-11-25"
    assert "Điều 196" in result["explanation"]


@pytest.mark.django_db
def test_a_deadline_is_asked_with_facts_and_unknown_facts_are_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ["deadline", "BLTTDS:203.1", "--from", "2026-01-29", "--json", "--option", "type=ld"]
    assert main([*asked, "--option", "extended=true"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert (result["due"], result["article"]) == ("2026-04-29", "BLTTDS:203.1.b")
    refused = {
        "mau=xanh": "không có tùy chọn",
        "extended=maybe": "chọn: true, false",
        "type=DS": "ghi hai lần",
    }
    for option, words in refused.items():
        code, line = refusal([*asked, "--option", option], capsys)
        assert code == 2
        assert words in line
    assert refusal(asked[:-1], capsys)[0] == 2  # --option without its value


@pytest.mark.django_db
def test_many_deadlines_at_once_each_line_answered_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = tmp_path / "hoi.jsonl"
    lines = [
        {"id": 1, "rule": "BLTTDS:196.1", "from": "2026-11-20"},
        {"id": "b", "rule": "BLTTDS:233.1", "from": "2026-03-02", "options": {"simplified": True}},
        {"id": 3, "rule": "BLTTDS:233.1", "from": "hôm qua"},
        {"id": 4, "rule": "BLTTDS:999", "from": "2026-03-02"},
        {"id": 5, "rule": "BLTTDS:196.1", "from": "2026-03-02", "options": {"mau": "xanh"}},
    ]
    text = "\n".join(json.dumps(line) for line in lines)
    questions.write_text(f"{text}\n\nkhông phải JSON\n[1]\n", encoding="utf-8")
    assert main(["deadline", "--batch", str(questions)]) == 0
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["id"] for line in said] == [1, "b", 3, 4, 5, None, None]
    assert [line.get("due") for line in said[:2]] == ["2026-11-25", "2026-03-17"]
    assert all("explanation" in line and "article" in line for line in said[:2])
    assert all(line["error"] and "\n" not in line["error"] for line in said[2:])
    assert "dòng 7" in said[5]["error"]
    code, line = refusal(["deadline", "--batch", str(tmp_path / "khong-co")], capsys)
    assert code == 2
    assert "không đọc được tệp" in line


def test_before_there_is_a_database_the_shipped_rules_answer(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "TOAAN_HOME": str(tmp_path / "moi"), "TOAAN_MODE": "test"}
    done = subprocess.run(
        [sys.executable, "-m", "toaan.cli", "deadline", "BLTTDS:196.1", "--from", "2026-11-20"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("25/11/2026")


@pytest.mark.django_db
def test_an_unknown_rule_names_its_neighbours(capsys: pytest.CaptureFixture[str]) -> None:
    code, line = refusal(["deadline", "BLTTDS:196.9", "--from", "20/11/2026"], capsys)
    assert code == 2
    assert "BLTTDS:196.1" in line


@pytest.mark.django_db
def test_a_fee_and_its_advance(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fee", "DS", "--value", "100.000.000", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    # NQ 326/2016: 5 % of a value between 6 and 400 million; the advance is half of it (7.2).
    assert (result["fee"], result["type"], result["value"], result["options"]) == (5_000_000, "DS", 10**8, {})
    assert result["article"] == "NQ326:6.1"
    assert result["steps"] == [{"words": "Án phí có giá ngạch: 5% × 100.000.000 đồng", "amount": 5_000_000}]
    assert (
        main(["fee", "hngd", "--value", "100000000", "--option", "advance=true", "--simplified", "--json"])
        == 0
    )
    result = json.loads(capsys.readouterr().out)
    assert result["fee"] == 1_250_000
    assert "khoản 2 Điều 7, khoản 4 Điều 7 Nghị quyết số 326/2016/UBTVQH14" in result["explanation"]
    assert main(["fee", "DS", "--value", "1000000000", "--option", "accepted=600000000"]) == 0
    assert "bị đơn: 28.000.000 đồng" in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["fee"], "thiếu LOẠI"),
        (["fee", "XX"], "chọn: DS, HNGĐ"),
        (["fee", "DS", "--option", "giam=1"], "không có tùy chọn “giam”"),
        (["fee", "DS", "--option", "advance=true", "--option", "advance=false"], "ghi hai lần"),
        (["fee", "DS", "--option", "advance=true", "--option", "mediated=true"], "chưa biết kết quả"),
        (["fee", "DS", "--batch", "-"], "trong từng dòng"),
        (["fee", "--batch", "khong-co.jsonl"], "không đọc được"),
        (["fee", "DS", "--on", "2016-12-31"], "fee:DS"),
    ],
)
def test_a_question_about_a_fee_that_cannot_be_answered(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, line = refusal(words, capsys)
    assert code == 2
    assert told in line


@pytest.mark.django_db
def test_many_fees_are_answered_line_by_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    questions = tmp_path / "fees.jsonl"
    questions.write_text(
        '{"id": "a", "type": "DS", "value": 17000000, "options": {"mediated": true}}\n'
        '{"id": 2, "type": "HS", "options": {"instance": "phuc-tham", "withdrawn": "any"}}\n'
        "đây không phải JSON\n"
        '{"id": 4, "type": "DS", "value": 1.5}\n'
        '{"id": 5}\n',
        encoding="utf-8",
    )
    assert main(["fee", "--batch", str(questions)]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["id"], one.get("fee")) for one in answers] == [
        ("a", 425_000),
        (2, 0),
        (None, None),
        (4, None),
        (5, None),
    ]
    assert set(answers[0]) == {"id", "fee", "article", "explanation"}
    assert answers[2]["error"].startswith("dòng 3:")
    assert "số nguyên" in answers[3]["error"]
    assert "type" in answers[4]["error"]


@pytest.mark.django_db
def test_rules_can_be_listed_for_a_machine(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "list", "--kind", "fee", "--on", "2026-11-20", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert "fee:DS" in [row["key"] for row in listed]
    assert all(row["article"] and row["check_status"] and row["valid_from"] for row in listed)
    assert refusal(["rules", "list", "--kind", "luat"], capsys)[0] == 2


@pytest.mark.django_db
def test_audit_of_an_untouched_court_is_good_and_of_an_unknown_one_bad_input(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["audit", "verify", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["good"] is True
    assert refusal(["audit", "verify", "--court", "khong-co"], capsys)[0] == 2


@pytest.mark.django_db
def test_a_stuck_consequence_is_checked_and_not_good(capsys: pytest.CaptureFixture[str]) -> None:
    from toaan.core.models import Event, EventDelivery

    assert main(["events", "status"]) == 0
    event = Event.objects.create(
        act="filing.submit",
        at=datetime(2026, 11, 20, tzinfo=UTC),
        sequence=1,
        title="Nộp đơn",
        shown_to="court",
    )
    EventDelivery.objects.create(
        event=event, subscriber="gửi thư", state=EventDelivery.State.STUCK, last_error="hết giờ"
    )
    capsys.readouterr()
    assert main(["events", "status"]) == 1
    assert "KẸT  filing.submit → gửi thư: hết giờ" in capsys.readouterr().out


def test_the_practice_clock_moves_and_returns(settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clock", "set", "2030-01-02T08:00"]) == 0
    assert main(["clock", "show", "--json"]) == 0
    shown = capsys.readouterr().out
    assert '"now": "2030-01-02T08:00' in shown
    assert '"moved": true' in shown
    assert main(["clock", "clear"]) == 0
    settings.PRODUCTION = True
    capsys.readouterr()
    code, line = refusal(["clock", "set", "2030-01-02"], capsys)
    assert code == 1
    assert "production" in line


@pytest.mark.django_db
def test_the_doctor_reports_each_check_to_a_machine(capsys: pytest.CaptureFixture[str]) -> None:
    main(["doctor", "--json"])
    report = json.loads(capsys.readouterr().out)
    checks = {check["name"]: check for check in report["checks"]}
    assert checks["phông chữ"]["good"], checks["phông chữ"]["detail"]
    assert checks["cơ sở dữ liệu"]["good"], checks["cơ sở dữ liệu"]["detail"]
    assert report["good"] == all(check["good"] for check in checks.values())


@pytest.mark.parametrize(
    ("said", "good", "told"),
    [
        (HONEST, True, "câu trả lời thử có căn cứ"),
        ("Sổ thử mở sau 05 ngày và phải nộp 300.000 đồng. [1]", True, "không qua được kiểm tra căn cứ"),
        (None, False, "trống"),
    ],
)
def test_the_doctor_asks_the_language_model(settings, said: str | None, good: bool, told: str) -> None:
    stub = Stub()
    stub.behave = says(chat(said))
    settings.TOAAN_LLM_URL, settings.TOAAN_LLM_MODEL = stub.url, "thu-2.5"
    try:
        found = doctor.examine("mô hình", doctor.language_model)
    finally:
        stub.close()
    assert found.good is good
    assert told in found.detail


def test_the_doctor_says_when_no_language_model_is_set_or_none_answers(settings) -> None:
    settings.TOAAN_LLM_URL = ""
    assert "chỉ trích nguyên văn" in doctor.language_model()
    settings.TOAAN_LLM_URL = "http://127.0.0.1:1"
    found = doctor.examine("mô hình", doctor.language_model)
    assert not found.good
    assert "TOAAN_LLM_URL" in found.detail


def test_the_doctor_asks_the_model_that_orders_articles(settings) -> None:
    settings.TOAAN_RERANK_URL = settings.TOAAN_EMBED_URL = ""
    assert "thứ tự của phần mềm" in doctor.ordering_model()
    stub = Stub()
    stub.behave = says(
        b'{"results": [{"index": 0, "relevance_score": 0.9}, {"index": 1, "relevance_score": 0.1}]}'
    )
    settings.TOAAN_RERANK_URL = f"{stub.url}/rerank"
    try:
        good = doctor.examine("xếp", doctor.ordering_model)
        stub.behave = says(b"<html>", 502)
        down = doctor.examine("xếp", doctor.ordering_model)
    finally:
        stub.close()
    assert good.good and "trả lời sau" in good.detail, good.detail
    assert not down.good and "502" in down.detail
    settings.TOAAN_RERANK_URL = "http://may-chu:99999/rerank"
    wrong = doctor.examine("xếp", doctor.ordering_model)
    assert not wrong.good and "TOAAN_RERANK_URL" in wrong.detail


def test_django_options_reach_django_unread(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manage", "--version"]) == 0
    assert capsys.readouterr().out.startswith("5.2")


def test_a_domain_adds_commands_by_placing_one_file(tmp_path: Path) -> None:
    for name in ("cases/cli.py", "filing/actions.py", "cli/main.py"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).touch()
    assert of_domains(tmp_path) == ["toaan.cases.cli"]


@pytest.mark.parametrize(("text", "value"), [("150000000", 150_000_000), ("1.234.567", 1_234_567)])
def test_money_is_read_with_and_without_dots(text: str, value: int) -> None:
    assert fees.amount(text) == value
