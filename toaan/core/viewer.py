"""The viewer: on whose behalf rows are read and acts are done."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from toaan.core.roles import COURT_ROLES, Role

if TYPE_CHECKING:
    from toaan.core.models import Court, Event, Post, User


NO_COURT = uuid.UUID(int=0)


@dataclass(frozen=True)
class Viewer:
    """A person in one capacity, or the system following from an act. Passed to every query and action."""

    user: User | None = None
    post: Post | None = None
    address: str = ""
    """Network address the request came from."""
    because: Event | None = None
    """Set when the system acts by itself, as a consequence of this event."""
    system: bool = False

    @property
    def role(self) -> Role:
        if self.system:
            return Role.SYSTEM
        if self.post is not None:
            return self.post.role
        return Role.CITIZEN if self.user is not None else Role.ANONYMOUS

    @property
    def court(self) -> Court | None:
        return self.post.court if self.post else None

    @property
    def court_id(self) -> uuid.UUID:
        """The court of the post; without one, an identifier that no court has."""
        return self.post.court_id if self.post else NO_COURT

    @property
    def user_id(self) -> uuid.UUID | None:
        return self.user.pk if self.user else None

    @property
    def is_staff(self) -> bool:
        """Whether the viewer works in a court (a procurator does not)."""
        return self.role in COURT_ROLES

    @property
    def name(self) -> str:
        if self.system:
            return "Hệ thống"
        return self.user.full_name if self.user else "Khách"

    @property
    def initials(self) -> str:
        """Two letters for the round mark: last two words of the name."""
        return "".join(word[0] for word in self.name.split()[-2:]).upper()

    def following(self, event: Event) -> Viewer:
        """The system, acting because `event` happened."""
        return replace(SYSTEM, because=event)


SYSTEM = Viewer(system=True)
ANONYMOUS = Viewer()
