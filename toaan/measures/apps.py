from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "toaan.measures"
    label = "measures"

    def ready(self) -> None:
        from toaan.measures import beside, consequences, integrity, navigation, next_steps, waiting  # noqa: F401
