"""What was seen and said, kept for years. The only package with SQL."""
