"""The whole service over a small made-up world on loopback: `clausewatch demo`."""
