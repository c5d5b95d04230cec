from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "toaan.review"
    label = "review"

    def ready(self) -> None:
        from toaan.review import (  # noqa: F401
            consequences,
            integrity,
            navigation,
            next_steps,
            waiting,
            workload,
        )
