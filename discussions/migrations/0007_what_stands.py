from importlib import import_module

from django.db import migrations
from django.db.models import Count

UNFOLDED, DIGITS, BATCH = 10, 10, 5_000
# Reports that put a comment in the queue.
ENOUGH_REPORTS = 2

RIGHTS = {
    "Moderators": {
        "wordrule": ("add", "change", "view", "delete"),
        "siterules": ("change", "view"),
        "suspension": ("view",),
        "namechange": ("view",),
    },
}


def set_rules(apps, schema_editor):
    """The site's rules; and a question says nothing where it said what every question did."""
    alias = schema_editor.connection.alias
    apps.get_model("discussions", "SiteRules").objects.using(alias).get_or_create(pk=1)
    apps.get_model("discussions", "Question").objects.using(alias).filter(mode="post").update(
        mode=""
    )


def grant(apps, schema_editor):
    groups = import_module("discussions.migrations.0003_groups")
    alias = schema_editor.connection.alias
    for name, rights in RIGHTS.items():
        group = apps.get_model("auth", "Group").objects.using(alias).get(name=name)
        for model, actions in rights.items():
            for action in actions:
                permission = groups._permission(apps, alias, "discussions", model, action)
                group.permissions.add(permission)


def fold(apps, schema_editor):
    """How many rows hang on each comment, and below which comment those after the tenth fold."""
    alias = schema_editor.connection.alias
    comments = apps.get_model("discussions", "Comment").objects.using(alias)
    rows = comments.exclude(root=None).order_by("root", "path").values_list("pk", "path")
    with schema_editor.connection.cursor() as cursor:
        changed, shown = [], {}
        for pk, hung, below, root in _places(rows.iterator(chunk_size=BATCH)):
            if root != pk and below is None:
                shown[root] = shown.get(root, 0) + 1
            if hung or below:
                changed.append((hung, below, pk))
            if len(changed) == BATCH:
                cursor.executemany(_PLACE, changed)
                changed = []
        if changed:
            cursor.executemany(_PLACE, changed)
        if shown:
            cursor.executemany(_SHOWN, [(number, pk) for pk, number in shown.items()])


_PLACE = "UPDATE discussions_comment SET hung_count = %s, fold_id = %s WHERE id = %s"
_SHOWN = "UPDATE discussions_comment SET descendant_count = %s WHERE id = %s"


def _places(rows):
    """Of each comment, in the order of the thread: (key, number that hangs on it, fold, root)."""
    line = []
    for pk, path in rows:
        while line and not path.startswith(line[-1][1]):
            done = line.pop()
            yield done[0], done[2], done[3], done[4]
        below, root = None, pk
        if line:
            above = line[-1]
            above[2] += 1
            below = above[0] if above[2] > UNFOLDED else above[3]
            root = above[4]
        line.append([pk, path, 0, below, root])
    while line:
        done = line.pop()
        yield done[0], done[2], done[3], done[4]


def queue(apps, schema_editor):
    """Whatever waits already waits in the queue, since it was written or reported."""
    alias = schema_editor.connection.alias
    Comment, Review = (apps.get_model("discussions", name) for name in ("Comment", "Review"))
    comments, reviews = Comment.objects.using(alias), Review.objects.using(alias)
    held = comments.filter(state="held").values_list("pk", "created_at")
    reviews.bulk_create(
        [Review(comment_id=pk, cause="held", opened_at=at) for pk, at in held], batch_size=BATCH
    )
    reported = comments.filter(state="visible").alias(reports=Count("flags"))
    for comment in reported.filter(reports__gte=ENOUGH_REPORTS):
        reports = list(comment.flags.order_by("at"))
        spoiler = any(report.reason == "spoiler" for report in reports)
        reviews.create(
            comment=comment, cause="reports", spoiler=spoiler,
            opened_at=reports[ENOUGH_REPORTS - 1].at,
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("discussions", "0006_conversation")]

    operations = [
        migrations.RunPython(set_rules, migrations.RunPython.noop),
        migrations.RunPython(grant, migrations.RunPython.noop),
        migrations.RunPython(fold, migrations.RunPython.noop),
        migrations.RunPython(queue, migrations.RunPython.noop),
    ]
