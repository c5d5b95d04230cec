"""Court fees, charges and their advances (án phí, lệ phí, tạm ứng): NQ 326/2016/UBTVQH14.

:func:`fee` answers one question with its options; :func:`court_fee`, :func:`fee_advance` and :func:`share_fee`
are the questions that the desk asks most; :func:`share_claims` and :func:`share_estate` divide a fee among
several persons. Amounts are whole đồng; a fraction is rounded half up. Every result shows its arithmetic and
its articles.
"""

from toaan.rules.fees.again import fees_anew
from toaan.rules.fees.facts import KINDS, OPTIONS, claim_of, kind_of
from toaan.rules.fees.ledger import LAW, Fee, FeeRefused, FeeRuleMissing, Share
from toaan.rules.fees.reckon import court_fee, fee, fee_advance
from toaan.rules.fees.sharing import Claim, FeeShares, PartyFee, share_claims, share_estate, share_fee

__all__ = [
    "KINDS",
    "LAW",
    "OPTIONS",
    "Claim",
    "Fee",
    "FeeRefused",
    "FeeRuleMissing",
    "FeeShares",
    "PartyFee",
    "Share",
    "claim_of",
    "court_fee",
    "fee",
    "fee_advance",
    "fees_anew",
    "kind_of",
    "share_claims",
    "share_estate",
    "share_fee",
]
