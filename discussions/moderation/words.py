"""The word rules that are switched on, compiled once for each change of them."""

from __future__ import annotations

from discussions.models import Comment, SiteRules, WordRule
from discussions.word_rules import Hit, WordRules, compile_rules
from hersite.memory import Memory

# So many comments a rule is tried on.
LATEST = 1_000

_compiled: Memory[WordRules] = Memory(most=1)


def find_words(text: str, rules: SiteRules) -> Hit | None:
    """The strictest rule that a text falls under."""
    compiled = _compiled.get(rules.words_version)
    if compiled is None:
        on = WordRule.objects.filter(is_on=True).values_list("pk", "pattern", "action")
        compiled = compile_rules(on)
        _compiled.put(rules.words_version, compiled)
    return compiled.find(text)


def try_pattern(pattern: str) -> list[tuple[Comment, str]]:
    """Which of the latest comments a rule would have caught, with the words that did it."""
    rules = compile_rules([(0, pattern, WordRule.Action.QUEUE)])
    latest = Comment.objects.order_by("-created_at", "-id").only("body")[:LATEST]
    hits = ((comment, rules.find(comment.body)) for comment in latest)
    return [(comment, hit.words) for comment, hit in hits if hit]
