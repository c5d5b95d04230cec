from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "toaan.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        from toaan.dossiers import consequences, drafting, integrity, navigation, steps, waiting  # noqa: F401
