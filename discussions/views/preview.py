from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from discussions import drafts
from discussions.forms.comments import PreviewForm
from discussions.mentions import render_text


@drafts.writes
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Exactly what would be stored for ``body``. It stores nothing, so no token is asked for."""
    form = PreviewForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "body": request.POST.get("body", "")}
        return render(request, "discussions/comments/preview.html", context, status=422)
    body = form.cleaned_data["body"]
    context = {"form": form, "body": body, "body_html": render_text(body)}
    return render(request, "discussions/comments/preview.html", context)
