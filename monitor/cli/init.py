"""`clausewatch init`: a commented configuration to begin with."""

from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.common import console
from monitor.cli.errors import Failure
from monitor.cli.new_files import new_file

app = typer.Typer()


@app.command()
def init(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="Where it is written.")] = Path("config.toml"),
) -> None:
    """Write a commented config.toml. An existing file is never touched."""
    starter = (resources.files("monitor") / "starter.toml").read_text(encoding="utf-8")
    if path.exists():
        raise Failure(f"{path} is there already; name another file, or move it away")
    with new_file(path, "x") as file:
        file.write(starter)
    console().print(f"wrote {path}; next: clausewatch add https://... and clausewatch check --all")
