"""The project's own templates, read without their indentation."""

import re

from django.template import Origin
from django.template.loaders.filesystem import Loader

_BREAK = re.compile(r"\s*\n\s*")


class CompactLoader(Loader):
    """Reads HTML from the project's ``templates``; every break between lines becomes one newline.

    To a browser it is the same page, a fifth shorter; to the server it is less to put together
    and to compress, and costs nothing, because a template is read once. Words that are translated
    stand on one line, and no ``<pre>`` or ``<textarea>`` holds words of a template's own.
    """

    def get_contents(self, origin: Origin) -> str:
        contents = super().get_contents(origin)
        return _BREAK.sub("\n", contents) if origin.name.endswith(".html") else contents
