"""The site's own settings with another folder: nothing that is measured touches the site beside
it. Static files stay where they are, for they are the same."""

from hersite import servers
from hersite.settings import *  # noqa: F403
from hersite.settings import env
from tools.bench import RUN

VAR_DIR = RUN
CACHES = servers.caches(env.cache("CACHE_URL"), VAR_DIR)
