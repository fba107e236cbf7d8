from collections.abc import Iterable
from datetime import datetime

from explainer.models import Edition, Explanation


def published_slugs(slugs: Iterable[str], at: datetime) -> set[str]:
    """Which of these explanations readers can see at that moment, as things stand now."""
    out = Edition.objects.filter(publish_at__lte=at, explanation__withdrawal=None)
    return set(out.filter(explanation__slug__in=slugs).values_list("explanation__slug", flat=True))


def edition_at(explanation: Explanation, at: datetime) -> Edition | None:
    """The one that readers get at that moment."""
    published = explanation.editions.filter(publish_at__lte=at)
    return published.order_by("-publish_at", "-number").first()
