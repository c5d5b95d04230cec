from django.apps import AppConfig


class HearingsConfig(AppConfig):
    name = "toaan.hearings"
    label = "hearings"

    def ready(self) -> None:
        from toaan.hearings import consequences, handover, navigation, next_steps, waiting  # noqa: F401
