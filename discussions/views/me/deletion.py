from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from discussions.forms.members import DeletionForm
from discussions.views.me.frame import show, signed_in


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def deletion(request: HttpRequest) -> HttpResponse:
    """Leave: asks what happens to the texts, and for the password."""
    member = signed_in(request)
    form = DeletionForm(request.POST or None, member=member)
    if request.method == "POST" and form.is_valid():
        logout(request)
        member.erase(keep_texts=form.cleaned_data["texts"] == "keep")
        return show(request, "deleted.html", _("Your account is gone"), {})
    status = 422 if form.is_bound else 200
    return show(request, "deletion.html", _("Delete your account"), {"form": form}, status)
