"""`toaan assistant`: how well the assistant finds the law, measured on questions of one's own."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toaan.cli.support import CommandError, add, both, fail, group, json_option, print_json

if TYPE_CHECKING:
    from toaan.assistant.articles import Ordering
    from toaan.engines.retrieval import Index
    from toaan.engines.retrieval.measure import Figures, Line

MOST = 1000
"""Articles that one question may be answered with at the terminal."""


def register(subparsers: Any) -> None:
    assistant = group(subparsers, "assistant", "trợ lý ảo", "the assistant")
    built = add(
        assistant,
        "index",
        build,
        "dựng chỉ mục điều luật, bản án đã công bố",
        "build the indexes of articles and published judgments",
    )
    json_option(built)
    measured = add(
        assistant, "evaluate", evaluate, "đo độ đúng trên các câu hỏi có sẵn điều luật trả lời",
        "measure how well the articles that answer are found",
    )  # fmt: skip
    _questions(measured, "id, question, articles")
    folds = measured.add_mutually_exclusive_group()
    folds.add_argument(
        "--cross-validate", action="store_true",
        help=both("học lại trên bốn phần năm câu hỏi, đo trên phần còn lại", "learn from four fifths, measure the last"),
    )  # fmt: skip
    folds.add_argument(
        "--leave-laws-out", action="store_true",
        help=both("như trên, không học từ luật đang đo", "the same, learning from none of the laws measured"),
    )  # fmt: skip
    json_option(measured)
    taught = add(
        assistant, "train", train, "học cách xếp điều luật từ câu có đáp án, góp ý và tình huống đã duyệt",
        "learn the order of articles from labels, accepted feedback and approved contributions",
    )  # fmt: skip
    taught.add_argument(
        "--labels", type=Path, action="append", default=[], metavar=both("TỆP", "FILE"),
        help=both("các dòng JSON (id, question, articles); ghi được nhiều lần", "lines of JSON (id, question, articles); may be repeated"),
    )  # fmt: skip
    taught.add_argument(
        "--promote", choices=["auto", "never"], default="auto",
        help=both("auto: dùng ngay nếu không kém hơn trên phần không học", "auto: use it if not worse on what was held back"),
    )  # fmt: skip
    json_option(taught)
    ranked = add(assistant, "rank", rank, "xếp điều luật cho từng câu hỏi", "rank articles for each question")
    _questions(ranked, "id, question")
    ranked.add_argument(
        "--k", type=int, default=100, metavar="N", help=both("số điều mỗi câu", "articles for each")
    )


def _questions(parser: argparse.ArgumentParser, fields: str) -> None:
    words = both(f"các dòng JSON ({fields}); “-” để đọc từ đầu vào", f"lines of JSON ({fields}); “-” for standard input")  # fmt: skip
    parser.add_argument("file", type=Path, metavar=both("TỆP", "FILE"), help=words)


def build(options: argparse.Namespace) -> int:
    """Build both indexes whatever is there."""
    from toaan.assistant import judgments

    found = _index(anew=True)
    published = judgments.rebuild()
    if options.json:
        print_json({"articles": found.count, "judgments": published})
    else:
        print(f"Chỉ mục: {found.count} điều, {published} bản án và quyết định.")
    return 0


def evaluate(options: argparse.Namespace) -> int:
    """Print recall@k, mrr@10 and the time of a question, of the order in use (0: what ships)."""
    from toaan.engines.retrieval import measure

    said: dict[str, Any] = {}

    asked, found = _read(options.file), _index()
    if not asked or not any(line.articles for line in asked):
        raise CommandError("tệp không có câu hỏi nào kèm điều luật trả lời", 2)
    if options.cross_validate or options.leave_laws_out:
        told = _cross_validated(found, asked, options.leave_laws_out)
    else:
        order = _order()
        told = measure.evaluate(found, asked, order.ranker)
        said["ranker"] = order.number
    said |= told.told()
    if options.json:
        print_json(said)
        return 0
    for name, value in said.items():
        print(f"{name:12} {value}")
    return 0


def _cross_validated(found: Index, asked: list[Line], leave_laws_out: bool) -> Figures:
    """The figures of rankers that saw none of what they are measured on, with the time of the shipped one."""
    from dataclasses import replace

    from toaan.engines.retrieval import measure, train

    try:
        told = train.cross_validated(found, asked, leave_laws_out=leave_laws_out, progress=_say)
    except ValueError as error:
        raise CommandError(str(error), 2) from None
    timed = measure.evaluate(found, asked[:100])
    return replace(told, ms_p50=timed.ms_p50, ms_p95=timed.ms_p95)


def train(options: argparse.Namespace) -> int:
    """Train, measure on what was held back, keep the version, and use it when it is not worse."""
    from toaan.assistant.training import course, entering, sources

    labels = [line for file in options.labels for line in _read(file)]
    found = _index()
    given = course.lines(labels, sources.own(), found)
    if not given.teach:
        raise CommandError("chưa có câu hỏi nào kèm điều luật để học: thêm --labels, hoặc duyệt góp ý và tình huống trước", 2)  # fmt: skip
    current = _order()
    try:
        outcome = course.run(found, given, current.ranker, current.number, _say)
    except ValueError as error:
        raise CommandError(str(error), 2) from None
    row = entering.enter(outcome, current.number, promote=options.promote == "auto")
    told = {
        "number": row.number, "learnt_from": {"labels": row.labels, "feedback": row.feedback, "contributions": row.contributions},
        "held_back": row.held_back, "compared": row.compared, "against": row.against, "figures": row.figures,
        "promoted": row.promoted, "note": row.note, "sha256": row.sha256,
    }  # fmt: skip
    if options.json:
        print_json(told)
        return 0
    print(f"Bản {row.number}: học từ {row.labels} câu có đáp án, {row.feedback} góp ý, {row.contributions} tình huống; {row.held_back} câu không học để đo.")  # fmt: skip
    for name in ("new", "current", "fair_new", "fair_current"):
        if name in row.figures:
            print(f"{name:12} {row.figures[name]}")
    print(row.note)
    late = outcome.better and not row.promoted and options.promote == "auto"
    print("Đã đưa vào dùng." if row.promoted else "Chưa đưa vào dùng: bản đang dùng vừa được đổi trong khi huấn luyện, hãy huấn luyện lại." if late else "Chưa đưa vào dùng.")  # fmt: skip
    return 0


def _order() -> Ordering:
    """The order in use; a damaged file is told, and what ships answers."""
    from toaan.assistant import articles

    found = articles.ranker()
    if found.fault:
        fail(f"bản xếp hạng đang chọn không dùng được ({found.fault}); dùng bản đi kèm phần mềm")
    return found


def rank(options: argparse.Namespace) -> int:
    """Print a line of JSON for each question: {"id", "articles", "ms"}; "model" where a court's own model is set: "used" or why not."""
    from toaan.assistant import articles
    from toaan.core import clock

    if not 1 <= options.k <= MOST:
        raise CommandError(f"--k nhận từ 1 đến {MOST}", 2)
    asked, found = _read(options.file), _index()
    found.rank("làm nóng", 1)  # the first question pays for what is made once
    day, order = clock.today(), _order().ranker
    for line in asked:
        begun = time.perf_counter()
        ordered = articles.find(found, line.question, options.k, day, ranker=order)
        told: dict[str, Any] = {"id": line.id, "articles": [hit.key for hit in ordered.hits]}
        told["ms"] = round((time.perf_counter() - begun) * 1000, 2)
        if ordered.failed or any(hit.why == "model" for hit in ordered.hits):
            told["model"] = ordered.failed or "used"
        print(json.dumps(told, ensure_ascii=False), flush=True)
    return 0


def _read(file: Path) -> list[Line]:
    from toaan.engines.retrieval import measure

    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
        return list(measure.lines(text.splitlines()))
    except OSError as error:
        raise CommandError(f"không đọc được {file}: {error.strerror}", 2) from None
    except UnicodeDecodeError:
        raise CommandError(f"{file} không phải văn bản UTF-8", 2) from None
    except ValueError as error:
        raise CommandError(f"{file}: {error}", 2) from None


def _index(*, anew: bool = False) -> Index:
    from toaan.assistant import articles
    from toaan.core import clock

    try:
        return articles.index(clock.today(), _say, anew=anew)
    except articles.NoLaw:
        raise CommandError("chưa có văn bản pháp luật nào; nạp bằng `toaan laws import`", 2) from None


def _say(what: str, done: int, of: int) -> None:
    """One line that is written over, where somebody looks."""
    if sys.stderr.isatty():
        print(f"\r{what} {done}/{of}\x1b[K" if of else what, end="" if of else "\n", file=sys.stderr, flush=True)  # fmt: skip
