from django.apps import AppConfig


class FilingConfig(AppConfig):
    name = "toaan.filing"
    label = "filing"

    def ready(self) -> None:
        from toaan.filing import consequences, handover, integrity, navigation, news, waiting  # noqa: F401
