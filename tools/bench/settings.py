"""The site's own settings with another folder, the database's: nothing that is measured touches
the site beside it. Static files stay where they are, for they are the same."""

from pathlib import Path

from hersite import servers
from hersite.settings import *  # noqa: F403
from hersite.settings import DATABASES, env

VAR_DIR = Path(DATABASES["default"]["NAME"]).parent
CACHES = servers.caches(env.cache("CACHE_URL"), VAR_DIR)
# Everybody signs in before the measuring begins; the usual hash is slow on purpose.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
