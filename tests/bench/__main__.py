"""`python -m tests.bench [NAME]...`: runs the benchmarks of the table below and prints their figures."""

import importlib
import sys

# name -> module beside this one, with a `main()` that prints its table
BENCHES: dict[str, str] = {
    "backfill": "backfill",
    "past": "past",
    "speed": "speed",
    "web": "web",
}


def main() -> None:
    """Run the benchmarks named on the command line, all of them by default."""
    wanted = [name for name in sys.argv[1:] if not name.startswith("-")] or list(BENCHES)
    for name in wanted:
        if name not in BENCHES:
            sys.exit(f"no benchmark {name!r}; there are: {', '.join(BENCHES)}")
        print(f"== {name} ==")
        importlib.import_module(f"tests.bench.{BENCHES[name]}").main()
        print()


if __name__ == "__main__":
    main()
