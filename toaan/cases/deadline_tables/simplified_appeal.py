"""The limits of simplified procedure at second instance (BLTTDS 323, 324); what is not said here is that of 285–315 (316.2)."""

from __future__ import annotations

from toaan.cases.deadline_tables.second_instance import SECOND_INSTANCE
from toaan.cases.deadline_tables.table import Follows, O, Start, Table

SIMPLIFIED_APPEAL: Table = {
    **SECOND_INSTANCE,
    "appeals.accept": Follows(
        start=(Start("BLTTDS:285.1#thong-bao", O.CLERK), Start("BLTTDS:323.1", O.JUDGE)),
    ),
    "hearings.decide_trial": Follows(
        start=(Start("BLTTDS:324.1", O.JUDGE), Start("BLTTDS:323.2", O.PROCURACY)), meet=("BLTTDS:323.1",)
    ),
    "hearings.open_hearing": Follows(meet=("BLTTDS:324.1", "BLTTDS:233.1#rut-gon"), cancel=("BLTTDS:323.2",)),
    "hearings.adjourn": Follows(start=(Start("BLTTDS:233.1#rut-gon", O.JUDGE),), meet=("BLTTDS:324.1",)),
    "appeals.discontinue": Follows(
        start=(Start("BLTTDS:315.1", O.CLERK),),
        meet=("BLTTDS:323.1", "BLTTDS:324.1"),
        cancel=("BLTTDS:233.1#rut-gon", "BLTTDS:323.2"),
    ),
    "course.suspend": Follows(
        stop=("BLTTDS:323.1",), cancel=("BLTTDS:324.1", "BLTTDS:323.2", "BLTTDS:233.1#rut-gon")
    ),
    "course.resume": Follows(
        start=(
            Start("BLTTDS:216#gui", O.CLERK, trigger="gone_on"),
            Start("BLTTDS:323.1", O.JUDGE, trigger="effective_on", anew="resumed"),
        ),
        meet=("BLTTDS:216",),
    ),
}
