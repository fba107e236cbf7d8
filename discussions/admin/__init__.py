from discussions.admin import comments, flags, interpretations, members, questions

__all__ = ["comments", "flags", "interpretations", "members", "questions"]
