from discussions.models.appeal import Appeal
from discussions.models.closure import Closure
from discussions.models.comment import Comment
from discussions.models.comment_edit import CommentEdit
from discussions.models.decision import Decision, Rule
from discussions.models.flag import Flag
from discussions.models.integrity import VoteRelease, VoteReport
from discussions.models.interpretation import Interpretation
from discussions.models.member import Member
from discussions.models.mute import Mute
from discussions.models.name_change import NameChange
from discussions.models.notice import Notice
from discussions.models.opinion_map import MapWatch, OpinionMap
from discussions.models.question import Question
from discussions.models.rating import Rating
from discussions.models.review import Review
from discussions.models.site_rules import Mode, SiteRules
from discussions.models.suspension import Suspension
from discussions.models.takes_votes import NotOpen, OwnProposal
from discussions.models.useful import Useful
from discussions.models.visit import Visit
from discussions.models.vote import Stance, Vote
from discussions.models.vote_change import Moment, VoteChange
from discussions.models.word_rule import WordRule

__all__ = [
    "Appeal",
    "Closure",
    "Comment",
    "CommentEdit",
    "Decision",
    "Flag",
    "Interpretation",
    "MapWatch",
    "Member",
    "Mode",
    "Moment",
    "Mute",
    "NameChange",
    "NotOpen",
    "Notice",
    "OpinionMap",
    "OwnProposal",
    "Question",
    "Rating",
    "Review",
    "Rule",
    "SiteRules",
    "Stance",
    "Suspension",
    "Useful",
    "Visit",
    "Vote",
    "VoteChange",
    "VoteRelease",
    "VoteReport",
    "WordRule",
]
