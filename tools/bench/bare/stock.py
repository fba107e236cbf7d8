"""Django as it comes: the middleware that ``startproject`` writes down, and compression. Whoever
wants to know who asks needs these; the rest of a page's statements is played by the view."""

from hersite import settings as site
from tools.bench.bare.settings import *  # noqa: F403

INSTALLED_APPS = site.INSTALLED_APPS
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Only because the app behind the member's model insists on it.
    "allauth.account.middleware.AccountMiddleware",
]
