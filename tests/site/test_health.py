"""/healthz and /readyz: for the machine that keeps the site running."""

import pytest
from django.db import OperationalError, connection
from django.test import Client


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_all_is_well(guest: Client, path: str) -> None:
    response = guest.get(path)
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
    assert not response.cookies
    assert guest.head(path).status_code == 200
    assert guest.post(path).status_code == 405


def test_alive_without_a_database_but_not_ready(
    guest: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise OperationalError("no database")

    with monkeypatch.context() as without_database:
        without_database.setattr(connection, "cursor", broken)
        assert guest.get("/healthz").status_code == 200
        assert guest.get("/readyz").status_code == 503
