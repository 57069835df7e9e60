"""Puts the parts together: configuration, pipeline, daemon, command line and web view."""
