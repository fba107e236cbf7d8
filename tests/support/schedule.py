"""Which tests go to the same process, and which begin."""

import pytest
from xdist.scheduler import LoadScopeScheduling

# These share servers that they stop and start: the folder goes to one process.
WHOLE = "tests/machines/"
# Each file of these goes to one process: to begin, its browser takes as long as a short story.
BY_FILE = "tests/browser/"


# By these a test has tables; pytest-django knows no other way to them.
TABLES = {"db", "transactional_db", "live_server"}


def asks_a_database(item: pytest.Item) -> bool:
    names = getattr(item, "fixturenames", ())
    return bool(TABLES.intersection(names)) or item.get_closest_marker("django_db") is not None


def long_ones_first(items: list[pytest.Item]) -> None:
    """So that at the end no process is left alone with one of them."""
    items.sort(key=lambda item: not item.nodeid.startswith((WHOLE, BY_FILE)))


class Together(LoadScopeScheduling):
    """What is above, in the order of collection; of the others each test by itself, to whoever is
    free.

    Asks for no ``xdist_group``: pytest 9.2 doesn't hand those names on to pytest-xdist 3.8.
    """

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(WHOLE):
            return WHOLE
        if nodeid.startswith(BY_FILE):
            return nodeid.split("::")[0]
        return nodeid
