"""Bytes from somewhere: the live web, web archives, folders. Knows nothing of policies."""
