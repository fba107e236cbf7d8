"""What staff do, on record: who, what, when, before and after. See docs/decisions/audit.md.

``state`` reads what an object is like, ``record`` writes what was done to it, ``site`` makes every
page of the admin do so, ``guard`` keeps the rows from being altered, ``shown`` and ``page`` show
them.
"""
