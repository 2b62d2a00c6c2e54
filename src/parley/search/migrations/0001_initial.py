"""What can be found, and the index that finds it: FTS5 on SQLite, two vectors with GIN on PostgreSQL."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# Stems are compared as they stand: no language's rules, no accents, nothing but blanks between them. Only whether a word stands
# in the title matters, not where, so places are not kept. The table has no words of its own: it reads them in search_entry.
FTS5 = """
CREATE VIRTUAL TABLE search_words USING fts5(
    title_stems, body_stems,
    content='search_entry', content_rowid='id', detail='column', tokenize="ascii tokenchars '_'"
)
"""

# The parser of to_tsvector would take marked stems apart; they are words already.
VECTOR = "tsvector GENERATED ALWAYS AS (array_to_tsvector(string_to_array({stems}, ' '))) STORED"
TITLE = VECTOR.format(stems="title_stems")
WORDS = VECTOR.format(stems="trim(title_stems || ' ' || body_stems)")
# Most words are rare. With fewer statistics the planner takes them for common, and reads the whole table backwards.
STATISTICS = "ALTER COLUMN {name} SET STATISTICS 1000"
VECTORS = (
    f"ALTER TABLE search_entry ADD COLUMN title_vector {TITLE}, ADD COLUMN words_vector {WORDS}",
    "CREATE INDEX search_entry_title ON search_entry USING gin (title_vector)",
    "CREATE INDEX search_entry_words ON search_entry USING gin (words_vector)",
    f"ALTER TABLE search_entry {STATISTICS.format(name='title_vector')}, {STATISTICS.format(name='words_vector')}",
)


def make_index(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    statements = VECTORS if schema_editor.connection.vendor == "postgresql" else (FTS5,)
    for statement in statements:
        schema_editor.execute(statement)


def drop_index(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    if schema_editor.connection.vendor != "postgresql":  # there the index goes with its table
        schema_editor.execute("DROP TABLE search_words")


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=16)),
                ("key", models.UUIDField()),
                ("language", models.CharField(max_length=12)),
                ("title_stems", models.TextField()),
                ("body_stems", models.TextField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "key"), name="search_entry_of_a_thing")],
            },
        ),
        migrations.RunPython(make_index, drop_index, elidable=False),
    ]
