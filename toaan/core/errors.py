"""A refusal: the court declines an act, says why, and says what to do."""

from __future__ import annotations

from collections.abc import Mapping

from toaan.core.words import shown


class Refused(Exception):
    """An act was refused; nothing was written.

    Args:
        code: stable name of the reason ("filing.already_accepted"), for tests, logs and the API.
        message: Vietnamese, for the person: what happened and what to do.
        status: the HTTP status a face answers with (409 by default, 403 for rights, 404 for unseen things).
        fields: field name → message, when the fault lies in what was typed.
    """

    def __init__(
        self, code: str, message: str, *, status: int = 409, fields: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.code, self.status = code, status
        self._message, self._fields = message, dict(fields or {})

    @property
    def message(self) -> str:
        """The sentence in the reader's language."""
        return shown(self._message)

    @property
    def fields(self) -> dict[str, str]:
        """Field name → message, in the reader's language."""
        return {name: shown(message) for name, message in self._fields.items()}

    def __str__(self) -> str:
        return f"{self.code}: {self._message}"


class TooLate(Refused):
    """Somebody was first: the act is done, or the matter has gone on."""

    done_by = ""
    """Who did the same act, and when; for colleagues only."""

    @property
    def message(self) -> str:
        """The sentence, and whom to ask."""
        return f"{super().message} {shown(self.done_by)}".rstrip()


def not_found() -> Refused:
    """The thing is not there, or not for this viewer: the two must look alike."""
    return Refused("not_found", "Không tìm thấy nội dung này, hoặc bạn không có quyền xem.", status=404)
