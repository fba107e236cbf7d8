from django.db import models


class TakenSlug(models.Model):
    """A slug that a row has, or had once: no other row of that kind ever gets it, so that an old
    address always leads to what it led to; see ``hersite.slugs``.

    Rows that were never renamed may have none here yet; their own table keeps their slug to them.
    """

    # The model, as "explainer.explanation".
    kind = models.CharField(max_length=50)
    slug = models.SlugField(max_length=100, db_index=False)
    row = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="slug_taken_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.row}: {self.slug}"
