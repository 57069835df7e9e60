"""Two wordings in, what is left of both out, once all is gone that says the same. Begin at `residue`."""
