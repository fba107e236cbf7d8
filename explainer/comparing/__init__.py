"""What is different between two editions: as a list of changes, and side by side."""

from explainer.comparing.changes import Change, changes
from explainer.comparing.sides import Part, side_by_side
from explainer.comparing.words import Difference, Place, Run

__all__ = ["Change", "Difference", "Part", "Place", "Run", "changes", "side_by_side"]
