"""`olw preview`: opens a module in the browser and reloads it whenever the author saves."""

from __future__ import annotations

import secrets
import webbrowser

import click

from olw_core.cli.target import folder_of
from olw_core.player import bundle
from olw_core.preview.server import PreviewServer


@click.command()
@click.argument("module")
@click.option("--port", default=0, help="Port to use (a free one by default).")
@click.option("--open/--no-open", "open_", default=True, help="Open the browser.")
def preview(module: str, port: int, open_: bool) -> None:
    """Show MODULE (an id or a folder) in the browser; errors appear on the page."""
    folder = folder_of(module)
    bundle("player-local.js")  # says what to do when the player is not built
    try:
        server = PreviewServer(
            folder,
            port,
            secrets.token_urlsafe(),
        )
    except OSError as error:
        raise click.ClickException(
            f"Port {port} cannot be used: {error.strerror}. Choose another with --port."
        ) from None
    url = f"http://127.0.0.1:{server.server_port}/"
    click.echo(f"Preview of {folder} at {url}  (Ctrl-C stops)")
    if open_:
        webbrowser.open(url)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo()
    finally:
        server.server_close()
