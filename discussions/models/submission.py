"""Keys of forms: the same form sent twice stores one comment."""

import uuid


def new_submission() -> str:
    """A key for a form that is handed out: the same form sent twice stores one comment."""
    return uuid.uuid4().hex


def submission_after(key: str, body: str) -> str:
    """The key for other words in a form that was sent before (the back button). Made of both, so
    that a double click on the new words stores them once, too."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{key}:{body}").hex
