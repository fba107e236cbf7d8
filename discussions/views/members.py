"""A member's public profile, their own settings, and leaving."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from discussions.forms.members import DeletionForm, ProfileForm
from discussions.models import Comment, Member
from explainer.models import Edition
from hersite import shells
from hersite.freshness import SITE, Freshness, watch
from hersite.meta import PageMeta

LATEST = 20


@require_safe
def member(request: HttpRequest, username: str) -> HttpResponse:
    """Who somebody is here, and what they wrote last; nothing that gives an ending away."""
    if "\0" in username:
        # PostgreSQL would refuse the question instead of answering that there is nobody.
        raise Http404
    freshness = watch(request, SITE)
    return shells.show(request, freshness, lambda: _profile(username, freshness))


def _profile(username: str, freshness: Freshness) -> shells.Page:
    freshness.ends_at(Edition.objects.next_publication())
    member = get_object_or_404(Member, username=username, erased_at=None)
    meta = PageMeta(
        title=member.name,
        description=_("What %(name)s wrote.") % {"name": member.name},
        path=member.get_absolute_url(),
        robots="noindex",
    )
    comments = list(Comment.objects.written_by(member)[:LATEST])
    context = {"member": member, "comments": comments, "meta": meta}
    return shells.Page("discussions/members/profile.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """One's own profile, to change it."""
    member = _signed_in(request)
    form = ProfileForm(request.POST or None, instance=member)
    if request.method == "POST":
        if form.is_valid():
            form.save()
            messages.success(request, _("Saved."))
            return redirect("discussions:me")
        # The form has put the refused values into the object that the page names.
        member.refresh_from_db()
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "meta": _private(_("My profile"), request.path)}
    return render(request, "discussions/members/me.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def deletion(request: HttpRequest) -> HttpResponse:
    """Leave: asks what happens to the texts, and for the password."""
    member = _signed_in(request)
    form = DeletionForm(request.POST or None, member=member)
    meta = _private(_("Delete my account"), request.path)
    if request.method == "POST" and form.is_valid():
        logout(request)
        member.erase(keep_texts=form.cleaned_data["texts"] == "keep")
        return render(request, "discussions/members/deleted.html", {"meta": meta})
    status = 422 if form.is_bound else 200
    context = {"form": form, "meta": meta}
    return render(request, "discussions/members/deletion.html", context, status=status)


def _signed_in(request: HttpRequest) -> Member:
    """The member whom login_required has let through."""
    assert isinstance(request.user, Member)
    return request.user


def _private(title: str, path: str) -> PageMeta:
    return PageMeta(title=title, description="", path=path, robots="noindex")
