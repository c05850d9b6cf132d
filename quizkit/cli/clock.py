"""What time it is, where the learner is: the clock is read here alone."""

from contextlib import suppress
from datetime import UTC, datetime


def now() -> datetime:
    """Return the instant, in the offset from UTC that the system gives; a nonsense one is UTC."""
    return here(datetime.now(UTC))


def here(at: datetime) -> datetime:
    """Return an instant in the offset from UTC of here and then.

    Args:
        at: an aware datetime, or a naive one: what the clock on the wall showed.
    """
    with suppress(ValueError):  # TZ=UTC+99 is no offset that a datetime can have
        return at.astimezone()
    return at.replace(tzinfo=at.tzinfo or UTC)
