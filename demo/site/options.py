"""What the demo can be told: its ports and the folder it keeps everything in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class DemoOptions:
    """`host` is the address listened on.

    Browsers use `localhost`, so that the doors share one site.
    """

    port: int = 8000
    """Of the site."""
    workbench_port: int = 8001
    """Of the Open edX workbench."""
    var: Path = Path("var/demo")
    """Where database, packages and logs lie."""
    host: str = "127.0.0.1"

    @property
    def url(self) -> str:
        """The site's address, without a slash at the end."""
        return f"http://localhost:{self.port}"

    @property
    def workbench_url(self) -> str:
        """The address of the Open edX workbench, without a slash at the end."""
        return f"http://localhost:{self.workbench_port}"

    @property
    def packages(self) -> Path:
        """Where the ready-made packages lie."""
        return self.var / "packages"
