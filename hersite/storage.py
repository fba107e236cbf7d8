"""How static files are made ready for readers when they are collected.

The sources are one small file for each component. A page names ``css/site.css`` and
``js/site.js``, which import them: as they stand while somebody works on the site, and as one file
each, without comments and indentation, on a site that serves readers. Modules of the admin below
``js/admin/`` import names from each other and stay files of their own: its few users keep them.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

import rjsmin
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

# As ``collectstatic`` hands them on: name -> (where it was found, its path there).
Found = dict[str, tuple[Storage, str]]

# The project's own folders; what packages bring is served as they made it.
OURS = ("css/", "js/")
MODULES = "js/admin/"
_IMPORT = {
    ".css": re.compile(r'^@import url\("(?P<name>[\w-]+\.css)"\);$', re.MULTILINE),
    ".js": re.compile(r'^import "\./(?P<name>[\w-]+\.js)";$', re.MULTILINE),
}
_STRING = r"""(?P<kept>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^)]*\))"""
_COMMENT = re.compile(rf"{_STRING}|/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(
    rf"{_STRING}|\s*(?:;\s*)?(?P<end>\}})\s*|\s*(?P<sign>[{{;,])\s*|(?<=:)\s+|(?P<gap>\s+)"
)
# What only the beginning of a file, or a module of its own, may hold.
_LEFT = {
    ".css": re.compile(r"^\s*@import\b", re.MULTILINE),
    ".js": re.compile(r"^\s*(?:import|export)\b(?!\()", re.MULTILINE),
}
# ``import { a, b } from "./other.js"`` and ``import "./other.js"``, as they are after `jsmin`.
_FROM = r"""(?P<matched>(?P<names>\bimport(?:\s*\{[^}"]*\}\s*from)?\s*)"(?P<url>\.\.?/[^"]+)")"""


class ReadersStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage (hashed names, brotli and gzip) with own styles and scripts bundled."""

    # ``import("./later/preview.js")`` finds the file under its hashed name. Django can do the same
    # for all scripts, but then stumbles over the comments in those of packages.
    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", ((r"""(?P<matched>import\("(?P<url>\./.*?)"\))""", 'import("%(url)s")'),)),
        (f"{MODULES}*.js", ((_FROM, '%(names)s"%(url)s"'),)),
    )

    def post_process(
        self, paths: Found, dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str | None, bool | Exception]]:
        """Hash and compress; the bundle is the content that the hash is taken of."""
        if not dry_run:
            paths = paths | bundles(paths)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Compress what is asked for: hashed names, and the drawings that stored text names.

        Brotli at its best takes nearly all the time that collecting takes.
        """
        hashed = set(self.hashed_files.values())
        yield from super().compress_files(
            name for name in paths if name in hashed or name.startswith("art/")
        )


def bundles(paths: Found) -> Found:
    """Own styles and scripts as readers get them, in place of those that were found."""
    storage = InMemoryStorage()
    made: Found = {}
    for name in paths:
        if name.startswith(OURS) and PurePosixPath(name).suffix in _IMPORT:
            storage.save(name, ContentFile(bundle(name, paths).encode()))
            made[name] = (storage, name)
    return made


def bundle(name: str, paths: Found) -> str:
    """One style or script with its imports in place, made small.

    Imports are files beside it, each on a line of its own. Raises ValueError for one that isn't
    there, or that stands where it can't be put in place.
    """
    path = PurePosixPath(name)
    kind = path.suffix
    if name.startswith(MODULES):
        return rjsmin.jsmin(_read(name, paths))
    text = _IMPORT[kind].sub(
        lambda found: _part((path.parent / found["name"]).as_posix(), paths), _read(name, paths)
    )
    if _LEFT[kind].search(text):
        raise ValueError(f"{name}: an import that can't be put in place")
    return _small_style(text) if kind == ".css" else rjsmin.jsmin(text)


def _small_style(text: str) -> str:
    """The same rules without comments and needless space.

    A space before a colon stays: ``.field :is(label)`` is not ``.field:is(label)``, which is what
    minifiers make of it that take a rule inside ``@layer`` for a declaration.
    """
    text = _COMMENT.sub(lambda found: found["kept"] or "", text).strip()
    return _SPACE.sub(_needed, text)


def _needed(found: re.Match[str]) -> str:
    return found["kept"] or found["end"] or found["sign"] or (" " if found["gap"] else "")


def _part(name: str, paths: Found) -> str:
    text = _read(name, paths)
    # What a module declares stays its own: in strict code a block keeps functions, too.
    return text if name.endswith(".css") else f"{{\n{text}\n}}"


def _read(name: str, paths: Found) -> str:
    if name not in paths:
        raise ValueError(f"The file '{name}' could not be found")
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode()
