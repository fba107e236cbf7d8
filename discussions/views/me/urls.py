from django.urls import path

from discussions.views import resume
from discussions.views.me import (
    comments,
    data,
    deletion,
    mutes,
    news,
    profile,
    questions,
    readings,
    votes,
)

urlpatterns = [
    path("", news.news, name="me"),
    path("comments/", comments.comments, name="my_comments"),
    path("votes/", votes.votes, name="my_votes"),
    path("readings/", readings.readings, name="my_readings"),
    path("questions/", questions.questions, name="my_questions"),
    path("profile/", profile.profile, name="profile"),
    path("mutes/", mutes.mutes, name="mutes"),
    path("data/", data.data, name="data"),
    path("deletion/", deletion.deletion, name="deletion"),
    path("drafts/", resume.resume, name="resume"),
]
