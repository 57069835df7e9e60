"""`python -m tests.soak [--days 30] [--policies 500]`: runs the script, prints a table, exits with 1 on any breach."""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from monitor.readers import Workers
from tests.soak.run import soak


def main() -> int:
    """Run and report; the last line is JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--policies", type=int, default=500)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Workers(2) as workers:
        report = soak(Path(folder), workers, days=chosen.days, policies=chosen.policies)
    for name, value in report.items():
        print(f"{name:24} {value}")
    print(json.dumps(report))
    return 0 if report["fine"] else 1


if __name__ == "__main__":
    sys.exit(main())
