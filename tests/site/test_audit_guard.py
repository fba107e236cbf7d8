"""The record of staff actions is only ever added to: the database sees to it."""

import pytest
from django.db import DatabaseError, connection, transaction

from discussions.models import Member
from hersite.audit import guard
from hersite.models import StaffAction


@pytest.fixture
def action(editor: Member) -> StaffAction:
    return StaffAction.objects.create(
        actor=editor, verb="change", kind="explainer.film", key="1", before={}, after={}
    )


def test_no_row_is_altered(action: StaffAction) -> None:
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        StaffAction.objects.update(said="Nothing was done.")
    action.refresh_from_db()
    assert action.said == ""


def test_no_row_is_deleted(action: StaffAction) -> None:
    # For the other tests it is let go, see tests/conftest.py; here it stands as it was migrated.
    with connection.cursor() as cursor:
        for statement in (*guard.removal(connection.vendor), *guard.statements(connection.vendor)):
            cursor.execute(statement)
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        action.delete()
    assert StaffAction.objects.count() == 1
