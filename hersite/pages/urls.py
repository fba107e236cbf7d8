from django.urls import path

from hersite.pages import (
    about,
    changes,
    explanation,
    feed,
    health,
    home,
    media,
    paragraph,
    preview,
    sitemap,
)
from hersite.pages.opinions import downloads, page

app_name = "pages"

urlpatterns = [
    path("", home.home, name="home"),
    path("about/", about.about, name="about"),
    path("explained/<slug:slug>/", explanation.explanation, name="explanation"),
    path("explained/<slug:slug>/changes/", changes.edition_changes, name="changes"),
    path(
        "explained/<slug:slug>/paragraphs/<slug:paragraph>/",
        paragraph.paragraph,
        name="paragraph",
    ),
    path("drafts/<str:token>/", preview.draft_for_reader, name="draft"),
    # Among the admin's own: the page that it shows in frames.
    path("admin/explainer/edition/<int:pk>/page/", preview.draft_for_staff, name="draft_page"),
    path("opinions/<slug:slug>/", page.opinions, name="opinions"),
    path("opinions/<slug:slug>/<slug:table>.<form>", downloads.download, name="opinions_file"),
    path(
        "media/pictures/<slug:digest>/<int:recipe>/<slug:file>.<slug:suffix>",
        media.media,
        name="media",
    ),
    path("feeds/explanations/", feed.ExplanationFeed(), name="feed"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
