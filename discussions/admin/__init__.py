from discussions.admin import comments, flags, interpretations, members, questions, second_factors

__all__ = ["comments", "flags", "interpretations", "members", "questions", "second_factors"]
