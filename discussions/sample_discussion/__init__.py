"""A made-up discussion that a new site can show, and take away again without a trace of it."""

from discussions.sample_discussion.load import Loaded, load_sample
from discussions.sample_discussion.remove import Removed, remove_samples
from discussions.sample_discussion.source import SAMPLES, read_samples

__all__ = ["SAMPLES", "Loaded", "Removed", "load_sample", "read_samples", "remove_samples"]
