"""Form fields for files: chosen in the form as ever, or sent before in pieces and named by the form."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toaan.core import files, uploads
from toaan.design.forms import FilesField, MultipleFileInput
from toaan.engines.pdf import AUDIO, VIDEO, limit_for, media_type_of, megabytes

GONE = "gone"
WORDS = {
    "sending": _("Đang gửi"),
    "of": _("trên"),
    "left": _("còn khoảng"),
    "seconds": _("giây"),
    "minutes": _("phút"),
    "hours": _("giờ"),
    "pause": _("Tạm dừng"),
    "resume": _("Tiếp tục"),
    "drop": _("Bỏ"),
    "paused": _("Đã tạm dừng"),
    "offline": _("Mất kết nối, sẽ tự gửi tiếp"),
    "waiting": _("Chờ đến lượt"),
    "checking": _("Đã gửi hết, đang kiểm tra tệp"),
    "ready": _("Đã gửi xong, kiểm tra khớp"),
    "leftOff": _("Lần trước gửi dở. Hãy chọn lại đúng tệp này để gửi tiếp"),
    "busy": _("Tệp này đang được gửi ở một cửa sổ khác; sẽ tự thử lại"),
    "signedOut": _("Phiên làm việc đã hết. Hãy đăng nhập lại ở một thẻ khác, rồi bấm Tiếp tục"),
    "failed": _("Không gửi được. Hãy bấm Tiếp tục để thử lại"),
    "wait": _("Đang chờ gửi xong các tệp, rồi sẽ tự nộp"),
    "dropHere": _("hoặc kéo và thả tệp vào đây"),
    "unreadable": _("Không đọc được tệp nữa (đã đổi tên, đã sửa hoặc đã xóa). Hãy bỏ rồi chọn lại"),
    "unfinished": _("Còn tệp chưa gửi xong. Hãy gửi tiếp hoặc bỏ tệp đó rồi mới nộp"),
    "tooBig": _("Tệp lớn hơn mức được nhận ở đây"),
}
"""What the script says; it has no words of its own."""


class UploadsInput(MultipleFileInput):
    """A file input that a script (`upload.js`) turns into a list of resuming uploads.

    The form then posts, beside the file input, the ids of finished uploads under `<name>-da-gui`.
    """

    template_name = "design/forms/uploads.html"
    door: files.Door = files.EVIDENCE
    several = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        """Finished uploads and files, in one list; an id that is not kept any more stays as text."""
        key = f"{name}-da-gui"
        ids = data.getlist(key) if hasattr(data, "getlist") else [i for i in [data.get(key)] if i]
        found = uploads.finished(ids)
        return [found.get(text, text) for text in ids] + super().value_from_datadict(data, files, name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in files and f"{name}-da-gui" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds what the script needs; after a refusal, the uploads that are there already."""
        context = super().get_context(name, None, attrs)
        widget = context["widget"]
        if not self.several:
            widget["attrs"].pop("multiple", None)
        widget |= {
            "door": self.door.name,
            "url": reverse("core:uploads"),
            "several": self.several,
            "words": json.dumps({key: str(text) for key, text in WORDS.items()}, ensure_ascii=False),
            "kept": [item for item in value or [] if isinstance(item, files.FinishedUpload)],
            "most": max(self.door.limits.values()),
        }
        return context

    def format_value(self, value: Any) -> Any:  # noqa: ARG002
        """A browser takes no value for a file input."""
        return None


class UploadsField(FilesField):
    """Files for one door: several, cleaned to a list."""

    widget = UploadsInput
    default_error_messages = {
        "gone": _("Một tệp đã gửi trước đây không còn được giữ; hãy chọn lại tệp đó"),
        "too_big_kind": _("Tệp “%(name)s” lớn hơn %(limit)s; giảm cỡ hoặc chia tệp rồi chọn lại"),
    }

    def __init__(self, *, door: files.Door, max_files: int = 20, **kwargs: Any) -> None:
        super().__init__(max_files=max_files, extensions=door.endings, **kwargs)
        self.door = door
        if isinstance(self.widget, UploadsInput):
            self.widget.door, self.widget.several = door, max_files > 1

    def bound_data(self, data: Any, initial: Any) -> Any:  # noqa: ARG002
        """What is shown again after a refusal."""
        return data

    def clean(self, value: Any) -> Any:
        """All faults of all files at once; also an upload that has expired."""
        if any(isinstance(item, str) for item in value or []):
            raise ValidationError(self.error_messages["gone"], code=GONE)
        return super().clean(value)

    def too_big(self, file: UploadedFile) -> ValidationError | None:
        """Each kind of file has its own limit."""
        limit = limit_for(media_type_of(file.name or ""), self.door.limits)
        if (file.size or 0) <= limit:
            return None
        params = {"name": file.name, "limit": megabytes(limit)}
        return ValidationError(self.error_messages["too_big_kind"], code="too_big", params=params)


class UploadField(UploadsField):
    """One file for one door, cleaned to it or None."""

    default_error_messages = {"required": _("Chọn một tệp")}

    def __init__(self, *, door: files.Door, **kwargs: Any) -> None:
        super().__init__(door=door, max_files=1, **kwargs)

    def clean(self, value: Any) -> UploadedFile | None:  # type: ignore[override]
        """The file. A file chosen anew replaces the one sent before."""
        chosen: Sequence[UploadedFile] = super().clean((value or [])[-1:])
        return chosen[0] if chosen else None


def accepted(door: files.Door) -> str | Promise:
    """What a door takes, for the hint of its field."""
    documents = [kind for kind in door.kinds if kind not in (*AUDIO, *VIDEO)]
    names = ", ".join(dict.fromkeys(_SHORT[kind] for kind in documents))
    small, large = megabytes(min(door.limits.values())), megabytes(max(door.limits.values()))
    if len(documents) == len(door.kinds):
        return _("Tệp %(names)s, mỗi tệp không quá %(limit)s.") % {"names": names, "limit": small}
    return _(
        "Tệp %(names)s không quá %(small)s; ghi âm, ghi hình hoặc PDF dài không quá %(large)s mỗi tệp."
    ) % {"names": names, "small": small, "large": large}


_SHORT = {
    "application/pdf": "PDF",
    "image/jpeg": "JPG",
    "image/png": "PNG",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
}
