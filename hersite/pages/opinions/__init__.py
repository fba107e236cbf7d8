"""The opinion map of an explanation: where readers agree and disagree, on request."""
