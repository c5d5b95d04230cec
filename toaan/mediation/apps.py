from django.apps import AppConfig


class MediationConfig(AppConfig):
    name = "toaan.mediation"
    label = "mediation"

    def ready(self) -> None:
        from toaan.mediation import bars, consequences, handover, integrity, navigation, news, waiting  # noqa: F401
