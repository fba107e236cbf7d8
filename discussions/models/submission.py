"""Keys of forms: the same form sent twice stores one comment.

A key tells when its form was handed out: it begins with the milliseconds since 1970, as in version
7 of RFC 9562. Nobody vouches for that; it tells people from machines that don't care.
"""

import time
import uuid
from secrets import randbits

# Older ones tell nothing.
_LONGEST = 60 * 24 * 60 * 60


def new_submission() -> str:
    """A key for a form that is handed out."""
    moment = time.time_ns() // 1_000_000
    return uuid.UUID(int=moment << 80 | 7 << 76 | randbits(12) << 64 | 2 << 62 | randbits(62)).hex


def seconds_since(key: str) -> float | None:
    """How long ago the form with this key was handed out; None where the key doesn't tell."""
    try:
        made = uuid.UUID(hex=key)
    except ValueError:
        return None
    seconds = time.time() - (made.int >> 80) / 1000
    return seconds if made.version == 7 and 0 <= seconds <= _LONGEST else None


def submission_after(key: str, body: str) -> str:
    """The key for other words in a form that was sent before (the back button). Made of both, so
    that a double click on the new words stores them once, too."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{key}:{body}").hex
