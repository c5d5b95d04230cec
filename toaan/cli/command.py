"""Parse the command line, run the handler, turn whatever goes wrong into one line and an exit code."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from toaan.cli import checks, demo, drafts, fees, law, practice, running
from toaan.cli.support import DEBUG_VARIABLE, CommandError, Parser, both, fail, use_django

EXAMPLES = """\
ví dụ / examples:
  toaan run --port 8000
  toaan demo --reset
  toaan demo accounts --json
  toaan audit verify --court 01
  toaan deadline BLTTDS:196.1 --from 2026-11-20
  toaan fee KDTM --value 4200000000 --option instance=so-tham --json
"""


def parser() -> Parser:
    """The whole command: our groups, then those of the domains."""
    top = Parser(
        prog="toaan",
        description=both(
            "Tòa án điện tử: các lệnh trên dòng lệnh", "the electronic court on the command line"
        ),
        epilog=EXAMPLES,
    )
    subparsers = top.add_subparsers(
        title=both("lệnh", "commands"), metavar=both("LỆNH", "COMMAND"), dest="command", required=True
    )
    for module in (running, practice, demo, checks, law, fees, drafts):
        module.register(subparsers)
    for name in of_domains(Path(__file__).resolve().parent.parent):
        import_module(name).register(subparsers)
    return top


def of_domains(package: Path) -> list[str]:
    """The modules with which domains add commands of their own, by name."""
    return sorted(f"toaan.{path.parent.name}.cli" for path in package.glob("*/cli.py"))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code and never shows a traceback unless TOAAN_DEBUG=1."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == ["manage"]:  # its options are Django's, not ours
        return _guarded(lambda: practice.manage(words[1:]))
    options = parser().parse_args(words)

    def handle() -> int:
        if options.django:
            use_django()
        return int(options.handler(options))

    return _guarded(handle)


def _guarded(action: running.Action) -> int:
    try:
        return action()
    except CommandError as error:
        fail(str(error))
        return error.code
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except BrokenPipeError:
        # The reader went away (`toaan … | head`); nothing may be printed any more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except Exception as error:
        if os.environ.get(DEBUG_VARIABLE) == "1":
            raise
        message, code = _explain(error)
        fail(message)
        return code


def _explain(error: Exception) -> tuple[str, int]:
    """What a failure means for the person at the terminal, and the exit code."""
    from toaan.core.errors import Refused

    if isinstance(error, Refused):
        return error.message, 2 if error.status == 422 else 1
    origin = type(error).__module__
    if origin.startswith("django.db"):
        hint = "kiểm tra DATABASE_URL; nếu chưa tạo cơ sở dữ liệu, chạy: toaan setup-db"
        return f"cơ sở dữ liệu không trả lời được: {error}. Hãy {hint}", 1
    if isinstance(error, OSError) and error.filename:
        return f"không đọc hoặc ghi được {error.filename}: {error.strerror}", 1
    kind = type(error).__name__
    return f"lỗi không lường trước ({kind}: {error}); chạy lại với {DEBUG_VARIABLE}=1 để xem chi tiết", 1
