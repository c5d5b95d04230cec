from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "toaan.cases"
    label = "cases"

    def ready(self) -> None:
        from toaan.cases import (  # noqa: F401
            actions,
            consequences,
            duties,
            handover,
            integrity,
            navigation,
            news,
            steps,
            waiting,
        )

        handover.register_cases(actions.replace_officer)
