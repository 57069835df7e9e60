"""Full text over headings: the heading of each place, indexed as clauses are, and the way from a place to its outlines.

Revision: 0003, after 0002
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the index, fill it from the places there are, and keep it filled."""
    op.create_index("ix_outline_row_place_id_outline_id", "outline_row", ["place_id", "outline_id"])
    op.execute("CREATE VIRTUAL TABLE heading_words USING fts5(text, tokenize='unicode61 remove_diacritics 2')")
    op.execute(
        "CREATE TRIGGER heading_words_insert AFTER INSERT ON place WHEN json_extract(new.content, '$.heading') <> '' "
        "BEGIN INSERT INTO heading_words(rowid, text) VALUES (new.id, json_extract(new.content, '$.heading')); END"
    )
    op.execute(
        "CREATE TRIGGER heading_words_delete AFTER DELETE ON place "
        "BEGIN DELETE FROM heading_words WHERE rowid = old.id; END"
    )
    op.execute(
        "INSERT INTO heading_words(rowid, text) "
        "SELECT id, json_extract(content, '$.heading') FROM place WHERE json_extract(content, '$.heading') <> ''"
    )
