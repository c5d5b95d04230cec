"""Rows of service for the components of the design. No rules here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.delivery.models import Service, ServiceRecipient
from toaan.delivery.states import DROPPED, FAILED, RECEIVED, SENT, WAITING
from toaan.design.templatetags.ui import vn_date, vn_datetime

COLOURS = {WAITING: "yellow", SENT: "", RECEIVED: "green", FAILED: "red", DROPPED: "grey"}
Method = ServiceRecipient.Method


def recipients(service: Service, rows: Iterable[ServiceRecipient]) -> dict[str, Any]:
    """The copies of one service; the table is named after it, so that readers tell one from another."""
    columns = [
        {"label": _("Người nhận")}, {"label": _("Tư cách")}, {"label": _("Phương thức")}, {"label": _("Tình trạng")},
        {"label": _("Gửi lúc")}, {"label": _("Nhận lúc")}, {"label": _("Bằng chứng")},
    ]  # fmt: skip
    return {
        "label": _("Người nhận và bằng chứng: %s") % service,
        "columns": columns,
        "rows": [
            [
                {"text": r.name, "url": reverse("delivery:recipient", args=[r.pk])},
                r.capacity,
                _method(r),
                _state(r),
                {"text": vn_datetime(r.sent_at) or "—", "css": "ta-num"},
                {"text": received(r) or "—", "css": "ta-num"},
                r.get_proof_display() if r.proof else "—",
            ]
            for r in rows
        ],
    }


def office(rows: Iterable[ServiceRecipient]) -> list[dict[str, Any]]:
    """Copies without proof, across cases, each to be chosen for printing unless it is handed over next door."""
    return [
        {"row": r, "method": _method(r), "state": _state(r), "printable": not r.is_procuracy} for r in rows
    ]


def facts(row: ServiceRecipient) -> list[tuple[str, str]]:
    """Everything on record about one copy."""
    told = [
        (_("Văn bản"), str(row.service)),
        (_("Người nhận"), f"{row.name} ({row.capacity})"),
        (_("Địa chỉ"), row.address or "—"),
        (_("Căn cứ"), row.article),
        (_("Phương thức"), row.get_method_display() + (f", số {row.barcode}" if row.barcode else "")),
        (_("Tình trạng"), row.get_state_display()),
        (_("Gửi lúc"), vn_datetime(row.sent_at) or "—"),
        (_("Nhận lúc"), received(row) or "—"),
        (_("Người ký nhận, xác nhận"), row.received_by or "—"),
        (_("Bằng chứng"), row.get_proof_display() if row.proof else _("chưa có")),
    ]
    person = row.representation
    if row.state == DROPPED and person is not None and person.ended_on is not None:
        words = _("%(name)s đã thôi tham gia cho %(party)s từ ngày %(day)s.")
        told.append(
            (_("Vì sao"), words % {"name": person, "party": person.party, "day": vn_date(person.ended_on)})
        )
    told += [(_("Ghi chú"), row.proof_note)] if row.proof_note else []
    for tried in row.failures:
        day = tried["on"]
        told.append((_("Lần không được"), f"{day[8:10]}/{day[5:7]}/{day[:4]}: {tried['reason']}"))
    return told


def received(row: ServiceRecipient) -> str:
    """When it was received: to the minute on the system, to the day on paper."""
    return vn_datetime(row.received_at) if row.opened_at else vn_date(row.received_at)


def _method(row: ServiceRecipient) -> str:
    return row.get_method_display() + (f" {row.barcode}" if row.barcode else "")


def _state(row: ServiceRecipient) -> dict[str, str]:
    done = row.is_proved and row.state == SENT
    return {"text": row.get_state_display(), "tag": "green" if done else COLOURS[row.state] or "grey"}
