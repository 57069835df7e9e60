"""Which clauses of two texts belong together: the parts of `redline.alignment` and `redline.comparison`."""
