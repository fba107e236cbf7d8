"""The word rules that are switched on, compiled once for each change of them."""

from __future__ import annotations

from discussions.models import SiteRules, WordRule
from discussions.word_rules import Hit, WordRules, compile_rules
from hersite.memory import Memory

_compiled: Memory[WordRules] = Memory(most=1)


def find_words(text: str, rules: SiteRules) -> Hit | None:
    """The strictest rule that a text falls under."""
    compiled = _compiled.get(rules.words_version)
    if compiled is None:
        on = WordRule.objects.filter(is_on=True).values_list("pk", "pattern", "action")
        compiled = compile_rules(on)
        _compiled.put(rules.words_version, compiled)
    return compiled.find(text)
