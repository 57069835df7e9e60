"""`clausewatch web`: histories and redlines in a browser."""

from typing import Annotated

import typer

from monitor.cli.common import ConfigOption, opened
from monitor.cli.errors import Failure

app = typer.Typer()


@app.command()
def web(
    host: Annotated[str | None, typer.Option(help="Where to listen; anything but loopback needs a token.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = None,
    config: ConfigOption = None,
) -> None:
    """Serve the web view until stopped: overview, histories, redlines, blame, search, feeds, API.

    Listens on 127.0.0.1:8080 unless config.toml or an option says otherwise.
    """
    from monitor.web.serving import NeedsToken, serve

    with opened(config, reads=True) as service:
        try:
            serve(service.loaded, service.store, host=host, port=port)
        except NeedsToken as error:
            raise Failure(str(error)) from error
        except OSError as error:
            raise Failure(f"web: cannot listen: {error.strerror or error}; choose another --port") from error
