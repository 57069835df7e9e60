"""Full text over clauses: an index that stores no text of its own and follows the clauses by a trigger.

Revision: 0002, after 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the index, fill it from the clauses there are, and keep it filled."""
    op.execute(
        "CREATE VIRTUAL TABLE clause_words USING fts5("
        "text, content='clause', content_rowid='id', tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute(
        "CREATE TRIGGER clause_words_insert AFTER INSERT ON clause "
        "BEGIN INSERT INTO clause_words(rowid, text) VALUES (new.id, new.text); END"
    )
    op.execute(
        "CREATE TRIGGER clause_words_delete AFTER DELETE ON clause "
        "BEGIN INSERT INTO clause_words(clause_words, rowid, text) VALUES ('delete', old.id, old.text); END"
    )
    op.execute("INSERT INTO clause_words(clause_words) VALUES ('rebuild')")
