"""Django's sessions in the database, each found by a statement that is put together once."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from hersite.prepared import prepared


class SessionStore(db.SessionStore):
    # Every page of somebody who is signed in begins with it.
    def _get_session_from_db(self) -> Session | None:
        found = _living(self.session_key, timezone.now())
        if not found:
            self._session_key = None
            return None
        key, data, ends = found[0]
        return Session(key, data, ends)


@prepared
def _living(key: str, now: datetime) -> QuerySet[Any]:
    sessions = Session.objects.filter(session_key=key, expire_date__gt=now)
    return sessions.values_list("session_key", "session_data", "expire_date")
