"""What pages say around a policy, and what of a redline is theirs. Begin at `matter`; the phrases are data."""
