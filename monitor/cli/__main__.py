"""`python -m monitor.cli` is the command `clausewatch`."""

from monitor.cli import main

main()
