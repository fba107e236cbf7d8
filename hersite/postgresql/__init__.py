"""Django's PostgreSQL backend for a server that may go away and come back."""
