from django.apps import AppConfig


class CourseConfig(AppConfig):
    name = "toaan.course"
    label = "course"

    def ready(self) -> None:
        from toaan.course import consequences, duties, navigation, next_steps, waiting  # noqa: F401
