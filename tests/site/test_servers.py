"""What the environment's addresses become."""

from pathlib import Path
from typing import Any

import environ
import pytest

from hersite import servers
from hersite.checks import storage_is_installed

VAR = Path("/somewhere")
POSTGRES = environ.Env.db_url_config("postgres://site@db.example/site?sslmode=require")
REDIS = environ.Env.cache_url_config("redis://cache.example:6379/0")
TABLE = environ.Env.cache_url_config("dbcache://cache")


def test_sqlite_needs_no_pool() -> None:
    address = environ.Env.db_url_config("sqlite:////somewhere/db.sqlite3")
    made = servers.database(address, "on", VAR)
    assert made["NAME"] == "/somewhere/db.sqlite3"
    assert made["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "pool" not in made["OPTIONS"]


def test_postgresql_keeps_a_connection_for_each_thread() -> None:
    made = servers.database(POSTGRES, "off", VAR)
    assert (made["ENGINE"], made["HOST"]) == ("hersite.postgresql", "db.example")
    assert (made["CONN_MAX_AGE"], made["CONN_HEALTH_CHECKS"]) == (60, True)
    assert made["OPTIONS"]["connect_timeout"] == 2
    # What the address says beside them stays.
    assert made["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize(("said", "most"), [("on", servers.POOL_SIZE), ("10", 10)])
def test_or_a_pool_of_them(said: str, most: int) -> None:
    made = servers.database(POSTGRES, said, VAR)
    assert made["OPTIONS"]["pool"]["max_size"] == most
    # Django refuses both at once.
    assert "CONN_MAX_AGE" not in made


def test_one_database_does_not_change_anothers_options() -> None:
    servers.database(POSTGRES, "on", VAR)
    assert "pool" not in servers.database(POSTGRES, "off", VAR)["OPTIONS"]


def test_pages_are_shared_in_redis_or_in_files() -> None:
    with_redis, without = servers.caches(REDIS, VAR), servers.caches(TABLE, VAR)
    assert with_redis["default"]["BACKEND"] == "hersite.soft_cache.SoftRedisCache"
    assert with_redis["default"]["LOCATION"] == with_redis["pages"]["LOCATION"]
    assert with_redis["pages"]["KEY_PREFIX"] == "pages"
    assert without["default"]["BACKEND"].endswith("DatabaseCache")
    assert without["pages"]["LOCATION"] == VAR / "pages"


def test_pictures_lie_in_files_unless_a_bucket_is_named() -> None:
    assert servers.pictures("", "https://after-her.example") == {
        "BACKEND": "django.core.files.storage.FileSystemStorage"
    }
    made = servers.pictures("pictures", "https://after-her.example")
    assert made["BACKEND"] == "storages.backends.s3.S3Storage"
    options = made["OPTIONS"]
    assert (options["bucket_name"], options["file_overwrite"]) == ("pictures", False)
    # Under the site's own address, as files are.
    assert (options["url_protocol"], options["custom_domain"]) == (
        "https:",
        "after-her.example/media",
    )


@pytest.mark.parametrize(
    ("bucket", "package", "told"),
    [("pictures", None, ["hersite.E002"]), ("pictures", object(), []), ("", None, [])],
)
def test_a_bucket_without_its_package_is_told(
    bucket: str, package: object, told: list[str], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = servers.pictures(bucket, "https://after-her.example")
    settings.STORAGES = settings.STORAGES | {"default": pictures}
    monkeypatch.setattr("hersite.checks.find_spec", lambda name: package)
    assert [message.id for message in storage_is_installed()] == told
