from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "toaan.desk"
    label = "desk"

    def ready(self) -> None:
        from toaan.desk import navigation  # noqa: F401
