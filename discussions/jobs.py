"""What is done outside of requests: queued in the transaction that calls for it, and run by a
process of its own (``manage.py db_worker``)."""


def call_for_maps() -> None:
    """Have the opinion maps made that are due."""
