from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _

from explainer.models import Edition
from hersite.freshness import SITE, watch
from hersite.meta import absolute

LATEST = 20


class ExplanationFeed(Feed):
    """Atom feed of what was published: titles and standfirsts, which give nothing away."""

    feed_type = Atom1Feed
    title = settings.SITE_NAME
    subtitle = _("Film endings explained")

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        watch(request, SITE).ends_at(Edition.objects.next_publication())
        return super().__call__(request, *args, **kwargs)

    def link(self) -> str:
        return absolute("/")

    def feed_url(self) -> str:
        return absolute(reverse("pages:feed"))

    def items(self) -> list[Edition]:
        newest = Edition.objects.live().for_lists().order_by("-publish_at")
        return list(newest[:LATEST])

    def item_title(self, item: Edition) -> str:
        return item.title

    def item_description(self, item: Edition) -> str:
        return item.standfirst

    def item_link(self, item: Edition) -> str:
        return absolute(item.explanation.get_absolute_url())

    def item_guid(self, item: Edition) -> str:
        """Stays when the slug is changed: readers' programs would show all of it as new."""
        return f"{self.feed_url()}#{item.explanation_id}"

    def item_author_name(self, item: Edition) -> str:
        return item.explanation.author_line

    def item_pubdate(self, item: Edition) -> datetime | None:
        return item.first_published

    def item_updateddate(self, item: Edition) -> datetime | None:
        return item.modified
