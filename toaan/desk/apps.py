from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "toaan.desk"
    label = "desk"

    def ready(self) -> None:
        from toaan.desk import duties, navigation  # noqa: F401
