"""A process that answers requests never loads numpy: it takes a tenth of a second and 30 MB."""

import os
import subprocess
import sys

# All views, forms, feeds and the admin, as the server has them before the first request; and what
# is imported on the way of a ballot.
PROGRAM = """
import sys, django
django.setup()
import hersite.wsgi
from django.urls import get_resolver
from django.contrib import admin

def visit(resolver):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            visit(pattern)

visit(get_resolver())
import discussions.jobs
print(len(admin.site.get_urls()) > 10, "numpy" in sys.modules)
"""


def test_no_numpy_where_requests_are_answered() -> None:
    found = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True, text=True, check=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "hersite.settings"},
    )  # fmt: skip
    assert found.stdout.split() == ["True", "False"]
