"""Two editors have written in one draft: both texts are put together, where they can be."""

from explainer.merging.loaded import Loaded, added, digest
from explainer.merging.merge import Merge, Part
from explainer.merging.text import FIELDS, Text, Value, Words, tidy

__all__ = [
    "FIELDS", "Loaded", "Merge", "Part", "Text", "Value", "Words", "added", "digest", "tidy",
]  # fmt: skip
