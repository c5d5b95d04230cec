from django.apps import AppConfig


class JudgmentsConfig(AppConfig):
    name = "toaan.judgments"
    label = "judgments"

    def ready(self) -> None:
        from toaan.judgments import (  # noqa: F401
            bars,
            consequences,
            duties,
            handover,
            integrity,
            next_steps,
            waiting,
        )
