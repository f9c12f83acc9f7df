"""How far behind the public side is: the projector leaves the moment up to which everything is here.

Readable by the public server, so that it can say so itself; in whole minutes, because the second in which the projector
last ran would tell when something was released.
"""

from datetime import datetime, timedelta

from django.utils import timezone

from publication.models import Heartbeat

#: A public side that is behind for longer is late; the projector runs every minute.
LATE = timedelta(minutes=2)


def beat(at: datetime) -> None:
    """Everything that was released or suppressed before `at` is here."""
    Heartbeat.objects.bulk_create(
        [Heartbeat(at=at)], update_conflicts=True, unique_fields=["id"], update_fields=["at"]
    )


def last() -> datetime | None:
    """None when the projector never came to an end here."""
    return Heartbeat.objects.values_list("at", flat=True).first()


def is_late(at: datetime | None) -> bool:
    return at is None or timezone.now() - at > LATE


def minutes_since(at: datetime) -> int:
    """Whole minutes; a clock that is ahead counts as none."""
    return max(int((timezone.now() - at).total_seconds() // 60), 0)
