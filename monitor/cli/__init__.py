"""The command line. Each command's module is imported when it is called: `extract` in a batch must start fast."""

import sys


def main() -> None:
    """The command `clausewatch`; a Ctrl-C while it still starts is no bug."""
    try:
        from monitor.cli.app import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)
