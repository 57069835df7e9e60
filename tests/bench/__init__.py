"""Figures, not verdicts: `make bench` prints them, `make bench` with names of `BENCHES` prints some."""
