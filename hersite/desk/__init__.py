"""The admin's first page: what waits, what is live, what is drafted, what readers say now."""
