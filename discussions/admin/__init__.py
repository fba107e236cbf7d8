from discussions.admin import (
    comments,
    decisions,
    flags,
    groups,
    interpretations,
    members,
    name_changes,
    questions,
    second_factors,
    site_rules,
    suspensions,
    word_rules,
)

__all__ = [
    "comments",
    "decisions",
    "flags",
    "groups",
    "interpretations",
    "members",
    "name_changes",
    "questions",
    "second_factors",
    "site_rules",
    "suspensions",
    "word_rules",
]
