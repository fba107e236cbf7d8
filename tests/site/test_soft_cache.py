"""Without Redis each process goes on by itself. With one: tests/machines."""

import select
import socket
from collections.abc import Iterator
from types import FunctionType

import pytest
from django.core.cache.backends.redis import RedisCache

from hersite.outages import Outage
from hersite.soft_cache import OPERATIONS, SoftRedisCache, SoftSharedCopies


@pytest.fixture
def silent() -> Iterator[socket.socket]:
    """A server that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


@pytest.fixture
def address(silent: socket.socket, monkeypatch: pytest.MonkeyPatch) -> str:
    """Of that server, whose outage is this test's own."""
    outage = Outage("Redis", rest=1000)
    monkeypatch.setattr("hersite.soft_cache.outage_of", lambda *_args: outage)
    return f"redis://127.0.0.1:{silent.getsockname()[1]}/0"


def test_a_process_counts_and_remembers_for_itself(address: str) -> None:
    first, second = SoftRedisCache(address, {}), SoftRedisCache(address, {})
    assert first.add("lock", 1)
    assert not second.add("lock", 1)
    first.set("count", 1)
    assert second.incr("count") == 2
    first.set_many({"a": 1, "b": 2})
    assert second.get_many(["a", "b", "c"]) == {"a": 1, "b": 2}
    assert second.has_key("a")
    assert second.touch("a")
    assert second.delete("a")
    second.delete_many(["b"])
    assert first.get("a", "none") == first.get("b", "none") == "none"
    first.clear()
    assert second.get("count") is None


def test_nobody_waits_for_it_twice(address: str, silent: socket.socket) -> None:
    cache = SoftRedisCache(address, {})
    for _ in range(20):
        cache.set("a", 1)
    connections = 0
    while select.select([silent], [], [], 0)[0]:
        silent.accept()[0].close()
        connections += 1
    assert connections == 1


def test_names_are_kept_apart_as_in_redis(address: str) -> None:
    plain, other = SoftRedisCache(address, {}), SoftRedisCache(address, {"KEY_PREFIX": "other"})
    plain.set("a", 1)
    assert other.get("a") is None


def test_copies_of_pages_have_no_stand_in(address: str) -> None:
    """Every process has them in its memory anyway."""
    cache = SoftSharedCopies(address, {})
    cache.set("page", "text")
    assert cache.get("page") is None


def test_an_error_of_ones_own_stays_one(address: str) -> None:
    with pytest.raises(ValueError, match="not found"):
        SoftRedisCache(address, {}).incr("nothing")


def test_all_that_asks_redis_is_soft() -> None:
    asking = {
        name
        for name, value in vars(RedisCache).items()
        if isinstance(value, FunctionType) and not name.startswith("_")
    }
    assert asking - {"get_backend_timeout"} == set(OPERATIONS)
