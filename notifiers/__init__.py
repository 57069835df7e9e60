"""Tells people. Knows alerts and channels, not databases."""
