"""The command line. Each command's module is imported when it is called: `extract` in a batch must start fast."""

from monitor.cli.app import main

__all__ = ["main"]
