"""Markdown in, blocks out, and back: what converters broke is mended first. Begin at `reader`."""
