from django.urls import path

from discussions.feeds import QuestionFeed
from discussions.views import (
    comments,
    flags,
    members,
    preview,
    questions,
    ratings,
    results,
    resume,
    useful,
    votes,
)

app_name = "discussions"

urlpatterns = [
    path("explained/<slug:slug>/rating/", ratings.rating, name="rating"),
    path("questions/", questions.questions, name="questions"),
    path("questions/<slug:slug>/", questions.question, name="question"),
    path("questions/<slug:slug>/results/", results.results, name="results"),
    path("questions/<slug:slug>/comments/", comments.comments, name="comments"),
    path("feeds/questions/<slug:slug>/", QuestionFeed(), name="question_feed"),
    path("comments/<int:pk>/", comments.comment, name="comment"),
    path("comments/<int:pk>/replies/", comments.replies, name="replies"),
    path("comments/<int:pk>/edit/", comments.edit, name="edit"),
    path("comments/<int:pk>/delete/", comments.delete, name="delete"),
    path("comments/<int:pk>/history/", comments.history, name="history"),
    path("comments/<int:pk>/useful/", useful.useful, name="useful"),
    path("comments/<int:pk>/flag/", flags.flag, name="flag"),
    path("interpretations/<int:pk>/vote/", votes.vote, name="vote"),
    path("preview/", preview.preview, name="preview"),
    path("members/<str:username>/", members.member, name="member"),
    path("me/", members.me, name="me"),
    path("me/deletion/", members.deletion, name="deletion"),
    path("me/drafts/", resume.resume, name="resume"),
]
