from django.db import models


class PageVersion(models.Model):
    """How often something that pages show has changed; see ``hersite.freshness``.

    ``removals`` counts the changes that took text away: of those no reader may see an older copy.
    """

    scope = models.CharField(max_length=120, primary_key=True)
    number = models.BigIntegerField(default=0)
    removals = models.BigIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.scope}: {self.number}"
