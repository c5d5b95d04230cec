"""`toaan check-judgment`: three kinds of file, one answer; what cannot be read is refused in one line."""

from __future__ import annotations

import json
import zipfile
from datetime import date

import pytest

from toaan.assistant.checking.tests.judgment import TEXT
from toaan.cli.command import run
from toaan.legislation.models import Source
from toaan.legislation.reading.records import ArticleRecord
from toaan.legislation.writing import write

pytestmark = pytest.mark.django_db
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture(autouse=True)
def no_data(monkeypatch):
    monkeypatch.delenv("TOAAN_DATA", raising=False)


def test_a_text_file_and_a_word_file_give_the_same_findings(tmp_path, capsys):
    wrong = TEXT.replace("thời hạn 15 ngày", "thời hạn 30 ngày")
    plain, word = tmp_path / "a.txt", tmp_path / "a.docx"
    plain.write_text(wrong, encoding="utf-8")
    body = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{line}</w:t></w:r></w:p>' for line in wrong.split("\n")
    )
    with zipfile.ZipFile(word, "w") as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        )
    answers = []
    for path in (plain, word):
        assert run(["check-judgment", str(path), "--json"]) == 0
        answers.append(json.loads(capsys.readouterr().out))
    for answer in answers:
        assert [one["kind"] for one in answer] == ["appeal-right-missing"]
        assert set(answer[0]) == {"kind", "start", "end", "message", "article", "severity"}


def test_facts_and_words_for_a_person(tmp_path, capsys):
    draft, facts = tmp_path / "a.txt", tmp_path / "f.json"
    draft.write_text(TEXT, encoding="utf-8")
    facts.write_text('{"accepted_on": "2018-04-06"}', encoding="utf-8")
    assert run(["check-judgment", str(draft), "--facts", str(facts)]) == 0
    told = capsys.readouterr()
    assert "06/04/2018" in told.out and "1 điểm cần xem lại" in told.out
    assert "không có văn bản pháp luật" in told.err


@pytest.mark.parametrize(
    ("name", "blob"),
    [
        ("a.txt", b""),
        ("b.pdf", b"%PDF-1.4 nothing"),
        ("c.docx", b"PK\x03\x04 nothing"),
        ("d.doc", b"\xd0\xcf\x11\xe0"),
        ("e.txt", b"\xff\x00\xff"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(tmp_path, capsys, name, blob):
    path = tmp_path / name
    path.write_bytes(blob)
    assert run(["check-judgment", str(path)]) == 2
    told = capsys.readouterr()
    assert not told.out and len(told.err.strip().splitlines()) == 1
    assert run(["check-judgment", str(tmp_path / "không-có.txt")]) == 2


def test_the_imported_law_is_asked_when_there_is_any(tmp_path, capsys):
    draft = tmp_path / "a.txt"
    draft.write_text(
        TEXT.replace("Điều 463, Điều 466 Bộ", "Điều 9 Luật số 07/2017/QH14, Điều 463 Bộ"), encoding="utf-8"
    )
    assert run(["check-judgment", str(draft)]) == 0
    told = capsys.readouterr()
    assert "Điều 9" not in told.out and "không có văn bản pháp luật" in told.err
    law = ArticleRecord("07/2017/QH14", "1", "Việc thử", "Thử.", effective=date(2018, 1, 1))
    write([(Source.PHAPDIEN, law)])
    assert run(["check-judgment", str(draft)]) == 0
    told = capsys.readouterr()
    assert "không có Điều 9" in told.out and not told.err
