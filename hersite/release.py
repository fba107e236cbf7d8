"""Which code made a page."""

import hashlib
from pathlib import Path

from django.conf import settings

FOLDERS = {"hersite": ".py", "explainer": ".py", "discussions": ".py", "templates": ".html"}


def release() -> str:
    """A digest of everything besides the database that decides how a page looks: code, templates,
    the names of static files, the site's address."""
    root = Path(settings.BASE_DIR)
    files = [root / "requirements.txt", Path(settings.STATIC_ROOT) / "staticfiles.json"]
    for folder, ending in FOLDERS.items():
        files += sorted((root / folder).rglob(f"*{ending}"))
    digest = hashlib.blake2b(settings.SITE_URL.encode(), digest_size=8)
    for file in files:
        if file.exists():
            digest.update(file.read_bytes())
    return digest.hexdigest()
