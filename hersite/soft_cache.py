"""Redis, and what stands in for it while it is gone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as ConnectionLost
from redis.exceptions import RedisError
from redis.retry import Retry

from hersite.outages import outage_of

# So long nobody asks a Redis that did not answer, in seconds.
REST = 2.0
CONNECTION = {
    "socket_connect_timeout": 0.3,
    "socket_timeout": 0.3,
    # Of a Redis that was started again this connection is dead, and the next one is not.
    "retry": Retry(NoBackoff(), 1, supported_errors=(ConnectionLost,)),
}


class SoftRedisCache(RedisCache):
    """While Redis is gone each process counts and remembers for itself."""

    stand_in: Callable[[str, dict[str, Any]], BaseCache] = LocMemCache

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        options = CONNECTION | params.get("OPTIONS", {})
        super().__init__(server, params | {"OPTIONS": options})
        self.outage = outage_of("Redis", REST)
        # Its options are those of the connection to Redis.
        self.own = self.stand_in(f"instead of {server}", params | {"OPTIONS": {}})


class SoftSharedCopies(SoftRedisCache):
    """For what each process keeps in its memory anyway."""

    stand_in = DummyCache


def _softly(name: str) -> Callable[..., Any]:
    ask = getattr(RedisCache, name)

    @wraps(ask)
    def operation(self: SoftRedisCache, *args: Any, **kwargs: Any) -> Any:
        if self.outage.may_ask():
            try:
                answer = ask(self, *args, **kwargs)
            except RedisError as error:
                self.outage.failed(error)
            else:
                self.outage.answered()
                return answer
        return getattr(self.own, name)(*args, **kwargs)

    return operation


# All that Django's class asks of Redis; the other operations are made of these.
OPERATIONS = (
    "add", "get", "set", "touch", "delete", "get_many", "has_key", "incr", "set_many",
    "delete_many", "clear",
)  # fmt: skip
for _name in OPERATIONS:
    setattr(SoftRedisCache, _name, _softly(_name))
