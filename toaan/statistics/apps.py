from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "toaan.statistics"
    label = "statistics"

    def ready(self) -> None:
        from toaan.statistics import navigation  # noqa: F401
