"""The pure core: a page's bytes in; clauses, redlines and verdicts out. No clock, files or network."""
