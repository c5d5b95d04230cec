from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "toaan.review"
    label = "review"

    def ready(self) -> None:
        from toaan.review import consequences, integrity, navigation, next_steps, waiting  # noqa: F401
