"""The folder through which processes on one machine share pages."""

import pickle
import random
import zlib
from typing import Any

from django.core.cache.backends.filebased import FileBasedCache

# One in so many pages looks whether there are too many.
SELDOM = 100


class PageFiles(FileBasedCache):
    """Django's own counts the folder for each page that it takes, and compresses what is compressed
    already: two milliseconds, where the page itself takes ten."""

    def _cull(self) -> None:
        if random.randrange(SELDOM) == 0:  # noqa: S311
            super()._cull()  # type: ignore[misc]

    def _write_content(self, file: Any, timeout: Any, value: Any) -> None:
        ends = self.get_backend_timeout(timeout)
        file.write(pickle.dumps(ends, self.pickle_protocol))
        file.write(zlib.compress(pickle.dumps(value, self.pickle_protocol), level=0))
