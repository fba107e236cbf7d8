"""sitemap.xml, each address with the moment its page last changed, and robots.txt."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as django_sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from discussions.models import Question
from explainer.models import Edition
from hersite.freshness import SITE, watch
from hersite.meta import Here, absolute


class _SiteSitemap(Sitemap):
    def get_urls(
        self, page: Any = 1, site: Any = None, protocol: Any = None
    ) -> list[dict[str, Any]]:
        here = Here()
        return super().get_urls(page, here, here.scheme)  # type: ignore[arg-type]


class ExplanationSitemap(_SiteSitemap):
    def items(self) -> Any:
        return Edition.objects.live().select_related("explanation").order_by("explanation")

    def location(self, item: Edition) -> str:
        return item.explanation.get_absolute_url()

    def lastmod(self, item: Edition) -> datetime | None:
        return item.publish_at


class QuestionSitemap(_SiteSitemap):
    def items(self) -> Any:
        return Question.objects.published().order_by("id")

    def lastmod(self, item: Question) -> datetime | None:
        return item.last_comment_at


class PageSitemap(_SiteSitemap):
    def items(self) -> list[str]:
        return ["pages:home", "discussions:questions", "pages:about"]

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS: dict[str, Any] = {
    "explanations": ExplanationSitemap,
    "questions": QuestionSitemap,
    "pages": PageSitemap,
}


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    watch(request, SITE).ends_at(Edition.objects.next_publication())
    return django_sitemap(request, SITEMAPS)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    watch(request)
    lines = [
        "User-agent: *",
        "Disallow: /account/",
        "Disallow: /admin/",
        "Disallow: /me/",
        "Disallow: /moderation/",
        "Allow: /moderation/log/",
        f"Sitemap: {absolute(reverse('pages:sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
