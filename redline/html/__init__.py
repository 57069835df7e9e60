"""HTML in, blocks out: its tree, less the furniture, the policy in it, its blocks. Begin at `reader`."""
