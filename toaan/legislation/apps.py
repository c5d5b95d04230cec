from django.apps import AppConfig


class LegislationConfig(AppConfig):
    name = "toaan.legislation"
    label = "legislation"

    def ready(self) -> None:
        from toaan.legislation import navigation  # noqa: F401
