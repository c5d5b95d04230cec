"""Mã hóa bản án: encoding a judgment's secrets before publication (NQ 03/2017/NQ-HĐTP, article 7).

`propose` reads a judgment and says what should be replaced by which code and why; a judge or clerk reviews;
`apply` makes the replacements; `check_clean` proves that nothing known about the parties is left.
"""

from toaan.publication.anonymise.leaks import check_clean
from toaan.publication.anonymise.model import KnownPerson, Leak, Proposal, Replacement, Warning, apply
from toaan.publication.anonymise.propose import propose

__all__ = ["KnownPerson", "Leak", "Proposal", "Replacement", "Warning", "apply", "check_clean", "propose"]
