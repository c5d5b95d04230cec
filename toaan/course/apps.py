from django.apps import AppConfig


class CourseConfig(AppConfig):
    name = "toaan.course"
    label = "course"

    def ready(self) -> None:
        from toaan.course import (  # noqa: F401
            consequences,
            duties,
            integrity,
            navigation,
            next_steps,
            waiting,
        )
