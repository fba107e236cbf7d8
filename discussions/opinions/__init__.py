"""The opinion map: who votes alike over all readings of an explanation, and where camps agree.

Only ``place`` and ``priority`` are for requests; all else needs numpy and runs in the background.
"""

import os

# Read by numpy's linear algebra when it is first loaded. The tables here are small: more threads
# would make nothing faster, only wait for each other on the cores that answer readers.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
