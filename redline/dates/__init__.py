"""Clauses in, the date that the text states of itself out. Begin at `stated`."""
