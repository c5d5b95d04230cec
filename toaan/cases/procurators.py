"""What the data show against a procurator in a case (BLTTDS 60): he has no account, so his name and number are compared."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator

from toaan.cases.models import Assignment, Case, Procurator, Representation
from toaan.cases.recusals import same_person
from toaan.core.words import words as _
from toaan.rules import recusal

_HIM = "him"


def bars(case: Case, name: str, number: str, *, kin_of: uuid.UUID | None = None) -> Iterator[str]:
    """Every ground, as a sentence with its article.

    Args:
        number: personal number, empty when the letter does not tell it.
        kin_of: the party whose kin he says he is.
    """

    def him(other: str, other_number: str = "") -> bool:
        return same_person(name, number, other, other_number)

    parties = list(case.parties.prefetch_related("representations"))
    speakers = [r for p in parties for r in p.representations.all() if him(r.name)]
    protects = any(r.kind == Representation.Kind.LAWYER for r in speakers)
    spoke = any(r.kind != Representation.Kind.LAWYER for r in speakers)
    earlier = {"protector"} if protects else set()
    if any(him(i.name, i.personal_id) for i in case.interpreters.all()):
        earlier.add("interpreter")
    facts = recusal.CaseFacts(
        parties=frozenset(
            {str(p.pk) for p in parties} | {_HIM for p in parties if him(p.name, p.personal_id)}
        ),
        representatives=frozenset({_HIM} if spoke else ()),
    )
    person = recusal.PersonFacts(
        id=_HIM,
        role="procurator",
        relatives=frozenset({str(kin_of)} if kin_of else ()),
        earlier_roles=frozenset(earlier),
        earlier_offices=_offices(case, him),
    )
    for reason in recusal.barred(person, facts):
        yield f"{name}: {reason.message_vi} " + _("Hãy đề nghị Viện kiểm sát cử người khác; nếu chỉ trùng họ tên thì nhập số định danh.")  # fmt: skip
    for row in case.procurators.exclude(ground=""):
        if him(row.name, row.personal_id):
            yield _("%(name)s đã bị thay đổi trong vụ án này (%(article)s): %(reason)s. Hãy ghi người khác được cử.") % {
                "name": name, "article": row.citation, "reason": row.reason.rstrip("."),
            }  # fmt: skip


_OFFICES = {"presiding": "judge", "judge": "judge", "lay_judge": "lay_judge", "clerk": "clerk"}


def _offices(case: Case, him: Callable[[str, str], bool]) -> frozenset[str]:
    """What he was before in this matter: an officer of it at any instance, its procurator at an earlier one."""
    before = _instances_before(case)
    rows = Assignment.objects.filter(case__in=[case.pk, *before]).select_related("post__user")
    found = {_OFFICES[r.role] for r in rows if him(r.post.user.full_name, r.post.user.personal_id)}
    if any(him(p.name, p.personal_id) for p in Procurator.objects.filter(case__in=before)):
        found.add("procurator_before")
    return frozenset(found)


def _instances_before(case: Case) -> list[uuid.UUID]:
    """The cases in which the same matter was decided before; a request that became a suit (397.5) goes on with its people."""
    found, one = [], case
    while (origin := one.origin) is not None:
        if one.nature != Case.Nature.SUIT or origin.nature != Case.Nature.REQUEST:
            found.append(origin.pk)
        one = origin
    return found
