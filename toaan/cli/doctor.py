"""`toaan doctor`: is everything here that the court needs to run?"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from toaan.cli.support import print_json

LEAST_FREE = 1_500_000_000
TRIAL = "Sổ thử được mở trong thời hạn 03 ngày làm việc, kể từ ngày nhận được đơn."
"""An invented rule, to see whether a language model keeps to what it is given."""


@dataclass(frozen=True)
class Finding:
    """Outcome of one check; `detail` says what was found, or what to do."""

    name: str
    good: bool
    detail: str


def run(options: argparse.Namespace) -> int:
    findings = [examine(name, check) for name, check in CHECKS.items()]
    good = all(finding.good for finding in findings)
    if options.json:
        print_json({"good": good, "checks": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            print(f"{'tốt' if finding.good else 'SAI'}  {finding.name}: {finding.detail}")
    return 0 if good else 1


def examine(name: str, check: Callable[[], str]) -> Finding:
    """A check returns what it found, and raises what is wrong."""
    try:
        return Finding(name, True, check())
    except Exception as error:
        return Finding(name, False, " ".join(str(error).split()) or type(error).__name__)


class Wrong(Exception):
    """Something is missing; the message says what to do."""


def versions() -> str:
    import django

    import toaan  # noqa: F401  (is it installed at all?)

    if platform.python_version_tuple()[:2] != ("3", "11"):
        raise Wrong(f"Python {platform.python_version()}; cần 3.11")
    return f"Python {platform.python_version()}, Django {django.get_version()}, SQLite {sqlite_version()}"


def sqlite_version() -> str:
    import sqlite3

    return sqlite3.sqlite_version


def database() -> str:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA journal_mode")
            mode = str(cursor.fetchone()[0])
            found = f"SQLite, {mode}, {connection.settings_dict['NAME']}"
            if mode != "wal":
                raise Wrong(f"{found}: không phải chế độ WAL; ổ đĩa mạng không dùng được cho SQLite")
        else:
            cursor.execute("SHOW server_version")
            found = f"PostgreSQL {cursor.fetchone()[0]}"
    executor = MigrationExecutor(connection)
    if behind := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Wrong(f"{found}: còn {len(behind)} bước cập nhật; chạy: toaan setup-db")
    return found


def rules() -> str:
    from toaan.core import clock, rules_in_force
    from toaan.core.models import RuleVersion

    count = RuleVersion.objects.count()
    if not count:
        raise Wrong("chưa nạp quy định; chạy: toaan setup-db")
    year = clock.today().year
    if not rules_in_force.calendar().is_announced(clock.today()):
        raise Wrong(f"chưa có lịch nghỉ lễ, Tết năm {year}; hạn tính ra chỉ là tạm tính")
    return f"{count} quy định, lịch năm {year} đã công bố"


def fonts() -> str:
    if not shutil.which("fc-match"):
        raise Wrong("không có fontconfig; cài: apt-get install fontconfig fonts-croscore")
    query = ["fc-match", "-f", "%{family}|%{lang}", "Times New Roman"]
    family, _, languages = subprocess.run(query, capture_output=True, text=True, check=True).stdout.partition(
        "|"
    )
    if "vi" not in languages.split("|"):
        raise Wrong(f"“Times New Roman” thành {family}, thiếu chữ Việt; cài: apt-get install fonts-croscore")
    return f"“Times New Roman” in bằng {family}"


def documents() -> str:
    import weasyprint

    pages = weasyprint.HTML(string="<p>Tòa án nhân dân</p>").render().pages
    return f"WeasyPrint {weasyprint.__version__}, {len(pages)} trang thử"


def data_folder() -> str:
    from django.conf import settings

    home = Path(settings.TOAAN_HOME)
    if not os.access(home, os.W_OK | os.X_OK):
        raise Wrong(f"không ghi được vào {home}")
    free = shutil.disk_usage(home).free
    words = f"{home}, còn {free / 1e9:.1f} GB".replace(".", ",")
    if free < LEAST_FREE:
        raise Wrong(f"{words}: sắp hết chỗ")
    return words


def antivirus() -> str:
    from toaan.core import files
    from toaan.engines.antivirus import ScannerDown

    try:
        return files.scanner().describe()
    except ScannerDown as fault:
        raise Wrong(f"{fault}; tệp gửi đến bị từ chối cho đến khi quét được") from fault


def language_model() -> str:
    from django.conf import settings

    from toaan.assistant.finding.supported import check
    from toaan.engines.language import ModelUnusable, Source, model_for

    model = model_for(
        settings.TOAAN_LLM_URL,
        settings.TOAAN_LLM_MODEL,
        key=settings.TOAAN_LLM_KEY,
        timeout=settings.TOAAN_LLM_TIMEOUT,
    )
    if model is None:
        return "không đặt TOAAN_LLM_URL; trợ lý chỉ trích nguyên văn"
    began = time.monotonic()
    try:
        text = model.answer("Sổ thử mở khi nào?", [Source("Đoạn thử", TRIAL)])
    except ModelUnusable as fault:
        raise Wrong(f"TOAAN_LLM_URL: {fault.reason} Trợ lý chỉ trích nguyên văn") from fault
    took = f"{time.monotonic() - began:.1f}".replace(".", ",")
    good = check(text, [TRIAL]).accepted
    held = "có căn cứ" if good else "không qua được kiểm tra căn cứ"
    return f"{model.name} trả lời sau {took} giây; câu trả lời thử {held}"


def ordering_model() -> str:
    from toaan.assistant import articles
    from toaan.engines.retrieval.rerank import Unanswered

    alone = "Điều luật xếp theo thứ tự của phần mềm"
    try:
        model = articles.own_model()
    except ValueError as fault:
        raise Wrong(f"{fault} {alone}") from fault
    if model is None:
        return "không đặt TOAAN_RERANK_URL, TOAAN_EMBED_URL; điều luật xếp theo thứ tự của phần mềm"
    began = time.monotonic()
    try:
        model.score("Sổ thử mở khi nào?", [TRIAL, "Sổ thử do Thư ký giữ."])
    except Unanswered as fault:
        raise Wrong(f"{model.describe()}: {fault} {alone}") from fault
    took = f"{time.monotonic() - began:.1f}".replace(".", ",")
    return f"{model.describe()} trả lời sau {took} giây"


def mode() -> str:
    from django.conf import settings

    return f"{settings.TOAAN_MODE}, tên miền: {', '.join(settings.ALLOWED_HOSTS)}"


CHECKS: dict[str, Callable[[], str]] = {
    "phiên bản": versions,
    "chế độ": mode,
    "thư mục dữ liệu": data_folder,
    "cơ sở dữ liệu": database,
    "quy định": rules,
    "phông chữ": fonts,
    "tạo văn bản PDF": documents,
    "quét virus": antivirus,
    "mô hình ngôn ngữ": language_model,
    "mô hình xếp thứ tự": ordering_model,
}
