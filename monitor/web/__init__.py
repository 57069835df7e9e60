"""The web view: the store read, and shown as pages, feeds and JSON. It never drives the pipeline."""
