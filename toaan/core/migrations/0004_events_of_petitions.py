"""The events of a petition are found with their moment, like those of a case: news asks for the last sixty days of every petition that a
judge has ever examined. The old index goes by its name, because Django would write the table of SQLite anew, without the
triggers that keep it."""

from django.db import migrations, models

DROPPED = "core_event_petition_id_f70f4bb2"


class Migration(migrations.Migration):
    dependencies = [("core", "0003_event_indexes")]

    operations = [
        migrations.AddIndex(
            "event", models.Index(fields=["petition_id", "at"], name="core_event_petitio_a475a1_idx")
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f'DROP INDEX IF EXISTS "{DROPPED}"',
                    f'CREATE INDEX "{DROPPED}" ON "core_event" ("petition_id")',
                )
            ],
            state_operations=[migrations.AlterField("event", "petition_id", models.UUIDField(null=True))],
        ),
    ]
