"""The web process: Django behind uvicorn."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toaan.config.settings")
application = get_asgi_application()
