"""Deployment checks of this project's own settings."""

from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.core import checks


@checks.register("security", deploy=True)
def limits_are_on(**kwargs: Any) -> list[checks.CheckMessage]:
    if settings.RATE_LIMITS:
        return []
    return [
        checks.Error("RATE_LIMITS=off is for measuring only.", hint="Unset it.", id="hersite.E001")
    ]


@checks.register("security", deploy=True)
def staff_have_a_second_factor(**kwargs: Any) -> list[checks.CheckMessage]:
    if settings.STAFF_SECOND_FACTOR or settings.LOCAL:
        return []
    return [
        checks.Error(
            "STAFF_SECOND_FACTOR=off is for a site on one's own machine only.",
            hint="Unset it.",
            id="hersite.E003",
        )
    ]


@checks.register("security", deploy=True)
def jobs_are_queued(**kwargs: Any) -> list[checks.CheckMessage]:
    if settings.TASKS_BACKEND == "database":
        return []
    return [
        checks.Error(
            "TASKS_BACKEND=immediate lets readers wait for work that is not theirs.",
            hint="Unset it, and run manage.py db_worker.",
            id="hersite.E004",
        )
    ]


@checks.register
def storage_is_installed(**kwargs: Any) -> list[checks.CheckMessage]:
    backend = settings.STORAGES["default"]["BACKEND"]
    if not backend.startswith("storages.") or find_spec("storages"):
        return []
    return [
        checks.Error(
            "PICTURES_BUCKET needs a package that is not installed.",
            hint="Install django-storages[s3].",
            id="hersite.E002",
        )
    ]


@checks.register("security", deploy=True)
def site_is_https(**kwargs: Any) -> list[checks.CheckMessage]:
    if settings.HTTPS:
        return []
    return [
        checks.Warning("SITE_URL is not https.", hint="Set the public address.", id="hersite.W001")
    ]
