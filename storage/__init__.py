"""What was seen, read and told, in one database; the only place with SQL."""
