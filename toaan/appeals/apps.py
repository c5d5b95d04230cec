from django.apps import AppConfig


class AppealsConfig(AppConfig):
    name = "toaan.appeals"
    label = "appeals"

    def ready(self) -> None:
        from toaan.appeals import compose, consequences, guards, integrity, navigation, next_steps, waiting  # noqa: F401
        from toaan.appeals.decisions import consequences as of_decisions  # noqa: F401
        from toaan.appeals.decisions import desk  # noqa: F401
