import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from hersite.audit import guard


class Migration(migrations.Migration):
    dependencies = [
        ("hersite", "0002_taken_slug"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StaffAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
                (
                    "verb",
                    models.CharField(
                        choices=[("add", "added"), ("change", "changed"), ("delete", "deleted")],
                        max_length=6,
                        verbose_name="what",
                    ),
                ),
                ("said", models.CharField(blank=True, max_length=500, verbose_name="said")),
                ("kind", models.CharField(max_length=80, verbose_name="kind")),
                ("key", models.CharField(max_length=40, verbose_name="number")),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                ("before", models.JSONField(null=True, verbose_name="before")),
                ("after", models.JSONField(verbose_name="after")),
                (
                    "actor",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
            ],
            options={
                "verbose_name": "staff action",
                "verbose_name_plural": "staff actions",
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["-at", "-id"], name="staff_action_newest"),
                    models.Index(fields=["actor", "-at", "-id"], name="staff_action_by"),
                    models.Index(fields=["kind", "-at", "-id"], name="staff_action_kind"),
                    models.Index(fields=["kind", "key", "-at", "-id"], name="staff_action_on"),
                    models.Index(fields=["key", "-at", "-id"], name="staff_action_key"),
                ],
            },
        ),
        migrations.RunPython(guard.install, guard.remove),
    ]
