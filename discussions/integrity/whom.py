from django.db.models import QuerySet

from discussions.models import Member


def looked_at() -> QuerySet[Member]:
    """Whose votes a moderator would do something about: neither who is suspended already nor the
    members of the sample discussion, who vote as a program made them."""
    return Member.objects.filter(suspended_until=None, is_active=True, is_sample=False)
