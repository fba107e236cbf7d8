"""A session is found as long as it lives."""

from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore as DjangosStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from hersite.sessions import SessionStore


def kept(**values: str) -> str:
    session = SessionStore()
    session.update(values)
    session.save()
    assert session.session_key
    return session.session_key


def test_it_holds_what_was_kept(db: None) -> None:
    key = kept(word="held")
    assert SessionStore(key)["word"] == "held"
    # Whoever was signed in before this store came stays so.
    assert DjangosStore(key)["word"] == "held"


def test_one_that_ended_or_never_was_is_empty_and_its_key_is_not_used_again(db: None) -> None:
    key = kept(word="gone")
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    for old in (key, "made-up"):
        session = SessionStore(old)
        assert not session.items()
        # Or somebody could be led to use a key of another's choice.
        assert session.session_key is None
