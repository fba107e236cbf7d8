from django.db import migrations

WRITE = ("add", "change", "view")
WHOLE = (*WRITE, "delete")

# Who may do what in the admin, and no more. Where "delete" stands, it is a part of a whole (a
# section of a draft, a credit of a film) or the way back (a withdrawal, a closure).
RIGHTS = {
    "Editors": {
        "explainer": {
            "film": WRITE,
            "credit": WHOLE,
            "picture": WRITE,
            "explanation": WRITE,
            "seealso": WHOLE,
            "edition": WRITE,
            "section": WHOLE,
            "withdrawal": WHOLE,
        },
        "discussions": {"question": WRITE, "interpretation": WRITE, "comment": ("view",)},
    },
    "Moderators": {
        "discussions": {
            "comment": ("change", "view"),
            "flag": ("view",),
            "question": ("view",),
            "closure": WHOLE,
            "member": ("view",),
        },
    },
}


def make(apps, schema_editor):
    """The groups with their permissions. These rows are otherwise made after all migrations have
    run, which is too late here; Django finds and keeps the ones that exist."""
    Group = apps.get_model("auth", "Group")
    alias = schema_editor.connection.alias
    for name, rights in RIGHTS.items():
        group, _created = Group.objects.using(alias).get_or_create(name=name)
        for app, models in rights.items():
            for model, actions in models.items():
                for action in actions:
                    group.permissions.add(_permission(apps, alias, app, model, action))


def _permission(apps, alias, app, model, action):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    kind, _created = ContentType.objects.using(alias).get_or_create(app_label=app, model=model)
    label = apps.get_model(app, model)._meta.verbose_name
    permission, _created = Permission.objects.using(alias).get_or_create(
        content_type=kind,
        codename=f"{action}_{model}",
        defaults={"name": f"Can {action} {label}"},
    )
    return permission


def remove(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Group.objects.using(schema_editor.connection.alias).filter(name__in=RIGHTS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("discussions", "0002_discussion"),
        ("explainer", "0001_initial"),
    ]

    operations = [migrations.RunPython(make, remove)]
