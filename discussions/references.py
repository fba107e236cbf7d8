"""What readers' rows refer to, before an editor deletes it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Count, F
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from discussions.models import Comment, Interpretation, Member, Question
from explainer.models import Edition, Explanation, Scene, Section
from hersite.admin_references import Reference

# More of a kind are counted instead of named.
NAMED = 5


def about_section(sections: list[Section]) -> Iterator[tuple[Section, Reference]]:
    """Questions, readings and comments that name its key. They name it in every edition, so taking
    it out of a draft forbids nothing yet: publishing asks once more."""
    by_key = {section.key: section for section in sections}
    explanation = sections[0].edition.explanation
    for key, reference in _by_key(explanation, by_key.keys()):
        yield by_key[key], reference


def _by_key(explanation: Explanation, keys: Collection[str]) -> Iterator[tuple[str, Reference]]:
    for question in Question.objects.filter(explanation=explanation, section_key__in=keys):
        yield question.section_key, _question(question)
    own = {"question__explanation": explanation, "section_key__in": keys}
    for reading in Interpretation.objects.filter(**own):
        yield reading.section_key, _reading(reading)
    comments = Comment.objects.filter(**own).values("section_key", "question").order_by()
    rows: Any = comments.annotate(number=Count("pk"), slug=F("question__slug"))
    for row in rows:
        said = ngettext("%(n)d comment on “%(q)s”", "%(n)d comments on “%(q)s”", row["number"])
        where: dict[str, Any] = {
            "question__id__exact": row["question"],
            "section_key": row["section_key"],
        }
        url = f"{reverse('admin:discussions_comment_changelist')}?{urlencode(where)}"
        yield row["section_key"], Reference(said % {"n": row["number"], "q": row["slug"]}, url)


def only_in_draft(editions: list[Edition]) -> Iterator[tuple[Edition, Reference]]:
    """What names a section that no other edition has: it would name nothing."""
    for edition in editions:
        others = Section.objects.filter(edition__explanation=edition.explanation)
        elsewhere = others.exclude(edition=edition).values("key")
        keys = edition.sections.exclude(key__in=elsewhere).values_list("key", flat=True)
        for key, reference in _by_key(edition.explanation, list(keys)):
            said = _("%(what)s, about “#%(key)s”, which no other edition has")
            yield edition, Reference(said % {"what": reference.label, "key": key}, reference.url)


def resting_on_scene(scenes: list[Scene]) -> Iterator[tuple[Scene, Reference]]:
    by_pk: dict[Any, Scene] = {scene.pk: scene for scene in scenes}
    named: dict[Any, int] = dict.fromkeys(by_pk, 0)
    for reading in Interpretation.objects.filter(scene__in=scenes).order_by("-pk"):
        named[reading.scene_id] += 1
        if named[reading.scene_id] <= NAMED:
            yield by_pk[reading.scene_id], _reading(reading, forbids=True)
    for pk, number in named.items():
        if number > NAMED:
            said = ngettext("%d more reading", "%d more readings", number - NAMED)
            yield by_pk[pk], Reference(said % (number - NAMED), forbids=True)


def in_group(groups: list[Group]) -> Iterator[tuple[Group, Reference]]:
    """Its members would lose their rights, each without being told."""
    for group in groups:
        number = Member.objects.filter(groups=group).count()
        if number:
            said = ngettext("%d member is in it", "%d members are in it", number) % number
            url = f"{reverse('admin:discussions_member_changelist')}?group={group.pk}"
            yield group, Reference(said, url, forbids=True)


def _question(question: Question) -> Reference:
    said = _("The question “%s”") % question.public_title
    return Reference(said, reverse("admin:discussions_question_change", args=[question.pk]))


def _reading(reading: Interpretation, *, forbids: bool = False) -> Reference:
    said = _("The reading “%s”") % reading.statement
    url = reverse("admin:discussions_interpretation_change", args=[reading.pk])
    return Reference(said, url, forbids)
