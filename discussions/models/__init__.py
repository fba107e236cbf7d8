from discussions.models.closure import Closure
from discussions.models.comment import Comment
from discussions.models.comment_edit import CommentEdit
from discussions.models.flag import Flag
from discussions.models.interpretation import Interpretation
from discussions.models.member import Member
from discussions.models.question import Question
from discussions.models.rating import Rating
from discussions.models.useful import Useful
from discussions.models.vote import Stance, Vote

__all__ = [
    "Closure",
    "Comment",
    "CommentEdit",
    "Flag",
    "Interpretation",
    "Member",
    "Question",
    "Rating",
    "Stance",
    "Useful",
    "Vote",
]
