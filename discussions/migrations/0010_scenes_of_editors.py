from importlib import import_module
from typing import Any

from django.db import migrations

# A scene is a part of a film, as a credit is.
ACTIONS = ("add", "change", "view", "delete")


def grant(apps: Any, schema_editor: Any) -> None:
    groups = import_module("discussions.migrations.0003_groups")
    alias = schema_editor.connection.alias
    editors = apps.get_model("auth", "Group").objects.using(alias).get(name="Editors")
    for action in ACTIONS:
        editors.permissions.add(groups._permission(apps, alias, "explainer", "scene", action))


class Migration(migrations.Migration):
    dependencies = [("discussions", "0009_ballots_handed_in"), ("explainer", "0002_scene")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
