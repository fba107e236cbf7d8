"""See the package; Django looks for the class in a module of this name."""

from __future__ import annotations

import logging
from typing import Any

from django.db import OperationalError
from django.db.backends.postgresql import base

from hersite.outages import outage_of

# So long nobody connects to a server that did not answer, in seconds.
REST = 1.0

# It warns of every try in the background; one warning when the server goes is enough.
logging.getLogger("psycopg.pool").setLevel(logging.ERROR)


class DatabaseWrapper(base.DatabaseWrapper):
    """Connecting may take seconds to fail. While it does, one thread tries, and the others are told
    at once: they have pages in memory to send."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        outage = outage_of(f"The database “{self.alias}”", REST)
        if not outage.may_ask():
            raise OperationalError(f"{outage.name} did not answer a moment ago")
        try:
            connection = self._alive(super().get_new_connection(conn_params))
        except self.Database.OperationalError as error:
            outage.failed(error)
            raise
        outage.answered()
        return connection

    def _alive(self, connection: Any) -> Any:
        """It, or a new one: of a server that was started again all that lie in the pool are dead,
        and the pool's own check would try one after the other, with pauses."""
        if self.pool is None:
            return connection
        try:
            self.pool.check_connection(connection)
        except self.Database.OperationalError:
            self.pool.putconn(connection)
            self.pool.drain()
            connection = self.pool.getconn()
        return connection
