"""Guests' pages from memory, before Django: see ``wsgi`` for how a request goes."""

from hersite.pagecache.wsgi import PageCache

__all__ = ["PageCache"]
