from explainer.models.carrying import CarryOver
from explainer.models.edition import Edition
from explainer.models.explanation import Explanation, SeeAlso
from explainer.models.film import Credit, Film
from explainer.models.picture import Picture
from explainer.models.presence import Presence
from explainer.models.preview_link import PreviewLink
from explainer.models.publishing import StaleBase
from explainer.models.scene import Scene
from explainer.models.section import Section
from explainer.models.withdrawal import Withdrawal

__all__ = [
    "CarryOver",
    "Credit",
    "Edition",
    "Explanation",
    "Film",
    "Picture",
    "Presence",
    "PreviewLink",
    "Scene",
    "Section",
    "SeeAlso",
    "StaleBase",
    "Withdrawal",
]
