"""Made-up load for measurement: members, long threads, votes. The same seed on the same database
gives the same rows, down to the moments; only a password's hash is another each time."""

from datetime import UTC, datetime
from random import Random

# Everything made up happened before this moment, whenever it is made.
MOMENT = datetime(2025, 1, 1, tzinfo=UTC)


def stream(seed: int, purpose: str) -> Random:
    """Chance of its own for each purpose: more votes don't change what the comments say."""
    # Repeatable on purpose; nothing secret is drawn from it.
    return Random(f"{purpose} {seed}")  # noqa: S311
