from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "toaan.portal"
    label = "portal"

    def ready(self) -> None:
        from toaan.portal import navigation  # noqa: F401
