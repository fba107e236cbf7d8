from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from discussions.doors import open_question
from discussions.models import Comment, Question
from explainer.models import Edition
from hersite.freshness import thread, watch
from hersite.markdown import plain_text
from hersite.meta import absolute
from hersite.spoils import Spoils

LATEST = 30


class QuestionFeed(Feed):
    """Atom feed of a question's comments. Where a comment or its question gives the ending away,
    it says who wrote and not what."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, slug: str) -> Question:
        watch(request, thread(slug)).ends_at(Edition.objects.next_publication())
        return open_question(slug)

    def title(self, question: Question) -> str:
        return question.public_title

    def link(self, question: Question) -> str:
        return absolute(question.get_absolute_url())

    def feed_url(self, question: Question) -> str:
        return absolute(reverse("discussions:question_feed", args=[question.slug]))

    def feed_guid(self, question: Question) -> str:
        """Stays when the slug is changed."""
        return absolute(f"/feeds/questions/#{question.pk}")

    def items(self, question: Question) -> list[Comment]:
        newest = question.comments.visible().with_scope().select_related("author")
        return list(newest.order_by("-created_at", "-id")[:LATEST])

    def item_title(self, item: Comment) -> str:
        return _("%(name)s on “%(question)s”") % {
            "name": item.author.name,
            "question": item.question.public_title,
        }

    def item_description(self, item: Comment) -> str:
        if item.scope == Spoils.ENDING or item.is_wrapped:
            return f"[{_('spoiler')}]"
        return plain_text(item.body_html)

    def item_link(self, item: Comment) -> str:
        return absolute(item.get_absolute_url())

    def item_author_name(self, item: Comment) -> str:
        return item.author.name

    def item_pubdate(self, item: Comment) -> datetime:
        return item.created_at

    def item_updateddate(self, item: Comment) -> datetime:
        return item.edited_at or item.created_at
