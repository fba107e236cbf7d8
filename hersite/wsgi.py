"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hersite.settings")

django_application = get_wsgi_application()

from django.conf import settings  # noqa: E402

from hersite.pagecache import PageCache  # noqa: E402

# While somebody works on the code a page shows its templates as they are.
application = (
    django_application
    if settings.DEBUG
    else PageCache(django_application, settings.PAGE_CACHE_BYTES)
)
