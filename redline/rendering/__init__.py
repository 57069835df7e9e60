"""A judged redline in; text, Markdown or HTML out. Begin at `formats`; `layout` is what the three share."""
