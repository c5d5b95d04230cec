"""Three indexes of events go: each begins another one (`Event.Meta.indexes`), and PostgreSQL read 780,000 entries of the court's
to find none. Dropped by name, because Django would write the table of SQLite anew, without the triggers that keep it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

DROPPED = {
    "core_event_court_id_68d4f733": "court_id",
    "core_event_actor_id_594b280e": "actor_id",
    "core_event_case_id_89593bbf": "case_id",
}


class Migration(migrations.Migration):
    dependencies = [("core", "0002_keep_audit")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f'DROP INDEX IF EXISTS "{name}"', f'CREATE INDEX "{name}" ON "core_event" ("{column}")'
                )
                for name, column in DROPPED.items()
            ],
            state_operations=[
                migrations.AlterField(
                    "event",
                    "actor",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AlterField("event", "case_id", models.UUIDField(null=True)),
                migrations.AlterField(
                    "event",
                    "court",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.court",
                    ),
                ),
            ],
        )
    ]
