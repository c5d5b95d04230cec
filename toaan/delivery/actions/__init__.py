"""Acts of service, the only writers of its tables."""

from toaan.delivery.actions.dropping import drop_copies
from toaan.delivery.actions.listing import list_dispatch
from toaan.delivery.actions.readdressing import readdress
from toaan.delivery.actions.serving import (
    ANSWER,
    PROOF_OF,
    Sending,
    confirm_receipt,
    make_ready,
    order,
    record_failure,
    record_proof,
    send,
)

__all__ = [
    "ANSWER", "PROOF_OF", "Sending", "confirm_receipt", "drop_copies", "list_dispatch", "make_ready", "order", "readdress", "record_failure",
    "record_proof", "send",
]  # fmt: skip
