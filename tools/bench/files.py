"""nginx with one page as a file, compressed beforehand: as cheap as a page can be."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import nginx
from tools.bench.processes import Server, environment, running

CONFIGURATION = """\
{user}
worker_processes 1;
pid {folder}/nginx.pid;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile on;
    open_file_cache max=10;
    open_file_cache_valid 10s;
    keepalive_requests 1000000;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root {folder};
        default_type "text/html; charset=utf-8";
        location = /page {{ add_header Content-Encoding br; }}
    }}
}}
"""


@contextmanager
def serving(folder: Path, page: bytes, port: int) -> Iterator[Server]:
    """FileNotFoundError where there is no nginx."""
    program = nginx.program()
    if program is None:
        raise FileNotFoundError("nginx")
    folder.mkdir()
    (folder / "page").write_bytes(page)
    # The worker has to reach what root has made.
    user = "user root;" if os.geteuid() == 0 else ""
    text = CONFIGURATION.format(user=user, folder=folder, port=port)
    (folder / "nginx.conf").write_text(text)
    command = [program, "-e", f"{folder}/error.log", "-p", str(folder)]
    command += ["-c", f"{folder}/nginx.conf", "-g", "daemon off;"]
    with running(command, port, "/page", environment(folder / "none")) as server:
        yield server
