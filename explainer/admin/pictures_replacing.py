from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from explainer.admin.pictures_form import WORDS, NewPictureForm, look_at
from explainer.models import Picture
from explainer.pictures.replacing import replace, waiting_with
from explainer.pictures.uses import uses_of
from hersite.admin_rules import Steps, staff


class ReplacingSteps(Steps):
    """Put another picture wherever this one is shown, and see what is left to publish."""

    def replace(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        look_at(request)
        with transaction.atomic():
            old = self.load(request, pk)
            words = model_to_dict(old, WORDS)
            form = NewPictureForm(request.POST or None, request.FILES or None, initial=words)
            if request.method == "POST" and form.is_valid():
                return self._replace(request, old, form)
        title = _("Replace picture “%(picture)s”") % {"picture": old.label}
        context = self.step_context(request, old, title=title, form=form)
        return TemplateResponse(request, "admin/explainer/picture/replace.html", context)

    def _replace(self, request: HttpRequest, old: Picture, form: NewPictureForm) -> HttpResponse:
        form.instance.replaces = old
        new = form.save(commit=False)
        earlier = _sent_before(old, new)
        if earlier:
            new = earlier
        else:
            new.save()
            self.log_addition(request, new, _("In place of picture %(old)d.") % {"old": old.pk})
        drafts = replace(old, new, staff(request))
        if drafts or not earlier:
            names = ", ".join(str(draft) for draft in drafts) or _("nowhere")
            said = _("Replaced by picture %(new)d in drafts: %(names)s.")
            self.log_change(request, old, said % {"new": new.pk, "names": names})
        messages.success(request, _("The new picture is in place of the old one, in drafts."))
        return redirect("admin:explainer_picture_replaced", new.pk)

    def replaced(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What was altered and is left to be published."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        new = self.load(request, pk)
        shown = {use.edition.pk: use.edition for use in uses_of(new)}
        context = self.step_context(
            request,
            new,
            title=_("Where picture “%(picture)s” is now") % {"picture": new.label},
            drafts=[edition for edition in shown.values() if edition.is_draft],
            waiting=waiting_with(new.replaces) if new.replaces else [],
        )
        return TemplateResponse(request, "admin/explainer/picture/replaced.html", context)


def _sent_before(old: Picture, new: Picture) -> Picture | None:
    """The same pixels with the same words in the same place: the button was pressed twice."""
    same = {name: getattr(new, name) for name in ("art", "digest", *WORDS)}
    return Picture.objects.filter(replaces=old, **same).order_by("pk").first()
