"""Which tests go to the same process."""

from xdist.scheduler import LoadScopeScheduling

# What these share (a browser; servers that the tests stop and start) takes longer to begin than
# most of the tests that use it.
TOGETHER = ("tests/browser/", "tests/machines/")


class ByFolder(LoadScopeScheduling):
    """The folders above whole and first; of the others each test by itself, to whoever is free.

    Asks for no ``xdist_group``: pytest 9.2 doesn't hand those names on to pytest-xdist 3.8.
    """

    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in TOGETHER if nodeid.startswith(folder)), nodeid)
