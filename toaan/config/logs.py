"""Logs of the processes: one JSON line per record in production, plain lines elsewhere. Never case contents."""

from __future__ import annotations

from typing import Any

import structlog

SHARED = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def settings(mode: str) -> dict[str, Any]:
    """The LOGGING dictionary of Django. Each record carries who was acting (identifiers only, see the middleware)."""
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if mode == "production"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    renderer,
                ],
                "foreign_pre_chain": SHARED,
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["console"], "level": "WARNING" if mode == "test" else "INFO"},
        "loggers": {
            "fontTools": {"level": "ERROR"},
            "weasyprint": {"level": "ERROR"},
            "pikepdf": {"level": "WARNING"},
            "pyhanko": {"level": "WARNING"},
            "axes": {"level": "WARNING"},
            "django_tasks": {"level": "WARNING"},
            "pyhanko_certvalidator": {"level": "WARNING"},
        },
    }
