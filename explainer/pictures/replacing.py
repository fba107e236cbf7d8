"""A picture takes the place of another one wherever that can still be altered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from explainer.models import Edition, Explanation, Picture
from explainer.pictures.uses import named, uses_of
from hersite.audit.record import Verb, record, recorded
from hersite.audit.state import state_of

if TYPE_CHECKING:
    from discussions.models import Member


@transaction.atomic
def replace(old: Picture, new: Picture, by: Member) -> list[Edition]:
    """Put the new one into every draft that shows the old one, and into a new draft of every page
    on which readers see it now; those drafts. What is published stays as it is, and so does what
    waits for its moment: a correction that is published is carried over into it. A page for which
    such a draft is there already gets no second one."""
    shown = [use.edition.pk for use in uses_of(old)]
    editions = Edition.objects.filter(pk__in=shown)
    explanations = Explanation.objects.filter(editions__in=shown).distinct().order_by("pk")
    # In one order, so that two editors never wait for each other.
    for explanation in explanations:
        explanation.lock()
    # Nobody saves one between its being read and written: their words would be written over.
    drafts = list(editions.drafts().select_related("explanation").select_for_update(of=("self",)))
    begun = [use.edition.explanation_id for use in uses_of(new) if use.edition.is_draft]
    live = editions.live().exclude(explanation__in=begun).select_related("explanation")
    drafts += [_correction(edition.explanation, by) for edition in live]
    for draft in drafts:
        with recorded(by, draft, _("A picture was replaced.")):
            _exchange(draft, old, new)
    return drafts


def waiting_with(picture: Picture) -> list[Edition]:
    """Editions that wait for their moment and show it."""
    shown = [use.edition.pk for use in uses_of(picture)]
    return list(Edition.objects.scheduled().filter(pk__in=shown))


def _correction(explanation: Explanation, by: Member) -> Edition:
    draft = explanation.new_edition(by=by)
    record(by, Verb.ADD, draft, {}, state_of(draft))
    draft.note, draft.minor = _("A picture was replaced."), True
    return draft


def _exchange(draft: Edition, old: Picture, new: Picture) -> None:
    if draft.lead_picture_id == old.pk:
        draft.lead_picture = new
    # Who has it open is told, as when somebody else saves it.
    draft.lock_version += 1
    draft.source_digest = ""
    draft.save()
    for section in draft.sections.all():
        body = named(old).sub(new.reference, section.body)
        if section.picture_id == old.pk or body != section.body:
            section.body = body
            if section.picture_id == old.pk:
                section.picture = new
            section.save()
