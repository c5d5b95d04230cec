"""Putting texts of the law into the system (nạp văn bản pháp luật): an act at its start, one at its end, and in between the batches."""

from __future__ import annotations

import fcntl
import hashlib
import logging
import shutil
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from toaan.core import clock, faults, planner
from toaan.core import files as stored
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.viewer import SYSTEM, Viewer
from toaan.core.words import words as _
from toaan.legislation import writing
from toaan.legislation.models import Corpus, ImportRun
from toaan.legislation.reading import files
from toaan.legislation.reading.precedents import PrecedentRecord
from toaan.legislation.reading.records import ArticleRecord, Unreadable

log = logging.getLogger(__name__)
PROBLEMS_KEPT = 1_000
"""So many lines that could not be read are kept with their reason; all are counted."""
State = ImportRun.State
Progress = Callable[[ImportRun], None]


def start(*, by: Viewer, paths: Sequence[Path], at: Any) -> ImportRun:
    """Begin an import: who, when, which files. Nothing is read yet.

    Raises:
        Refused: "law.no_file", "not_allowed".
    """
    if not paths:
        raise Refused("law.no_file", _("Hãy chọn ít nhất một tệp văn bản pháp luật."), status=422)
    told: list[dict[str, Any]] = [
        {"name": p.name, "size": p.stat().st_size, "sha256": digest(p)} for p in paths
    ]
    with act("legislation.import", by=by, at=at) as a:
        a.allow(Corpus())
        run = ImportRun.objects.create(by_name=by.name, post=by.post, started_at=at, files=told)
        names = ", ".join(str(one["name"]) for one in told[:5]) + (" …" if len(told) > 5 else "")
        a.record(run, court=by.court, title=f"Nạp văn bản pháp luật: {names}", data={"files": told})
    return run


def carry_out(
    run_id: uuid.UUID, paths: Sequence[Path], *, progress: Progress = lambda _run: None
) -> ImportRun:
    """Read the files of a run that was begun, batch by batch, and record its end.

    Killed in between, what was written stays; the same files read again change only what is missing.

    Raises:
        Refused: "law.running" when another process is reading.
    """
    with _alone():
        for left in ImportRun.objects.filter(state=State.RUNNING).exclude(
            pk=run_id
        ):  # whoever ran it is gone: the lock was free
            finish(left, state=State.FAILED, why="bị ngắt giữa chừng; nạp lại cùng tệp để làm tiếp")
        run = ImportRun.objects.get(pk=run_id)
        if run.is_over:
            return run
        run.state, run.problems = State.RUNNING, []
        for name in run.counts:  # begun before, and killed: its lines are counted anew
            setattr(run, name, 0)
        run.save()
        try:
            seen: set[tuple[str, str]] = set()
            for batch in _batches(files.read(paths)):
                _write(run, batch, seen)
                progress(run)
            with transaction.atomic():
                writing.join_codes()
            planner.analyse()
        except Exception as error:
            finish(run, state=State.FAILED, why=f"{type(error).__name__}: {error}")
            raise
        return finish(run, state=State.DONE)


def finish(run: ImportRun, *, state: str, why: str = "") -> ImportRun:
    """The end of an import, with its counts."""
    now = clock.now()
    with act("legislation.end_import", by=SYSTEM, at=now) as a:
        a.allow()
        run.state, run.ended_at = state, now
        if why:
            run.problems = [{"where": run.at_place, "reason": why[:500]}, *run.problems]
        run.save(update_fields=["state", "ended_at", "problems"])
        ended = "Nạp xong văn bản pháp luật" if state == State.DONE else "Nạp văn bản pháp luật không xong"
        a.record(
            run, court=run.post.court if run.post else None, data={"state": state, **run.counts},
            title=f"{ended}: {run.new} mới, {run.changed} thay đổi, {run.unchanged} không đổi, {run.skipped} dòng không đọc được",
        )  # fmt: skip
    return run


def digest(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def imported(paths: Sequence[Path]) -> bool:
    """Whether just these files were read to their end before, so that a start of the system need not do it again."""
    told = sorted(digest(p) for p in paths)
    done = ImportRun.objects.filter(state=State.DONE).order_by("-started_at").values_list("files", flat=True)
    return any(sorted(one["sha256"] for one in row) == told for row in done[:20])


Batch = list[tuple[str, files.Record]]


def _batches(records: Iterable[tuple[str, files.Record]]) -> Iterator[Batch]:
    batch: Batch = []
    for one in records:
        batch.append(one)
        if len(batch) >= writing.BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _write(run: ImportRun, batch: Batch, seen: set[tuple[str, str]]) -> None:
    """One batch in one short transaction, the counts with it. A repeated article is counted and left: the first has its words.

    Args:
        seen: the articles that this reading has had, by source.
    """
    articles: list[writing.Told] = []
    precedents: list[PrecedentRecord] = []
    for source, record in batch:
        if isinstance(record, Unreadable):
            _problem(run, record)
        elif isinstance(record, PrecedentRecord):
            precedents.append(record)
        elif (mark := (source, record.key)) in seen:
            run.repeated += 1
        elif fault := _too_long(record):
            _problem(run, Unreadable(record.where, fault))
        else:
            if record.text or source == files.CONSOLIDATED:
                seen.add(mark)
            else:
                run.problems = _kept(run, record.where, f"{record.key}: không có nội dung, chỉ giữ tên điều")
            articles.append((writing.SOURCES[source], record))
    run.at_place = (getattr(batch[-1][1], "where", "") or "")[:300]
    with transaction.atomic():
        for name, n in writing.write(_each_once(articles)).items():
            setattr(run, name, getattr(run, name) + n)
        for one in precedents:
            name = writing.write_precedent(one)
            setattr(run, name, getattr(run, name) + 1)
        run.save()
        faults.point("legislation.import:batch")
    faults.point("legislation.import:between")


def _each_once(articles: list[writing.Told]) -> list[writing.Told]:
    """Without what an article with the same key, source and no words says before the one that has them."""
    return list({(source, record.key): (source, record) for source, record in articles}.values())


def _too_long(record: ArticleRecord) -> str:
    if len(record.document) > 80 or len(record.article) > 30 or "\0" in record.text:
        return f"{record.key[:120]}: số văn bản hoặc số điều không đúng dạng"
    return ""


def _problem(run: ImportRun, one: Unreadable) -> None:
    run.skipped += 1
    run.problems = _kept(run, one.where, one.reason)


def _kept(run: ImportRun, where: str, reason: str) -> list[dict[str, str]]:
    if len(run.problems) >= PROBLEMS_KEPT:
        return run.problems
    return [*run.problems, {"where": where[:300], "reason": reason[:500]}]


@contextmanager
def _alone() -> Iterator[None]:
    """One import at a time; the kernel gives the lock back when its process is killed."""
    path = Path(settings.TOAAN_HOME) / "laws.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Refused(
                "law.running",
                _("Đang có một lần nạp văn bản pháp luật khác. Hãy chờ lần ấy xong rồi nạp lại."),
            ) from None
        yield


# --- from the desk ----------------------------------------------------------------------------------------


def folder(run: ImportRun) -> Path:
    """Where the files of a run wait for the worker."""
    return Path(settings.TOAAN_INCOMING) / "laws" / run.pk.hex


def hand_in(*, by: Viewer, uploads: Sequence[Any], at: Any) -> ImportRun:
    """Take files from the desk, begin their import, leave the reading to the worker.

    Raises:
        Refused: as `start`; "file.infected", "file.not_scanned".
    """
    from toaan.legislation.tasks import read_in

    draft = Path(settings.TOAAN_INCOMING) / "laws" / f"{uuid.uuid4().hex}.part"
    draft.mkdir(parents=True, mode=0o750)
    try:
        paths = []
        for n, upload in enumerate(uploads):
            path = draft / _file_name(upload.name or "", n)
            with path.open("wb") as out:
                for chunk in upload.chunks():
                    out.write(chunk)
            stored.scan(path, name=path.name, size=path.stat().st_size, sha256=digest(path), by=by, at=at)
            paths.append(path)
        run = start(by=by, paths=paths, at=at)
        draft.rename(folder(run))
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    read_in.enqueue(str(run.pk))
    return run


def _file_name(name: str, n: int) -> str:
    """A name that stays in its folder, unlike any other of the same hand-in."""
    from toaan.vietnamese.text import clean

    kept = "".join(c if c.isalnum() or c in "._- " else "_" for c in clean(Path(name).name))[-100:].lstrip(
        "."
    )
    return kept if n == 0 else f"{n}-{kept}" if not kept.lower().endswith(".pdf") else kept
