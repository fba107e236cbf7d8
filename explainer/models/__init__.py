from explainer.models.edition import Edition, StaleBase
from explainer.models.explanation import Explanation, SeeAlso
from explainer.models.film import Credit, Film
from explainer.models.picture import Picture
from explainer.models.scene import Scene
from explainer.models.section import Section
from explainer.models.withdrawal import Withdrawal

__all__ = [
    "Credit",
    "Edition",
    "Explanation",
    "Film",
    "Picture",
    "Scene",
    "Section",
    "SeeAlso",
    "StaleBase",
    "Withdrawal",
]
