"""`make demo`: sets everything up, says what it does, prints the address, serves until Ctrl-C."""

from __future__ import annotations

import logging
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import click
from werkzeug.serving import WSGIRequestHandler, make_server

from demo.site import packages, workbench_process
from demo.site.options import DemoOptions
from olw_core import content
from olw_core.errors import OlwError


def _step(number: int, words: str) -> None:
    """Says which of the four steps begins."""
    click.echo(f"{click.style(f'{number}/4', bold=True)}  {words}")


def _free(host: str, port: int, option: str) -> None:
    """Raises ClickException, which names `option`, where the port is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise click.ClickException(
                f"Port {port} is in use. Choose another: make demo {option}=<port>"
            ) from None


class _Quiet(WSGIRequestHandler):
    def log_request(self, *_args: object) -> None:
        """Leave the terminal to the address and to faults."""


@click.command()
@click.option(
    "--port",
    type=int,
    default=8000,
    envvar="PORT",
    show_default=True,
    help="Port of the site.",
)
@click.option(
    "--workbench-port",
    type=int,
    default=8001,
    envvar="WORKBENCH_PORT",
    show_default=True,
    help="Port of the Open edX workbench.",
)
@click.option(
    "--var",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("var/demo"),
    help="Where the demo keeps everything.",
)
def demo(port: int, workbench_port: int, var: Path) -> None:
    """Try Our Leadership Way through LTI, SCORM and Open edX on this computer."""
    options = DemoOptions(port, workbench_port, var)
    _free(options.host, port, "PORT")
    _free(options.host, workbench_port, "WORKBENCH_PORT")
    began = time.monotonic()
    edx = workbench_process.start(options)
    try:
        _serve(options, edx, began)
    except KeyboardInterrupt:
        click.echo("\nStopping.")
    except workbench_process.WorkbenchFailed as error:
        raise click.ClickException(str(error)) from None
    finally:
        workbench_process.stop(edx)


def _serve(options: DemoOptions, edx: subprocess.Popen[bytes], began: float) -> None:
    """Sets everything up in four steps and serves until it is interrupted."""
    titles = [content.load(module_id)["title"] for module_id in content.module_ids()]
    _step(1, f"Content: {', '.join(titles)}")
    _step(2, "SCORM and cmi5 packages")
    packages.build(options.packages, lambda words: click.echo(f"     {words}"))
    from demo.cohort import seed
    from demo.site.app import create_site
    from lti_service.server import start_worker

    _step(3, "Database and invented learners")
    site = create_site(options)
    seed(site.tool, site.platform)
    _step(4, "Open edX workbench")
    workbench_process.wait(edx, options)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server(
        options.host,
        options.port,
        site.wsgi,
        threaded=True,
        request_handler=_Quiet,
    )
    stop = start_worker(site.tool)
    took = time.monotonic() - began
    address = click.style(options.url, bold=True)
    click.echo(f"\nReady in {took:.0f} s. Open {address}  (Ctrl-C stops everything)")
    try:
        server.serve_forever()
    finally:
        stop.set()
        server.server_close()


def _terminate(_signal: int, _frame: object) -> None:
    """SIGTERM ends the demo as Ctrl-C does."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _terminate)
    try:
        demo(standalone_mode=True)
    except OlwError as error:
        click.echo(f"demo: {error}", err=True)
        sys.exit(1)
