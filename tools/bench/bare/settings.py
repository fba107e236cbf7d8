"""The site's settings, so the same database in the same way, with nothing around the views."""

from tools.bench.settings import *  # noqa: F403

INSTALLED_APPS = []
MIDDLEWARE = []
ROOT_URLCONF = "tools.bench.bare.views"
