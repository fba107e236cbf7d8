"""``python -m hersite.serve [PORT]``: the site at http://localhost:PORT."""

import os
import sys
from pathlib import Path

from hersite.serve import ROOT, VAR, Trouble, machine, private, sources


def main(port_text: str = "8000") -> int:
    try:
        port = machine.read_port(port_text)
        machine.check_folder(VAR)
        machine.check_port(port)
        configure(port)
        prepare()
        from hersite.serve.server import serve

        serve(port, greeting(port))
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except ModuleNotFoundError as error:
        if error.name not in {"django", "environ", "granian"}:
            raise
        print("The environment in .venv is broken: remove it and start again.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print()
        return 130
    return 0


def configure(port: int) -> None:
    """Complete the environment, in which a value of the user's or of .env comes first."""
    import environ

    environ.Env.read_env(ROOT / ".env")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hersite.settings")
    os.environ.setdefault("SITE_URL", f"http://localhost:{port}")
    if not os.environ.get("SECRET_KEY"):
        os.environ["SECRET_KEY"] = private.secret_key()
    # Whoever works on the code may have it on in .env; this is the site as readers see it.
    os.environ["DEBUG"] = "off"


def prepare() -> None:
    """Prepare what is older than its sources; Django is loaded only then."""
    stamp = sources.database_stamp()
    database = sqlite_file()
    if database is None or machine.read_stamp(database) != stamp:
        load_django()
        from hersite.serve.prepare import prepare_database

        prepare_database(stamp)
    static_stamp, stamp_file = sources.static_stamp(), VAR / "static.stamp"
    collected = (VAR / "static" / "staticfiles.json").exists() and stamp_file.exists()
    if not collected or stamp_file.read_text() != static_stamp:
        load_django()
        from hersite.serve.prepare import prepare_static

        prepare_static(static_stamp, stamp_file)


def load_django() -> None:
    import django

    django.setup()


def sqlite_file() -> Path | None:
    """The database file; None for a database server, which is asked at every start."""
    import environ

    url = os.environ.get("DATABASE_URL")
    if not url:
        return VAR / "db.sqlite3"
    configuration = environ.Env.db_url_config(url)
    is_sqlite = configuration["ENGINE"].endswith("sqlite3")
    return ROOT / configuration["NAME"] if is_sqlite else None


def greeting(port: int) -> str:
    lines = [f"After Her is at http://localhost:{port}"]
    if os.environ["SITE_URL"].rstrip("/") != f"http://localhost:{port}":
        lines.append(f"SITE_URL makes it the site of {os.environ['SITE_URL']}")
    if private.PASSWORD_FILE.exists():
        file = private.PASSWORD_FILE.relative_to(ROOT)
        lines.append(f"Sign in as editor with the password in {file}; the desk is at /admin/")
    lines.append("Ctrl-C stops it.")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
