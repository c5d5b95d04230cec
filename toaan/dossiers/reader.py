"""The reader of a case file: the inventory by parts of the file, and the pictures of a document's pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from toaan.cases.models import Party
from toaan.dossiers.models import FROM_PETITIONER, Folio
from toaan.engines.preview import IMAGE, PAGES, kind_of

PARTS = (
    ("filing", gettext_noop("Đơn, thủ tục thụ lý")),
    ("plaintiff", gettext_noop("Chứng cứ của nguyên đơn, người yêu cầu")),
    ("defendant", gettext_noop("Chứng cứ của bị đơn")),
    ("others", gettext_noop("Chứng cứ của người khác")),
    ("sessions", gettext_noop("Phiên họp, phiên tòa")),
    ("decisions", gettext_noop("Quyết định, bản án")),
    ("service", gettext_noop("Tống đạt")),
    ("challenge", gettext_noop("Kháng cáo, kháng nghị")),
    ("rest", gettext_noop("Tài liệu khác")),
)
"""The parts of a file, in the order in which a file is bound."""
BY_KIND = {
    "petition": "filing", "identity": "filing", "authority": "filing", "exemption": "filing", "receipt": "filing", "amendment": "filing",
    "amendment_request": "filing", "fee_notice": "filing", "fee_receipt": "filing", "acceptance_notice": "filing",
    "return": "filing", "session_notice": "sessions", "session_minutes": "sessions", "settlement_minutes": "sessions", "change_of_mind": "sessions",
    "hearing_minutes": "sessions", "pause_notice": "sessions", "deliberation_minutes": "sessions", "trial_decision": "decisions",
    "suspension_decision": "decisions", "resumption_decision": "decisions", "discontinuance_decision": "decisions",
    "transfer_decision": "decisions", "ruling": "decisions", "search_decision": "decisions", "search_notice": "decisions", "consent_decision": "decisions", "settlement_decision": "decisions", "request_session_decision": "decisions", "request_appeal_session_decision": "decisions", "adjournment_decision": "decisions", "judgment": "decisions", "correction_decision": "decisions", "proof_of_service": "service", "appeal": "challenge",
    "protest": "challenge", "simplified_trial_decision": "decisions", "ordinary_decision": "decisions",
    "measure_request": "challenge", "measure_security": "decisions", "measure_refusal": "decisions",
    "measure_decision": "decisions", "measure_settlement": "challenge",
    "complaint": "challenge", "complaint_decision": "challenge", "answer_decision": "decisions",
    "review_session_notice": "sessions", "review_decision": "decisions", "file_demand": "challenge",
    "cassation_protest": "challenge", "cassation_change": "challenge", "cassation_stay": "challenge",
    "cassation_notice": "sessions", "cassation_minutes": "sessions", "cassation_decision": "decisions",
    "dispute_request": "decisions", "dispute_decision": "decisions", "joinder_decision": "decisions", "separation_decision": "decisions", "claim_change": "filing",
}  # fmt: skip
BY_PARTY = {
    Party.Role.PLAINTIFF: "plaintiff",
    Party.Role.DEFENDANT: "defendant",
    Party.Role.REQUESTER: "plaintiff",
}


@dataclass(frozen=True)
class Zoom:
    """How large the pages stand; an address each, so that it works without script and stays while turning over."""

    step: str
    label: str
    smaller: str | None
    larger: str | None

    @property
    def query(self) -> str:
        """What the addresses of other documents carry on."""
        return f"?co={self.step}" if self.step else ""


ZOOM = ("", "150", "200")


def zoom(asked: str) -> Zoom:
    """The step asked for; anything unknown fits the width."""
    at = ZOOM.index(asked) if asked in ZOOM else 0
    return Zoom(
        step=ZOOM[at],
        label=f"{ZOOM[at]} %" if at else _("Vừa khung"),
        smaller=ZOOM[at - 1] if at else None,
        larger=ZOOM[at + 1] if at + 1 < len(ZOOM) else None,
    )


@dataclass
class Part:
    """One part of the file with its documents; `current` when it holds the one that is open."""

    label: str
    folios: list[Folio] = field(default_factory=list)
    current: bool = False

    @property
    def numbers(self) -> str:
        """ "1–5, 8": neighbours together."""
        runs: list[list[int]] = []
        for folio in self.folios:
            if runs and folio.first_page == runs[-1][1] + 1:
                runs[-1][1] = folio.last_page
            else:
                runs.append([folio.first_page, folio.last_page])
        return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)


def parts(folios: Iterable[Folio], opened: Folio) -> list[Part]:
    """The inventory by parts, empty ones left out."""
    found = {key: Part(_(label)) for key, label in PARTS}
    for folio in folios:
        part = found[part_of(folio)]
        part.folios.append(folio)
        part.current = part.current or folio.pk == opened.pk
    return [part for part in found.values() if part.folios]


def part_of(folio: Folio) -> str:
    """Which part of the file a document belongs to."""
    if folio.kind in BY_KIND:
        return BY_KIND[folio.kind]
    if folio.author_party is not None:
        return BY_PARTY.get(Party.Role(folio.author_party.role), "others")
    return "plaintiff" if folio.kind in FROM_PETITIONER else "rest"


def page_images(folio: Folio, step: str = "") -> list[dict[str, Any]]:
    """Pictures of the pages, each with its folio number and the room it takes; empty for what has no pages.

    Enlarged pages are drawn with more pixels, so that small print becomes legible and not only big.
    """
    kind = kind_of(folio.file.media_type)
    if kind not in (PAGES, IMAGE):
        return []
    url = reverse("dossiers:file", args=[folio.pk])
    room = {"width": 1000, "height": 1414} if kind == PAGES else {}
    fine = "&lon" if step else ""
    count = folio.file.pages or 1
    return [
        {"number": folio.first_page + n, "url": f"{url}?trang={n + 1}{fine}", **room} for n in range(count)
    ]
