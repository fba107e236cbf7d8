"""What a start makes up by chance and keeps in ``var/``, readable by its owner alone."""

import os
import secrets
from pathlib import Path

from hersite.serve import VAR

KEY_FILE = VAR / "secret_key"
PASSWORD_FILE = VAR / "editor-password.txt"
# No letters that are mistaken for another when read off a screen.
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


def secret_key() -> str:
    """The key that signs sessions, made at the first start and the same ever after."""
    if KEY_FILE.exists() and (key := KEY_FILE.read_text().strip()):
        return key
    return keep(KEY_FILE, secrets.token_urlsafe(64))


def password() -> str:
    """Sixteen letters in groups of four: 80 bits."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def keep(path: Path, secret: str) -> str:
    """Write a secret to a file that nobody else may read at any moment; return it."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secret + "\n")
    return secret
