from django.apps import AppConfig


class JudgmentsConfig(AppConfig):
    name = "toaan.judgments"
    label = "judgments"

    def ready(self) -> None:
        from toaan.judgments import consequences, duties, handover, next_steps, waiting  # noqa: F401
