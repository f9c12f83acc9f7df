"""How far the public side is behind, as the staff side sees it: what waits, since when, and whether it answers."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from publication import database, heartbeat
from records.models import OutboxEntry


@dataclass
class Lag:
    """What the desk says of it. False when the public side is in step."""

    #: Releases that have not reached it, and the first of them.
    count: int
    first: OutboxEntry | None
    #: Up to when everything is there; None when that was never so, or it does not answer.
    reached: datetime | None
    answered: bool
    #: Whether it has a database of its own, which can be away.
    separate: bool

    @cached_property
    def is_stale(self) -> bool:
        """The projector has not come to an end there for two minutes: its timer stands still, or something fails. On
        one database nothing can be missing but what waits.
        """
        return self.separate and self.answered and heartbeat.is_late(self.reached)

    @cached_property
    def is_alarm(self) -> bool:
        """Longer than two minutes: everyone who reads all records is told, not editors alone."""
        waiting = self.first is not None and heartbeat.is_late(self.first.release.released_at)
        return waiting or not self.answered or self.is_stale

    @property
    def minutes(self) -> int:
        return heartbeat.minutes_since(self.reached) if self.reached else 0

    def __bool__(self) -> bool:
        return self.count > 0 or self.is_alarm


def lag() -> Lag:
    """Asks both sides."""
    waiting = OutboxEntry.objects.filter(done_at=None)
    first = waiting.select_related("release").order_by("release_id").first()
    separate, answered, reached = database.is_separate(), True, None
    if separate:
        answered = database.answers()
        reached = heartbeat.last() if answered else None
    return Lag(waiting.count() if first else 0, first, reached, answered, separate)
