"""Issue a number at the act that deserves it: sequential, gap-free, never reused.

One upsert with RETURNING on the counter row, in the act's transaction: two clerks at the same moment get
two numbers, and an act that fails gives its number back. Unique constraints stand behind it.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection, models, transaction

from toaan.core import clock, rules_in_force
from toaan.core.models import Court, IssuedNumber
from toaan.rules import numbering as rule

UPSERT = """
    INSERT INTO core_counter (scope, register, year, last) VALUES (%s, %s, %s, 1)
    ON CONFLICT (scope, register, year) DO UPDATE SET last = core_counter.last + 1
    RETURNING last
"""


def issue(*, court: Court, pattern: str, kind: str, subject: models.Model, at: datetime) -> IssuedNumber:
    """Give `subject` the next number of the court's register.

    Args:
        pattern: key of the number pattern in the rules, e.g. "acceptance", "judgment".
        kind: case type DS, HNGĐ, KDTM, LĐ; part of the register's key.
        at: the moment of the act; its Vietnamese calendar year is the number's year.

    Raises:
        RuntimeError: outside a transaction, where a gap could arise.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("numbers are issued inside an act only")
    day = clock.local_date(at)
    row = rules_in_force.rule("number_pattern", f"number:{pattern}", day)
    register = rule.register_key(row, kind)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(UPSERT, [court.code, register, day.year])
        (sequence,) = cursor.fetchone()
    return IssuedNumber.objects.create(
        court=court,
        register=register,
        year=day.year,
        sequence=sequence,
        text=rule.format_number(row, sequence, day.year, kind),
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        issued_at=at,
    )
