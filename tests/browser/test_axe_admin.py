"""axe finds nothing on the pages that editors and moderators work in."""

import pytest
from django.core.management import call_command

from discussions.models import Comment, Question
from explainer.models import Edition, Explanation, Section
from hersite.audit.record import recorded
from tests.browser.conftest import NewPage
from tests.browser.probe import problems
from tests.browser.steps import sign_in
from tests.support.cast import make_member

LISTS = [
    "explainer/explanation",
    "explainer/film",
    "explainer/picture",
    "discussions/question",
    "discussions/interpretation",
    "discussions/comment",
    "discussions/flag",
    "discussions/member",
    "discussions/wordrule",
    "discussions/decision",
    "discussions/suspension",
    "discussions/namechange",
    "hersite/staffaction",
]


def begin(explanation: Explanation) -> Edition:
    """A draft with two sections: their forms show all that nine do, in a quarter of the time."""
    draft = explanation.new_edition()
    draft.sections.filter(order__gt=draft.sections.all()[1].order).delete()
    return draft


@pytest.fixture
def desk(site: str) -> list[str]:
    """Addresses of the desk of somebody who may do everything, with something on every page."""
    call_command("load_demo", verbosity=0)
    chief = make_member("chief", is_staff=True, is_superuser=True)
    explanation = Explanation.objects.get(slug="her-ending-explained")
    draft, stopped, live = begin(explanation), begin(explanation), explanation.live_edition
    assert live is not None
    section = draft.sections.all()[0]
    section.body = section.body.replace(" ", " perhaps ", 1)
    with recorded(chief, draft):
        section.save()
    # One that the publishing page asks about, one that it stops.
    draft.title = section.body[:60]
    draft.save()
    Section.objects.create(edition=stopped, key="dead", heading="Dead", body="[End](/nowhere/)")
    rows = [
        f"explainer/explanation/{explanation.pk}",
        f"explainer/edition/{draft.pk}",
        f"explainer/edition/{live.pk}",
        f"explainer/film/{explanation.film_id}",
        f"discussions/question/{Question.objects.earliest('pk').pk}",
        f"discussions/comment/{Comment.objects.earliest('pk').pk}",
    ]
    pages = [f"/admin/{row}/change/" for row in [*rows, "discussions/siterules/1"]]
    pages.append("/admin/discussions/wordrule/add/")
    asked = f"explanation={explanation.pk}&section_key=love"
    pages.append(f"/admin/discussions/question/add/?{asked}")
    picture = f"/admin/explainer/picture/{live.lead_picture_id}"
    pages += ["/admin/explainer/picture/add/", f"{picture}/change/", f"{picture}/replace/"]
    pages.append(f"/admin/explainer/edition/{draft.pk}/history/")
    pages.append(f"/admin/explainer/edition/{live.pk}/compare/{draft.pk}/")
    pages += [f"/admin/explainer/edition/{row.pk}/publish/" for row in (draft, stopped)]
    pages.append(f"/admin/explainer/edition/{stopped.pk}/change/")
    return ["/admin/", *(f"/admin/{name}/" for name in LISTS), *pages]


def test_no_page_of_the_desk_has_a_problem(new_page: NewPage, desk: list[str]) -> None:
    page = new_page(probe=True)
    sign_in(page, "chief")
    assert problems(page, *desk) == []
