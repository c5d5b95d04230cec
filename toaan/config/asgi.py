"""The web process: Django behind uvicorn."""

import os

from django.core.asgi import get_asgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toaan.config.settings")
application = get_asgi_application()


def _ready() -> None:
    """Load every page before the first is asked for, then settle."""
    from toaan.core import memory

    get_resolver().url_patterns  # noqa: B018  (reading it loads them)
    memory.settle()


_ready()
