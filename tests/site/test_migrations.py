"""Migrations: complete, and the user model in one of its own."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.models import CreateModel

pytestmark = pytest.mark.django_db


def test_none_is_missing() -> None:
    said = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=said)
    assert said.getvalue() == "No changes detected\n"


def test_the_first_one_of_discussions_holds_the_member_alone() -> None:
    loader = MigrationLoader(connection)
    first = loader.get_migration("discussions", "0001_member")
    made = [op.name for op in first.operations if isinstance(op, CreateModel)]
    assert made == ["Member"]
    # So that the explainer may point at members and discussions at the explainer.
    assert {app for app, _name in first.dependencies} <= {"auth", "contenttypes"}


def test_every_app_of_the_project_is_migrated() -> None:
    loader = MigrationLoader(connection)
    for app in ("explainer", "discussions"):
        leaves = loader.graph.leaf_nodes(app)
        assert len(leaves) == 1
        assert leaves[0] in loader.applied_migrations
