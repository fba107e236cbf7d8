from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from explainer.models import Explanation, Withdrawal
from hersite.admin_reason import ReasonForm
from hersite.admin_rules import Steps, staff


class WithdrawalSteps(Steps):
    """Take an explanation back, and put it out again."""

    def withdraw(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for the reason that readers get with the 410, then withdraw."""
        form = ReasonForm(request.POST or None)
        with transaction.atomic():
            explanation = self.load(request, pk)
            if request.method == "POST" and form.is_valid():
                self._withdraw(request, explanation, form.cleaned_data["reason"])
                return redirect("admin:explainer_explanation_change", pk)
        context = self.step_context(
            request,
            explanation,
            title=gettext("Withdraw “%(title)s”?")
            % {"title": getattr(explanation.live_edition, "title", explanation)},
            form=form,
            explain=_(
                "Its page will answer that it was withdrawn and why; it leaves the front page and "
                "the feed. Its questions and comments are kept and come back with it."
            ),
            submit=_("Withdraw"),
        )
        return TemplateResponse(request, "admin/reason.html", context)

    def _withdraw(self, request: HttpRequest, explanation: Explanation, reason: str) -> None:
        _row, created = Withdrawal.objects.get_or_create(
            explanation=explanation, defaults={"by": staff(request), "reason": reason}
        )
        if created:
            said = gettext("Withdrawn: %(reason)s") % {"reason": reason}
            self.log_change(request, explanation, said)
            messages.success(request, gettext("Withdrawn. Readers are told so."))
        else:
            messages.warning(request, gettext("It had been withdrawn already."))

    def restore(self, request: HttpRequest, pk: int) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        with transaction.atomic():
            explanation = self.load(request, pk)
            withdrawal = Withdrawal.objects.filter(explanation=explanation).first()
            if withdrawal:
                withdrawal.delete()
                self.log_change(request, explanation, gettext("Put out again."))
                messages.success(request, gettext("It is out again."))
        return redirect("admin:explainer_explanation_change", pk)
