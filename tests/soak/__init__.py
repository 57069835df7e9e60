"""Weeks of many policies in minutes: the clock is handed in."""
