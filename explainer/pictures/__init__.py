"""Uploaded pictures: what is taken, what readers get of it, and where it is shown. See
docs/decisions/pictures.md."""
