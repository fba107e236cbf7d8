"""Settings of the servers beside the site: PostgreSQL, its replica, Redis, object storage.

Timeouts are short everywhere. A server that hangs must not hold the few threads of a process, which
can go on without it.
"""

from pathlib import Path
from typing import Any

Settings = dict[str, Any]

# libpq's own words; seconds but for tcp_user_timeout (milliseconds). Without the last four a
# machine that lost its power would be noticed after a quarter of an hour.
POSTGRESQL = {
    "connect_timeout": 2,
    "tcp_user_timeout": 2_000,
    "keepalives_idle": 5,
    "keepalives_interval": 1,
    "keepalives_count": 3,
}
# One for each thread, and one to spare.
POOL_SIZE = 4
# Counts of limits in a table: more than all members of a small site make in an hour.
MOST_COUNTED = 20_000
# Of a page that nobody asked for, in seconds.
PAGES_KEPT = 24 * 60 * 60


def database(address: Settings, pool: str, var: Path) -> Settings:
    """``address`` as django-environ read it; ``pool`` is off, on, or the most connections that a
    process keeps to a PostgreSQL."""
    if address["ENGINE"].endswith("sqlite3"):
        return address | _sqlite(var)
    options = POSTGRESQL | address.get("OPTIONS", {})
    common = address | {"ENGINE": "hersite.postgresql", "OPTIONS": options}
    if pool == "off":
        return common | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    # What it tries to connect in the background ends before the next request tries.
    options["pool"] = {
        "min_size": 1,
        "max_size": POOL_SIZE if pool == "on" else int(pool),
        "timeout": 2,
        "reconnect_timeout": 2,
    }
    return common


def _sqlite(var: Path) -> Settings:
    return {
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A write takes its lock when it begins: two writers wait instead of failing half-way.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: what was acknowledged survives a power cut.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
        # A file, so that several connections (threads, the live server) see one database.
        "TEST": {"NAME": str(var / "test.sqlite3")},
    }


def caches(address: Settings, var: Path) -> dict[str, Settings]:
    """``default`` counts limits, ``pages`` holds copies of guests' pages for other processes."""
    if not address["BACKEND"].endswith("RedisCache"):
        # With each write the table is counted, and above this number what is out of date goes.
        return {
            "default": {"OPTIONS": {"MAX_ENTRIES": MOST_COUNTED}} | address,
            "pages": _files(var),
        }
    pages = {
        "BACKEND": "hersite.soft_cache.SoftSharedCopies",
        "KEY_PREFIX": "pages",
        "TIMEOUT": PAGES_KEPT,
    }
    counts = {"BACKEND": "hersite.soft_cache.SoftRedisCache"}
    return {"default": address | counts, "pages": address | pages}


def tasks(kind: str) -> dict[str, Settings]:
    """Who runs what is queued: ``manage.py db_worker``, or whoever queues it, at once."""
    backends = {
        "database": "django_tasks_db.DatabaseBackend",
        "immediate": "django_tasks.backends.immediate.ImmediateBackend",
    }
    return {"default": {"BACKEND": backends[kind]}}


def _files(var: Path) -> Settings:
    """Not in the database: a page that is read must not write there."""
    return {
        "BACKEND": "hersite.pagecache.files.PageFiles",
        "LOCATION": var / "pages",
        "TIMEOUT": PAGES_KEPT,
        "OPTIONS": {"MAX_ENTRIES": 1_000},
    }


def pictures(bucket: str, site: str) -> Settings:
    """Where uploaded pictures lie: in MEDIA_ROOT, or in a bucket, to which boto3 finds the way by
    the usual ``AWS_…`` variables. Readers fetch them from the site in either case (the proxy passes
    /media/ on): nobody else learns what they read, and an address outlives a move."""
    if not bucket:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    scheme, _, host = site.partition("://")
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "custom_domain": f"{host}/media",
            "url_protocol": f"{scheme}:",
            "querystring_auth": False,
            "file_overwrite": False,
            # A picture is replaced by another one, under another name.
            "object_parameters": {"CacheControl": "public, max-age=31536000, immutable"},
        },
    }
