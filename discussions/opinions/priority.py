"""Which item to ask next: the one where a further vote tells most."""


def priority(*, agree: int, unsure: int, votes: int, extremity: float) -> float:
    """The weight of an item; higher is asked first.

    ``votes`` counts agree, disagree and unsure; ``extremity`` is the length of the item's position
    in the map, 0 where there is none. Items accepted by many and far out come first, items that
    many are unsure of last, and new ones get their chance: with no votes the weight is nine-fold
    before squaring (Small et al., “Polis: Scaling Deliberation by Mapping High Dimensional Opinion
    Spaces”, 2021).
    """
    sure = 1 - (unsure + 1) / (votes + 2)
    accepted = (agree + 1) / (votes + 2)
    novelty = 1 + 8 * 2 ** (-votes / 5)
    return float((sure * (extremity + 1) * accepted * novelty) ** 2)
