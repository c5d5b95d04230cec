"""Commands that look whether all is well: audit, files, events, search, the machine itself."""

from __future__ import annotations

import argparse
from typing import Any

from toaan.cli import doctor
from toaan.cli.support import CommandError, Progress, add, both, group, json_option, print_json


def register(subparsers: Any) -> None:
    audit = group(subparsers, "audit", "nhật ký xác thực theo chuỗi", "the audit chains")
    verify = add(audit, "verify", audit_verify, "kiểm tra chuỗi nhật ký", "verify the chains")
    verify.add_argument("--court", metavar=both("MÃ", "CODE"), help=both("chỉ một Tòa án", "one court only"))
    json_option(verify)
    json_option(add(audit, "anchor", audit_anchor, "đóng mốc nhật ký của hôm nay", "anchor today's heads"))

    files = group(subparsers, "files", "kho bản gốc", "the store of originals")
    json_option(
        add(files, "verify", files_verify, "đọc lại và kiểm tra mọi bản gốc", "verify every original")
    )

    search = group(subparsers, "search", "chỉ mục tìm kiếm", "the search index")
    add(search, "rebuild", search_rebuild, "lập lại toàn bộ chỉ mục", "rebuild the whole index")

    events = group(subparsers, "events", "việc nối tiếp sau mỗi hành vi", "consequences of acts")
    json_option(add(events, "status", events_status, "còn chờ, đã xong, bị kẹt", "waiting, done, stuck"))

    json_option(
        add(
            subparsers,
            "doctor",
            doctor.run,
            "kiểm tra máy và cấu hình",
            "check this machine and its settings",
        )
    )


def audit_verify(options: argparse.Namespace) -> int:
    from toaan.core import audit
    from toaan.core.models import AuditHead

    if options.court and not AuditHead.objects.filter(pk=options.court).exists():
        raise CommandError(f"không có nhật ký của Tòa án mã “{options.court}”", code=2)
    report = audit.verify(options.court)
    if options.json:
        print_json(report.as_json())
    else:
        for problem in report.problems:
            print(f"SAI  {problem}")
        total = sum(report.chains.values())
        verdict = "toàn vẹn" if report.good else f"{len(report.problems)} chỗ sai"
        print(f"{len(report.chains)} chuỗi, {total} mục: {verdict}")
    return 0 if report.good else 1


def audit_anchor(options: argparse.Namespace) -> int:
    from toaan.core import audit, clock

    anchor = audit.anchor(clock.today(), clock.now())
    if options.json:
        print_json({"day": anchor.day, "digest": anchor.digest, "chains": len(anchor.heads)})
    else:
        print(f"Mốc ngày {anchor.day:%d/%m/%Y}: {len(anchor.heads)} chuỗi, {anchor.digest}")
    return 0


def files_verify(options: argparse.Namespace) -> int:
    from toaan.core import files
    from toaan.core.models import StoredFile

    faults = list(files.verify_all())
    total = StoredFile.objects.count()
    if options.json:
        print_json({"good": not faults, "files": total, "problems": faults})
    else:
        for fault in faults:
            print(f"SAI  {fault}")
        print(f"{total} bản gốc: {'toàn vẹn' if not faults else f'{len(faults)} bản sai'}")
    return 1 if faults else 0


def search_rebuild(_: argparse.Namespace) -> int:
    from toaan.core import search_writer

    progress = Progress()
    try:
        total = search_writer.rebuild(progress)
    finally:
        progress.finish()
    print(f"Đã xếp {total} mục chờ lập chỉ mục; tiến trình ghi chỉ mục (toaan search-writer) làm tiếp.")
    return 0


def events_status(options: argparse.Namespace) -> int:
    from django.db.models import Count

    from toaan.core.models import EventDelivery

    states = EventDelivery.State
    counted = dict(EventDelivery.objects.values_list("state").annotate(Count("pk")).order_by())
    stuck = EventDelivery.objects.filter(state=states.STUCK).select_related("event").order_by("pk")[:50]
    rows = [{"act": d.event.act, "subscriber": d.subscriber, "error": d.last_error} for d in stuck]
    numbers = {state.name.lower(): counted.get(state.value, 0) for state in states}
    if options.json:
        print_json({"good": not rows, **numbers, "problems": rows})
    else:
        names = {"waiting": "đang chờ", "done": "đã xong", "stuck": "bị kẹt"}
        print(", ".join(f"{names.get(name, name)}: {count}" for name, count in numbers.items()))
        for row in rows:
            print(f"KẸT  {row['act']} → {row['subscriber']}: {row['error']}")
    return 1 if rows else 0
