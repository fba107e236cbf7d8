"""Questions and their interpretations from files into rows; what an editor changed stays."""

from pathlib import Path

from django.db import transaction

from discussions.models import Interpretation, Question
from explainer.loading import Outcome
from explainer.models import Explanation
from hersite.sources import Source, SourceError, read_folder

_FIELDS = (
    "title", "safe_title", "spoils", "section_key", "prompt", "order", "leading", "general",
)  # fmt: skip


@transaction.atomic
def load_question(source: Source) -> Outcome:
    question = Question.called(source["slug"])
    if question and question.source_digest in ("", source.digest):
        return Outcome("kept" if question.source_digest == "" else "unchanged", source.path)
    explanation = Explanation.called(source["explanation"])
    if explanation is None:
        raise SourceError(f"{source.path}: there is no explanation “{source['explanation']}”")
    question, created = Question.objects.update_or_create(
        # Under the slug that an editor has given it since.
        slug=question.slug if question else source["slug"],
        defaults={name: source[name] for name in _FIELDS}
        | {"explanation": explanation, "source_digest": source.digest},
    )
    _load_readings(question, source)
    return Outcome("created" if created else "updated", source.path)


def _load_readings(question: Question, source: Source) -> None:
    """By their statements. One that readers have voted on keeps its words, and none is removed."""
    for order, reading in enumerate(source.front.get("interpretations", [])):
        stored = question.interpretations.filter(statement=reading["statement"]).first()
        if stored is None:
            Interpretation.objects.create(question=question, order=order, **reading)
        elif not stored.is_frozen:
            stored.reasoning, stored.order = reading["reasoning"], order
            stored.save()


def load_questions(folder: Path) -> list[Outcome]:
    return [load_question(source) for source in read_folder(folder, "*/questions/*.md")]
