from django.urls import include, path

from discussions.feeds import QuestionFeed
from discussions.views import (
    branch,
    comments,
    flags,
    follow,
    latest,
    members,
    mute,
    preview,
    questions,
    ratings,
    results,
    useful,
    votes,
)
from discussions.views.moderation import appeals, log, one, queue

app_name = "discussions"

urlpatterns = [
    path("explained/<slug:slug>/rating/", ratings.rating, name="rating"),
    path("questions/", questions.questions, name="questions"),
    path("questions/<slug:slug>/", questions.question, name="question"),
    path("questions/<slug:slug>/results/", results.results, name="results"),
    path("questions/<slug:slug>/comments/", comments.comments, name="comments"),
    path("questions/<slug:slug>/latest/", latest.latest, name="latest"),
    path("questions/<slug:slug>/follow/", follow.follow, name="follow"),
    path("feeds/questions/<slug:slug>/", QuestionFeed(), name="question_feed"),
    path("comments/<int:pk>/", comments.comment, name="comment"),
    path("comments/<int:pk>/branch/", branch.branch, name="branch"),
    path("comments/<int:pk>/replies/", comments.replies, name="replies"),
    path("comments/<int:pk>/edit/", comments.edit, name="edit"),
    path("comments/<int:pk>/delete/", comments.delete, name="delete"),
    path("comments/<int:pk>/history/", comments.history, name="history"),
    path("comments/<int:pk>/useful/", useful.useful, name="useful"),
    path("comments/<int:pk>/flag/", flags.flag, name="flag"),
    path("comments/<int:pk>/appeal/", appeals.appeal, name="appeal"),
    path("comments/<int:pk>/moderate/", one.moderate, name="moderate"),
    path("comments/<int:pk>/feature/", one.feature, name="feature"),
    path("interpretations/<int:pk>/vote/", votes.vote, name="vote"),
    path("preview/", preview.preview, name="preview"),
    path("members/<str:username>/", members.member, name="member"),
    path("members/<str:username>/mute/", mute.mute, name="mute"),
    path("me/", include("discussions.views.me.urls")),
    path("moderation/", queue.queue, name="queue"),
    path("moderation/decisions/", queue.decisions, name="decisions"),
    path("moderation/decisions/<int:pk>/undo/", queue.undo_decision, name="undo"),
    path("moderation/log/", log.log, name="log"),
]
