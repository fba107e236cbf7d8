from typing import Any

from django.db import migrations


def hand_in(apps: Any, schema_editor: Any) -> None:
    """Each vote as the ballot that led to it, so that movement over time begins with the first. One
    statement: there may be millions."""
    quote = schema_editor.connection.ops.quote_name
    change, vote = (
        quote(apps.get_model("discussions", name)._meta.db_table) for name in ("VoteChange", "Vote")
    )
    schema_editor.execute(
        f"INSERT INTO {change} (member_id, interpretation_id, previous, stance, moment, at, origin)"  # noqa: S608
        f" SELECT member_id, interpretation_id, '', stance, '', at, '' FROM {vote}"
    )


class Migration(migrations.Migration):
    dependencies = [("discussions", "0008_ballot")]

    operations = [migrations.RunPython(hand_in, migrations.RunPython.noop)]
