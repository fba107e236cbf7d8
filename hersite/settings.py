"""Settings, all from the environment; with nothing set, one machine, SQLite and no mail.

``.env`` beside manage.py is read first. ``SITE_URL`` decides what kind of site this is:
with https the cookies are Secure and carry the ``__Host-`` prefix, and HSTS is sent.
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from hersite import servers
from hersite.account_settings import account_settings

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()
env.read_env(BASE_DIR / ".env")

DEBUG = env.bool("DEBUG", default=False)
SITE_URL = env("SITE_URL", default="http://localhost:8000").rstrip("/")
SITE_NAME = "After Her"
_site = urlsplit(SITE_URL)
HTTPS = _site.scheme == "https"
LOCAL = _site.hostname in {"localhost", "127.0.0.1"}

# Only a site on this machine may make up its key; a key shared by two processes must be given.
SECRET_KEY = env(
    "SECRET_KEY", default="only-for-this-machine-" + "0" * 40 if LOCAL else environ.Env.NOTSET
)
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=["localhost", "127.0.0.1"] if LOCAL else [_site.hostname]
)
TIME_ZONE = env("TIME_ZONE", default="UTC")
RATE_LIMITS = env("RATE_LIMITS", default="on") != "off"
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
MAIL = env("EMAIL_URL", default="") != ""

INSTALLED_APPS = [
    "hersite",
    "explainer",
    "discussions",
    "hersite.audit.apps.AuditedAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "hersite.middleware.StaticFilesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "hersite.compression.CompressionMiddleware",
    "hersite.middleware.EtagMiddleware",
    "hersite.middleware.CacheRulesMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "discussions.second_factor.staff_second_factor",
    "hersite.old_addresses.OldAddressesMiddleware",
]

ROOT_URLCONF = "hersite.urls"
WSGI_APPLICATION = "hersite.wsgi.application"

_TEMPLATES = ["hersite.templates.CompactLoader", "django.template.loaders.app_directories.Loader"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", _TEMPLATES)],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hersite.context.site",
            ],
        },
    },
]

# -- Database and cache ----------------------------------------------------------------------

_address = env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")
# off, on, or the most connections that a process keeps.
_pool = env("DATABASE_POOL", default="off")
DATABASES = {"default": servers.database(_address, _pool, VAR_DIR)}
if env("REPLICA_URL", default=""):
    DATABASES["replica"] = servers.database(env.db_url("REPLICA_URL"), _pool, VAR_DIR)
    DATABASES["replica"]["TEST"] = {"MIRROR": "default"}
    DATABASE_ROUTERS = ["hersite.replica.ReplicaRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = servers.caches(env.cache("CACHE_URL", default="dbcache://cache"), VAR_DIR)
# Whether every process on every machine sees the same cache.
SHARED_CACHE = CACHES["default"]["BACKEND"].endswith("SoftRedisCache")
# What a process keeps in its memory: guests' pages, and shells of members' pages.
PAGE_CACHE_BYTES = 16 * 1024 * 1024
SHELL_BYTES = 12 * 1024 * 1024

# Where what is done outside of requests waits: database, or immediate for not waiting at all.
TASKS_BACKEND = env("TASKS_BACKEND", default="database")
TASKS = servers.tasks(TASKS_BACKEND)

# -- Members and sessions --------------------------------------------------------------------

AUTH_USER_MODEL = "discussions.Member"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "discussions:resume"
LOGOUT_REDIRECT_URL = "pages:home"

vars().update(account_settings(mail=MAIL, site_name=SITE_NAME))
ACCOUNT_RATE_LIMITS = {"signup": "10/10m/ip"} if RATE_LIMITS else False
MFA_RATE_LIMITS: dict[str, str] | bool = {} if RATE_LIMITS else False
# Nobody enters the desk with a password alone; a site on this machine prints its editor's.
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", default=not LOCAL)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
SESSION_ENGINE = "hersite.sessions"
SESSION_COOKIE_AGE = 60 * 24 * 60 * 60
# In the session and not in a cookie of its own: a message must not turn a guest into somebody.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# -- Security --------------------------------------------------------------------------------

_prefix = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{_prefix}sessionid"
CSRF_COOKIE_NAME = f"{_prefix}csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "hersite.errors.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# W021: the preload list is for whoever owns the domain to join, not for a default.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    USE_X_FORWARDED_HOST = True
# A comment is at most 10,000 characters; nobody has a reason to send a megabyte.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
# Files have a limit of their own, and come from the staff alone.
FILE_UPLOAD_HANDLERS = ["hersite.uploads.LimitedUploadHandler"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# -- Language, mail, files, forms ------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True

vars().update(
    env.email_url("EMAIL_URL", default="filemail:///" + str(VAR_DIR / "mail").lstrip("/"))
)
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default=f"{SITE_NAME} <noreply@{_site.hostname}>")

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL, MEDIA_ROOT = "media/", VAR_DIR / "media"
# Another user's process serves them, whatever this one's mask is.
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o644, 0o755
STORAGES = {
    "default": servers.pictures(env("PICTURES_BUCKET", default=""), SITE_URL),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "hersite.storage.ReadersStorage"
    },
}
# No other site has to read the files.
WHITENOISE_ALLOW_ALL_ORIGINS = False

CRISPY_ALLOWED_TEMPLATE_PACKS = ["her"]
CRISPY_TEMPLATE_PACK = "her"
CRISPY_FAIL_SILENTLY = not DEBUG

# -- Rules of the discussion -----------------------------------------------------------------

# What a reading is worth before anybody voted: c in (a + 5c) / (n + 5), the ranking of results.
RESULTS_PRIOR = 0.6
# How many of what one member may do, as (number, seconds).
LIMITS = {
    "vote": (60, 60 * 60),
    "rate": (30, 60 * 60),
    "useful": (120, 60 * 60),
    "flag": (20, 60 * 60),
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

if SENTRY_DSN := env("SENTRY_DSN", default=""):
    import sentry_sdk

    sentry_sdk.init(dsn=SENTRY_DSN, send_default_pii=False)
