"""Other programs' watch lists and archives in, and our own data out."""
