"""Somebody who posts while others read."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile

from tools.bench.load import send
from tools.bench.scene import Scene

# Seconds between two comments: three hundred in a minute.
PAUSE = 0.2


@contextmanager
def posting(scene: Scene) -> Iterator[None]:
    """A comment every PAUSE seconds, from a process of its own; RuntimeError where one of them
    wasn't taken."""
    forked = multiprocessing.get_context("fork")
    ended, wrong = forked.Event(), forked.Value("i", 0)

    def post() -> None:
        requests = scene.posts().wire(1_000_000)
        load = send(scene.address, takewhile(lambda _: not ended.wait(PAUSE), requests))
        wrong.value = len(load.waits) - load.statuses[303]

    writer = forked.Process(target=post)
    writer.start()
    time.sleep(PAUSE)
    try:
        yield
    finally:
        ended.set()
        writer.join()
    if writer.exitcode or wrong.value:
        raise RuntimeError(f"{wrong.value} comments were not taken")
