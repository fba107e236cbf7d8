"""The moderators' pages, the public log, and the author's appeal."""
