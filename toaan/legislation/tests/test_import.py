"""An import puts in what is new, changes what changed, tells what it cannot read, and goes on after it was killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from toaan.cli import command
from toaan.core import audit, clock
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.core.viewer import SYSTEM, Viewer
from toaan.legislation import actions, queries
from toaan.legislation.models import Article, ArticleVersion, Document, ImportRun, Link, Precedent, Source
from toaan.legislation.writing import settle
from toaan.vietnamese.citations import parse_citation

LAW = {
    "code": "90.1.LQ.1", "title": "Phạm vi điều chỉnh", "demuc": "90.1", "demuc_name": "Việc thử", "chapter": "Chương I",
    "source": "(Điều 1 Luật số 07/2099/QH20 Luật Thử nghiệm ngày 16/06/2099 của Quốc hội, có hiệu lực thi hành kể từ ngày 01/01/2100)",
    "doc_no": "07/2099/QH20", "article": "1", "effective": "01/01/2100", "url": "", "text": "1. Luật này để thử.\n2. Theo Điều 2 của Luật này.", "refs": [],
}  # fmt: skip
SECOND = {
    **LAW, "code": "90.1.LQ.2", "article": "2", "title": "Giải thích", "text": "Như Điều 5 và Điều 7 Nghị định số 1/2099/NĐ-CP.",
    "source": "(Điều 2 Luật số 07/2099/QH20, có hiệu lực thi hành kể từ ngày 01/01/2100)", "refs": [{"label": "Điều 90.1.LQ.1. Phạm vi điều chỉnh"}],
}  # fmt: skip
PRECEDENT = {
    "precedent": "99/2099/AL", "title": "Về việc thử", "holding": "Thử thì phải thử.", "adopted": "2099-04-06", "articles": ["07/2099/QH20#1"],
}  # fmt: skip


@pytest.fixture(autouse=True)
def own_home(settings, tmp_path):
    settings.TOAAN_HOME = tmp_path / "home"
    settings.TOAAN_INCOMING = tmp_path / "home" / "incoming"


def written(folder: Path, *lines: object, name: str = "luat.jsonl") -> Path:
    path = folder / name
    path.write_text("\n".join(x if isinstance(x, str) else json.dumps(x, ensure_ascii=False) for x in lines))
    return path


def imported(*paths: Path) -> ImportRun:
    run = actions.start(by=SYSTEM, paths=paths, at=clock.now())
    return actions.carry_out(run.pk, paths)


@pytest.mark.django_db
def test_what_is_read_stands_with_its_document_links_and_place(tmp_path):
    run = imported(written(tmp_path, LAW, SECOND, PRECEDENT))
    assert (run.state, run.new, run.skipped) == ("done", 3, 0)
    document = Document.objects.get(number="07/2099/QH20")
    assert (document.name, document.effective_on) == ("Luật Thử nghiệm", date(2100, 1, 1))
    first = Article.objects.get(key="07/2099/QH20#1")
    assert (first.title, first.demuc, first.topic) == ("Phạm vi điều chỉnh", "90.1 Việc thử", "90")
    targets = set(Link.objects.filter(article__label="2").values_list("to_key", flat=True))
    assert targets == {"1/2099/NĐ-CP#5", "1/2099/NĐ-CP#7", "07/2099/QH20#1"}
    assert [a.label for a in queries.cited_by(Article.objects.get(label="2"))] == ["1"]
    assert list(queries.precedents_on("07/2099/QH20#1")) == [Precedent.objects.get()]
    acts = list(
        Event.objects.filter(act__startswith="legislation.")
        .order_by("at", "pk")
        .values_list("act", flat=True)
    )
    assert sorted(acts) == ["legislation.end_import", "legislation.import"] and audit.verify().good


@pytest.mark.django_db
def test_the_same_again_changes_nothing_and_a_change_only_what_it_concerns(tmp_path):
    path = written(tmp_path, LAW, SECOND)
    imported(path)
    stamp, rows = queries.stamp(), list(ArticleVersion.objects.order_by("pk").values())
    again = imported(path)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)
    assert queries.stamp() == stamp and list(ArticleVersion.objects.order_by("pk").values()) == rows
    third = imported(written(tmp_path, LAW, {**SECOND, "text": "Lời khác."}))
    assert (third.new, third.changed, third.unchanged) == (0, 1, 1) and queries.stamp() != stamp
    assert queries.version("07/2099/QH20#2", date(2100, 5, 1)).text == "Lời khác."
    assert not Link.objects.filter(article__label="2", kind="cites").exists()


@pytest.mark.django_db
def test_a_bad_line_is_told_with_its_place_and_the_others_are_read(tmp_path):
    run = imported(
        written(tmp_path, LAW, "{hỏng", {**LAW, "article": ""}, {**PRECEDENT, "holding": ""}, SECOND, LAW)
    )
    assert (run.state, run.new, run.skipped, run.repeated) == ("done", 2, 3, 1)
    assert [p["where"] for p in run.problems] == ["luat.jsonl:2", "luat.jsonl:3", "luat.jsonl:4"]
    assert "holding" in run.problems[2]["reason"]


@pytest.mark.django_db
def test_a_broken_file_does_not_stop_the_others(tmp_path):
    broken = tmp_path / "a.jsonl.xz"
    broken.write_bytes(b"\xfd7zXZ\x00 no")
    pdf = tmp_path / "b.pdf"
    pdf.write_bytes(b"%PDF-1.7 x")
    run = imported(broken, pdf, written(tmp_path, LAW))
    assert (run.state, run.new, run.skipped) == ("done", 1, 2)
    assert {p["where"] for p in run.problems} == {"a.jsonl.xz", "b.pdf"}


def one(source: Source, told: date | None, text: str, *changes: date) -> ArticleVersion:
    told_changes = [{"by": "", "document": "", "from": d.isoformat()} for d in changes]
    return ArticleVersion(source=source, told_from=told, text=text, changes=told_changes)


def test_older_words_end_before_the_first_change_that_the_consolidated_text_tells_of():
    old = one(Source.PHAPDIEN, date(2016, 7, 1), "Lời cũ")
    new = one(Source.CONSOLIDATED, date(2025, 7, 1), "Lời mới", date(2018, 1, 1), date(2025, 7, 1))
    settle([old, new])
    assert (old.until_day, new.from_day, new.until_day) == (date(2017, 12, 31), date(2025, 7, 1), None)
    assert queries.at([old, new], date(2020, 1, 1)) is None  # the words between two changes are not known
    assert queries.at([old, new], date(2017, 1, 1)) is old and queries.at([old, new], date(2026, 1, 1)) is new


def test_words_that_read_as_the_consolidated_text_began_with_it():
    old = one(Source.PHAPDIEN, date(2016, 7, 1), "Lời  mới")
    new = one(Source.CONSOLIDATED, date(2025, 7, 1), "Lời mới", date(2025, 7, 1))
    settle([old, new])
    assert old.from_day == date(2025, 7, 1) and queries.at([old, new], date(2020, 1, 1)) is None
    assert queries.at([old, new], date(2026, 1, 1)) is new


def test_in_force_is_said_of_consolidated_words_only():
    law = Document(number="1", effective_on=date(2016, 7, 1))
    plain, whole = (
        one(Source.PHAPDIEN, date(2016, 7, 1), "Lời"),
        one(Source.CONSOLIDATED, date(2016, 7, 1), "Lời"),
    )
    gone = one(Source.CONSOLIDATED, date(2025, 1, 1), "", date(2025, 1, 1))
    settle([plain]), settle([whole]), settle([gone])
    day = date(2026, 1, 1)
    assert queries.validity(law, [plain], day) is None and queries.validity(law, [whole], day) is True
    assert (
        queries.validity(law, [gone], day) is False
        and queries.validity(law, [whole], date(2016, 1, 1)) is False
    )
    law.ended_on = date(2025, 12, 31)
    assert queries.validity(law, [whole], day) is False


@pytest.mark.django_db
def test_what_others_ask(tmp_path):
    imported(written(tmp_path, LAW, SECOND))
    day = date(2100, 2, 1)
    assert queries.exists("07/2099/QH20#1") and not queries.exists("07/2099/QH20#9")
    assert [u.label for u in queries.clauses("07/2099/QH20#1", day)] == ["1", "2"]
    assert (
        queries.in_force("07/2099/QH20#1", day) is None
        and queries.in_force("07/2099/QH20#1", date(2099, 1, 1)) is False
    )
    assert [(e.key, e.document, e.validity) for e in queries.every_article(day)] == [
        ("07/2099/QH20#1", "Luật Thử nghiệm", None), ("07/2099/QH20#2", "Luật Thử nghiệm", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("law", "day", "number"),
    [
        ("BLTTDS", None, "92/2015/QH13"), ("BLTTDS", date(2016, 6, 30), "24/2004/QH11"), ("Bộ luật Dân sự", date(2020, 1, 1), "91/2015/QH13"),
        ("LHN&GĐ", date(2014, 12, 31), "22/2000/QH10"), ("85/2025/qh15", None, "85/2025/QH15"), ("BLDS", date(1990, 1, 1), ""), ("", None, ""),
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_a_law_is_known_by_the_name_it_had_on_the_day(law, day, number):
    assert queries.document_number(law, day) == number


@pytest.mark.parametrize(
    ("text", "there", "key"),
    [
        ("Điều 12 Nghị định 21/2021/NĐ-CP", "21/2021/NĐ-CP", "21/2021/NĐ-CP#12"),
        ("dieu 12 nghi dinh 21/2021/nd-cp", "21/2021/NĐ-CP", "21/2021/NĐ-CP#12"),
        ("dieu 9 nghi quyet 04/2016/nq-hdtp", "04/2016/NQ-HĐTP", "04/2016/NQ-HĐTP#9"),
        ("dieu 3 thong tu 09/2020/tt-bldtbxh", "09/2020/TT-BLĐTBXH", "09/2020/TT-BLĐTBXH#3"),
        ("Điều 1 Nghị định 5/2021/ND-CP", "5/2021/ND-CP", "5/2021/ND-CP#1"),  # a source has it so
    ],
)
@pytest.mark.django_db
def test_a_number_is_that_of_its_document_also_typed_without_diacritics(
    text, there, key, django_assert_max_num_queries
):
    Document.objects.create(number=there, source=Source.PLAIN)
    with django_assert_max_num_queries(1 if "ND" in key or text.isascii() else 0):
        assert queries.by_citation(parse_citation(text)) == key


@pytest.mark.django_db
def test_only_the_it_officer_of_the_highest_court_or_the_terminal_imports(world, tmp_path):
    path = written(tmp_path, LAW)
    for name in ("thuky", "chanhan"):
        with pytest.raises(Refused) as refused:
            actions.start(by=world.viewer(name), paths=[path], at=clock.now())
        assert refused.value.code == "not_allowed" and "công nghệ thông tin" in refused.value.message
    with pytest.raises(Refused):
        actions.start(by=Viewer(), paths=[path], at=clock.now())
    assert not ImportRun.objects.exists()


@pytest.mark.django_db
def test_the_command_says_in_one_line_what_it_cannot_read(tmp_path, capsys):
    for wrong in (tmp_path / "không-có", tmp_path, written(tmp_path, "x", name="a.txt")):
        assert command.run(["laws", "import", str(wrong)]) == 2
        assert capsys.readouterr().err.count("\n") == 1
    assert command.run(["laws", "import", str(written(tmp_path, LAW, "{"))]) == 0
    said = capsys.readouterr()
    assert "1 mới" in said.out and "luat.jsonl:2" in said.err
    assert command.run(["laws", "list", "thu nghiem"]) == 0 and "07/2099/QH20" in capsys.readouterr().out
    assert command.run(["laws", "import", "--if-new", str(tmp_path / "luat.jsonl")]) == 0
    assert "từ trước" in capsys.readouterr().out


def test_a_killed_import_is_taken_up_again(tmp_path):
    """In a database of its own: killed after its first batch, the second start brings the rest and touches nothing that is there."""
    home = tmp_path / "rieng"
    lines = [json.dumps({"id": f"5/2099/QH20#{n}", "text": f"Lời của điều {n}."}) for n in range(1, 1_501)]
    path = tmp_path / "nhieu.jsonl"
    path.write_text("\n".join(lines))
    own = {**os.environ, "TOAAN_HOME": str(home), "TOAAN_MODE": "practice", "DATABASE_URL": ""}

    def toaan(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
        told = [sys.executable, "-m", "toaan.cli", *words]
        return subprocess.run(told, env=own | more, capture_output=True, text=True, check=False)

    assert toaan("setup-db").returncode == 0
    assert toaan("laws", "import", str(path), TOAAN_KILL_AT="legislation.import:between").returncode == -9
    done = toaan("laws", "import", "--json", str(path))
    told = json.loads(done.stdout)
    assert (told["new"], told["unchanged"], told["state"]) == (500, 1_000, "done"), done.stderr
