"""`clausewatch verify FILE`: proves that a zip of evidence is unchanged, or says what is not."""

from pathlib import Path
from typing import Annotated

import typer

from monitor.bounded import read_bytes
from monitor.cli.common import JsonOption, console, write_json
from monitor.cli.errors import Failure
from monitor.moments import iso
from monitor.verification import MAX_ZIP_BYTES, Verified
from monitor.verification import verify as verified
from redline.rendering.visible import visible

app = typer.Typer()


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="A zip that `clausewatch evidence` wrote.")],
    roots: Annotated[
        Path | None, typer.Option(metavar="PEM", help="Time-stamp authorities to trust: checks the stamp's signature.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Check that a zip of evidence is unchanged to the last bit since it was written."""
    try:
        found = verified(read_bytes(file, MAX_ZIP_BYTES), roots)
    except OSError as error:
        raise Failure(f"{file} cannot be read: {error.strerror}") from error
    if as_json:
        write_json(
            {
                "sha256": found.sha256,
                "problems": list(found.problems),
                "stamped_at": iso(found.stamped.at) if found.stamped else None,
                "stamp_trusted": found.stamped.trusted if found.stamped else None,
                "evidence": found.facts,
            }
        )
    else:
        _write(file, found)
    if found.problems:
        raise Failure(f"{file} is not what was written")


def _write(file: Path, found: Verified) -> None:
    out = console()
    for problem in found.problems:
        out.print(visible(problem))
    if not found.problems:
        out.print(visible(f"{file} is unchanged: {found.facts.get('policy')}, made {found.facts.get('made_at')}"))
        out.print(f"SHA-256 {found.sha256}")
    if found.stamped:
        signed = "signature checked" if found.stamped.trusted else "signature not checked: give --roots"
        out.print(f"stamped by an authority on {found.stamped.at:%Y-%m-%d %H:%M:%S} UTC ({signed})")
