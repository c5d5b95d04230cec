from django.apps import AppConfig


class HearingsConfig(AppConfig):
    name = "toaan.hearings"
    label = "hearings"

    def ready(self) -> None:
        from toaan.hearings import (  # noqa: F401
            consequences,
            duties,
            handover,
            integrity,
            navigation,
            next_steps,
            waiting,
            workload,
        )
