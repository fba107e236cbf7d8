from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from discussions.forms.members import ProfileForm
from discussions.suspended import Suspended, require_not_suspended
from discussions.views.me.frame import show, signed_in


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """How others see the member, to change it."""
    member = signed_in(request)
    form = ProfileForm(request.POST or None, instance=member)
    status = 200
    if request.method == "POST":
        try:
            require_not_suspended(member)
        except Suspended as suspended:
            form.add_error(None, suspended.message)
            status = 403
        if form.is_valid():
            form.save()
            messages.success(request, _("Saved."))
            return redirect("discussions:profile")
        # The form has put the refused values into the object that the page names.
        member.refresh_from_db()
        status = status if status == 403 else 422
    return show(request, "profile.html", _("Your profile"), {"form": form}, status)
