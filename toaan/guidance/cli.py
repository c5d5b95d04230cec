"""`toaan practice`: the practice court beside a real one."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from toaan.cli.support import CommandError, add, both, group, json_option, print_json
from toaan.guidance.installation import PLACES, SamePlace, environment_of

NAMES = {
    "database": "Cơ sở dữ liệu",
    "files": "Kho tệp",
    "index": "Chỉ mục",
    "keys": "Khóa ký",
    "clock": "Đồng hồ",
    "mail": "Thư gửi đi",
    "static": "Tệp giao diện",
    "logs": "Nhật ký",
    "secret": "Khóa phiên (vết)",
    "session": "Tên phiên đăng nhập",
}


def register(subparsers: Any) -> None:
    practice = group(
        subparsers, "practice", "Tòa án thực hành cạnh Tòa án thật", "the practice court beside a real one"
    )
    run = add(
        practice, "run", run_practice, "chạy Tòa án thực hành, kèm dữ liệu minh họa", "run it", django=False
    )
    run.add_argument("--port", default="8001", help=both("cổng (mặc định 8001)", "port (default 8001)"))
    run.add_argument("--host", default="127.0.0.1", help=both("địa chỉ máy để nghe", "address to listen on"))
    add(practice, "reset", reset, "dựng lại Tòa án thực hành như mới", "put it back as new", django=False)
    add(practice, "accounts", accounts, "liệt kê tài khoản thực hành", "list its accounts", django=False)
    json_option(
        add(
            practice,
            "check",
            check,
            "kiểm tra hai Tòa án không dùng chung gì",
            "prove nothing is shared",
            django=False,
        )
    )
    json_option(add(practice, "places", places, "nơi lưu của Tòa án này", "where this court keeps things"))


def run_practice(options: argparse.Namespace) -> int:
    """Become `toaan run` of the practice court."""
    words = command("run", "--port", options.port, "--host", options.host)
    os.execve(sys.executable, words, _environment())  # noqa: S606  (our own interpreter)


def reset(_: argparse.Namespace) -> int:
    return subprocess.run(command("demo", "--reset"), env=_environment(), check=False).returncode


def accounts(_: argparse.Namespace) -> int:
    return subprocess.run(command("demo", "accounts"), env=_environment(), check=False).returncode


def check(options: argparse.Namespace) -> int:
    """Ask both installations where they keep things, and compare; exit 1 when they share any place."""
    real, practice = _places_under(os.environ), _places_under(_environment())
    shared = [name for name in PLACES if real[name] and real[name] == practice[name]]
    if options.json:
        print_json({"real": real, "practice": practice, "shared": shared})
    else:
        for name in PLACES:
            mark = "CHUNG" if name in shared else "riêng"
            print(f"  {NAMES[name]:<20} {mark}  {real[name]}  |  {practice[name]}")
        print(
            "Hai Tòa án dùng chung: " + ", ".join(NAMES[n] for n in shared)
            if shared
            else "Không dùng chung gì."
        )
    return 1 if shared else 0


def places(options: argparse.Namespace) -> int:
    """Where the installation of this environment keeps its things."""
    from django.conf import settings

    base = settings.DATABASES["default"]
    smtp = getattr(settings, "EMAIL_HOST", "") if settings.EMAIL_BACKEND.endswith("smtp.EmailBackend") else ""
    found = {
        "mode": settings.TOAAN_MODE,
        "database": " ".join(str(base.get(part) or "") for part in ("HOST", "PORT", "NAME")).strip(),
        "files": str(settings.TOAAN_FILES),
        "index": str(settings.TOAAN_INDEX),
        "assistant": str(settings.TOAAN_ASSISTANT),
        "keys": settings.TOAAN_SIGNER or str(settings.TOAAN_KEYS),
        "clock": str(settings.TOAAN_CLOCK),
        "mail": smtp or str(settings.EMAIL_FILE_PATH),
        "static": str(settings.STATIC_ROOT),
        "logs": str(settings.TOAAN_HOME / "log"),
        "secret": hashlib.sha256(settings.SECRET_KEY.encode()).hexdigest()[:12],
        "session": settings.SESSION_COOKIE_NAME,
    }
    if options.json:
        print_json(found)
    else:
        for name, value in found.items():
            print(f"{NAMES.get(name, 'Chế độ'):<20} {value}")
    return 0


def command(*words: str) -> list[str]:
    """Another `toaan` command in the same environment of Python."""
    return [sys.executable, "-m", "toaan.cli", *words]


def _environment() -> dict[str, str]:
    try:
        return environment_of(os.environ)
    except SamePlace as error:
        raise CommandError(str(error), code=2) from None


def _places_under(environment: Mapping[str, str]) -> dict[str, str]:
    done = subprocess.run(
        command("practice", "places", "--json"), env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CommandError(done.stderr.strip().removeprefix("toaan: ") or "không hỏi được nơi lưu của Tòa án")
    return dict(json.loads(done.stdout))
