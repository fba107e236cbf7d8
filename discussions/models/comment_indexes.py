from django.db.models import F, Index, Q
from django.db.models.functions import Upper

# Every list of comments is read along one of these, so that it costs the same however many there
# are. Where a key has no index of its own (db_index=False), one of them begins with it.
INDEXES = [
    # Pages of a thread: branches by their path, roots by the sort.
    Index(fields=["root", "path"], name="comment_path"),
    # What is not folded away has one of its own: ten replies may have ten thousand behind them.
    Index(fields=["root", "path"], name="comment_unfolded", condition=Q(fold=None)),
    Index(fields=["fold", "path"], name="comment_fold", condition=Q(fold__isnull=False)),
    # What doesn't count among the folded ones.
    Index(
        fields=["fold"],
        name="comment_fold_away",
        condition=Q(fold__isnull=False) & ~Q(state="visible"),
    ),
    Index(
        fields=["question", "-rank", "created_at", "id"],
        name="comment_best",
        condition=Q(parent=None),
    ),
    Index(fields=["question", "created_at", "id"], name="comment_time", condition=Q(parent=None)),
    # What speaks for a reading, in the three orders.
    Index(
        fields=["supports", "-rank", "created_at", "id"],
        name="comment_supports_best",
        condition=Q(supports__isnull=False),
    ),
    Index(
        fields=["supports", "created_at", "id"],
        name="comment_supports_time",
        condition=Q(supports__isnull=False),
    ),
    # What moved readers, the most first.
    Index(
        fields=["question", "-moved_count", "created_at", "id"],
        name="comment_moved",
        condition=Q(moved_count__gt=0),
    ),
    Index(fields=["author"], name="comment_author_moved", condition=Q(moved_count__gt=0)),
    # What is about a paragraph of an explanation.
    Index(
        fields=["question", "paragraph", "state", "-created_at", "-id"],
        name="comment_paragraph",
        condition=~Q(paragraph=""),
    ),
    # What is newest: of all, of a question, of a member, each also in one state. Feeds and profiles
    # show the visible ones, moderators look for the others.
    Index(fields=["-created_at", "-id"], name="comment_created"),
    # Of the state in capitals: an index of the state itself SQLite would take for whatever asks
    # for visible ones, and go through all of them. The admin's filter asks so.
    Index(Upper("state"), F("created_at").desc(), F("id").desc(), name="comment_state"),
    Index(fields=["question", "state", "-created_at", "-id"], name="comment_question_state"),
    Index(fields=["question", "-created_at", "-id"], name="comment_newest"),
    Index(fields=["author", "-created_at", "-id"], name="comment_author"),
    Index(fields=["author", "state", "-created_at", "-id"], name="comment_author_state"),
]
