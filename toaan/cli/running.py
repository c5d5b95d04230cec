"""Commands that start processes: the whole court, or one of its three processes."""

from __future__ import annotations

import argparse
import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from toaan.cli import presence
from toaan.cli.corpus import Corpus
from toaan.cli.support import CommandError, add, both, use_django

Action = Callable[[], int]
GRACE_SECONDS = 3
HOST_HELP = both("địa chỉ máy để nghe", "address to listen on")
PORT_HELP = both("cổng (mặc định 8000)", "port (default 8000)")


def register(subparsers: Any) -> None:
    run = add(
        subparsers,
        "run",
        run_all,
        "chạy toàn bộ hệ thống (Ctrl-C để dừng)",
        "run the whole court",
        django=False,
    )
    run.add_argument("--port", type=port, default=8000, help=PORT_HELP)
    run.add_argument("--host", default="127.0.0.1", help=HOST_HELP)
    run.add_argument(
        "--no-demo",
        action="store_true",
        help=both("không nạp dữ liệu minh họa", "do not load the demonstration"),
    )
    web = add(subparsers, "web", run_web, "chỉ chạy máy chủ web", "run the web server only", django=False)
    web.add_argument("--port", type=port, default=8000, help=PORT_HELP)
    web.add_argument("--host", default="127.0.0.1", help=HOST_HELP)
    web.add_argument("--fd", type=int, help=both("cổng đã mở sẵn", "an already listening socket"))
    web.add_argument(
        "--access-log", action="store_true", help=both("ghi từng lượt truy cập", "log every request")
    )
    add(
        subparsers,
        "worker",
        run_worker,
        "chỉ chạy tiến trình xử lý việc sau",
        "run the worker only",
        django=False,
    )
    add(
        subparsers,
        "search-writer",
        run_search_writer,
        "chỉ chạy tiến trình ghi chỉ mục tìm kiếm",
        "run the search writer only",
        django=False,
    )


def port(text: str) -> int:
    """A port number. Raises `argparse.ArgumentTypeError` when it is none."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"“{text}” không phải cổng; dùng một số từ 1 đến 65535")
    return int(text)


def listen(host: str, number: int) -> socket.socket:
    """Take the port now and keep it, so that nobody else can while the rest is being made ready.

    Raises:
        CommandError: code 2, when the port or the address cannot be had.
    """
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, number))
        listener.listen(512)
    except PermissionError:
        message = f"không được mở cổng {number}; hãy dùng cổng từ 1024 trở lên"
    except OSError as error:
        if error.errno == 98:
            message = f"cổng {number} đang có chương trình khác dùng; thử: --port {number % 65535 + 1}"
        else:
            message = f"không nghe được ở {host}:{number}: {error.strerror}"
    else:
        return listener
    listener.close()
    raise CommandError(message, code=2)


def own(*words: str) -> list[str]:
    """The command line of another `toaan` command in the same environment."""
    return [sys.executable, "-m", "toaan.cli", *words]


def run_all(options: argparse.Namespace) -> int:
    """Prepare the database, then keep web, worker and search writer alive until Ctrl-C."""
    from toaan.config import environment
    from toaan.config.supervisor import Child, Supervisor

    with listen(options.host, options.port) as listener:
        os.umask(0o027)  # logs and data are not for every user of the machine
        demo = not options.no_demo and environment.mode() != "production"
        home = environment.home()
        if code := prepare(demo=demo):
            return code
        children = [
            Child("web", own("web", "--fd", str(listener.fileno())), [listener.fileno()]),
            Child("worker", own("worker")),
            Child("search-writer", own("search-writer")),
        ]
        accounts = describe_accounts() if demo else ""
        address = f"http://{'localhost' if options.host == '127.0.0.1' else options.host}:{options.port}/"
        print("• Khởi động máy chủ …", flush=True)
        corpus = Corpus(home / "log")

        def when_ready() -> None:
            welcome(address, accounts, home / "log")
            corpus.start()

        supervisor = Supervisor(
            children,
            home / "log",
            lambda line: print(line, file=sys.stderr, flush=True),
            ready=lambda: answers(options.host, options.port),
            when_ready=when_ready,
        )
        with corpus:
            code = supervisor.run()
    if code == 0:
        print("\nĐã dừng.", flush=True)
    return code


def prepare(*, demo: bool) -> int:
    """Run `toaan setup-db` in a process of its own, so that the supervisor stays small; its exit code."""
    from toaan.config.supervisor import tie_to_parent

    words = ["setup-db", *(["--demo"] if demo else [])]
    process = subprocess.Popen(own(*words), preexec_fn=tie_to_parent())  # noqa: PLW1509
    before = signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    try:
        code = process.wait()
    except KeyboardInterrupt:
        process.wait()
        raise
    finally:
        signal.signal(signal.SIGTERM, before)
    return 128 - code if code < 0 else code


def describe_accounts() -> str:
    """The table of demonstration accounts; empty when there is none."""
    done = subprocess.run(own("demo", "accounts", "--short"), capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else ""


def answers(host: str, number: int) -> bool:
    """Does GET /healthz say 200?"""
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  (asked there, not bound)
    name = os.environ.get("TOAAN_HOSTS", "").split(",")[0] or "localhost"
    connection = http.client.HTTPConnection(target, number, timeout=2)
    try:
        connection.request("GET", "/healthz", headers={"Host": name})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def welcome(address: str, accounts: str, logs: Path) -> None:
    print(f"\nTòa án điện tử đang chạy tại {address}")
    if accounts:
        print(f"\nTài khoản minh họa. {accounts.rstrip()}")
    print(f"\nNhật ký: {logs}    Dừng: Ctrl-C", flush=True)


def run_web(options: argparse.Namespace) -> int:
    """Serve pages until SIGTERM; open streams get a few seconds to end."""
    import uvicorn

    presence.announce()
    listener = socket.socket(fileno=options.fd) if options.fd else listen(options.host, options.port)
    config = uvicorn.Config(
        "toaan.config.asgi:application",
        lifespan="off",
        log_config=None,  # Django's logging serves both
        access_log=options.access_log,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    uvicorn.Server(config).run(sockets=[listener])
    return 0


def run_worker(_: argparse.Namespace) -> int:
    use_django(quiet=False)
    presence.announce()
    from toaan.core import worker

    worker.main()
    return 0


def run_search_writer(_: argparse.Namespace) -> int:
    use_django(quiet=False)
    presence.announce()
    from toaan.core import search_writer

    search_writer.main()
    return 0
