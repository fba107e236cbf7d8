"""What the site itself shows in the admin, besides what both apps register."""

from hersite.audit import page

__all__ = ["page"]
