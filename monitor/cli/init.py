"""`clausewatch init`: a commented configuration to begin with."""

from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.common import console
from monitor.cli.errors import Failure

app = typer.Typer()


@app.command()
def init(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="Where it is written.")] = Path("config.toml"),
) -> None:
    """Write a commented config.toml. An existing file is never touched."""
    starter = (resources.files("monitor") / "starter.toml").read_text(encoding="utf-8")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(starter)
    except FileExistsError as error:
        raise Failure(f"{path} is there already; name another file, or move it away") from error
    except OSError as error:
        raise Failure(f"{path}: cannot be written: {error.strerror}") from error
    console().print(f"wrote {path}; next: clausewatch add https://... and clausewatch check --all")
