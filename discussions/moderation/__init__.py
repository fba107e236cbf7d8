"""What may be posted, what waits for a moderator, and what moderators decide.

The verbs of the models change rows and counters; here stands who may use them when, and what else
belongs to a decision: the reports it settles, the log, the notice to the author.
"""
