"""The project's nginx in a folder of its own, for tests and for measuring.

It runs the file that is published, with other ports and folders put in place of the real ones.
"""

import os
import random
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SITE_FILE = ROOT / "deploy" / "nginx" / "after-her.conf"
NAME = "after-her.example"
HERE = "127.0.0.1"
# Stands in for IPv6, which not every machine has, and for readers who are not on this machine.
OTHER_ADDRESS = "127.0.0.2"
PATIENCE = 10  # seconds until it listens

AROUND = """\
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    sendfile on;
    tcp_nopush on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/after-her.conf;
}}
"""


def free_port() -> int:
    """Below those that the system gives to connections: none takes it before nginx does."""
    while True:
        port = random.randrange(20_000, 32_000)
        try:
            for address in (HERE, OTHER_ADDRESS):
                socket.create_server((address, port)).close()
        except OSError:
            continue
        return port


@dataclass(frozen=True)
class Place:
    """Where this nginx keeps its files, finds the application and listens; the numbers are
    ports."""

    folder: Path
    var: Path
    application: int
    http: int = field(default_factory=free_port)
    https: int = field(default_factory=free_port)

    @property
    def names(self) -> dict[str, str]:
        """What stands in the published file, and what takes its place."""
        return {
            "listen 80": f"listen {HERE}:{self.http}",
            "listen [::]:80": f"listen {OTHER_ADDRESS}:{self.http}",
            "listen 443": f"listen {HERE}:{self.https}",
            "listen [::]:443": f"listen {OTHER_ADDRESS}:{self.https}",
            "server 127.0.0.1:8000;": f"server 127.0.0.1:{self.application};",
            f"/etc/letsencrypt/live/{NAME}/": f"{self.folder}/",
            "/srv/after-her/var": str(self.var),
            "/var/cache/after-her": f"{self.folder}/cache",
            "/var/log/nginx/after-her.log": f"{self.folder}/access.log",
            "/var/www/html": f"{self.folder}/html",
        }


def write(place: Place) -> None:
    """The configuration and a certificate. ValueError where the published file lacks a name."""
    text = SITE_FILE.read_text(encoding="utf-8")
    for name, other in place.names.items():
        if name not in text:
            raise ValueError(f'{SITE_FILE.name} holds no "{name}"')
        text = text.replace(name, other)
    (place.folder / SITE_FILE.name).write_text(text, encoding="utf-8")
    # The worker has to reach what root has made.
    user = "user root;" if os.geteuid() == 0 else ""
    around = AROUND.format(folder=place.folder, user=user)
    (place.folder / "nginx.conf").write_text(around, encoding="utf-8")
    make = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    named = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
    files = ["-keyout", "privkey.pem", "-out", "fullchain.pem"]
    subprocess.run(
        [*make.split(), *named, *files], cwd=place.folder, check=True, capture_output=True
    )


def program() -> str | None:
    """Where nginx is; None where it isn't installed."""
    return shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")


def command(place: Place, *arguments: str) -> list[str]:
    """For this nginx; ``-s reload`` for example, once it runs."""
    found = program()
    if found is None:
        raise FileNotFoundError("nginx is needed: sudo apt install nginx-light")
    log, configuration = place.folder / "error.log", place.folder / "nginx.conf"
    return [found, "-p", str(place.folder), "-e", str(log), "-c", str(configuration), *arguments]


@contextmanager
def running(place: Place) -> Iterator[subprocess.Popen[bytes]]:
    """The process, once it listens; TimeoutError with what it said where it doesn't."""
    write(place)
    said = place.folder / "error.log"
    with said.open("w") as log:
        process = subprocess.Popen(command(place, "-g", "daemon off;"), stderr=log)
    try:
        ends = time.monotonic() + PATIENCE
        while not (place.folder / "nginx.pid").exists():
            if process.poll() is not None or time.monotonic() > ends:
                raise TimeoutError(said.read_text())
            time.sleep(0.02)
        yield process
    finally:
        process.terminate()
        process.wait()
