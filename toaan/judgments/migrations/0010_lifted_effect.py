"""An effect may be lifted, never changed or deleted: the day goes, and what lifted it is written down beside it (275.3)."""

from django.db import migrations, models

TABLES = ("judgments_effect", "judgments_parteffect")
MESSAGE = "legal effect is never changed"
LIFTED = "NEW.effective_on IS NULL AND LENGTH(NEW.lifted) > LENGTH(OLD.lifted)"
UPDATE = f"(OLD.effective_on IS NOT NULL AND NOT ({LIFTED})) OR LENGTH(NEW.lifted) < LENGTH(OLD.lifted)"
DELETE = "OLD.effective_on IS NOT NULL OR OLD.lifted <> ''"


def protect(apps, schema_editor):
    for table in TABLES:
        if schema_editor.connection.vendor == "sqlite":
            for verb, condition in (("update", UPDATE), ("delete", DELETE)):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
                schema_editor.execute(
                    f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} WHEN ({condition})"
                    f" BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END;"
                )
            continue
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_keep ON {table}")
        for verb, condition in (("update", UPDATE), ("delete", DELETE)):
            schema_editor.execute(
                f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} FOR EACH ROW WHEN ({condition})"
                f" EXECUTE FUNCTION {table}_keep()"
            )


class Migration(migrations.Migration):
    dependencies = [("judgments", "0009_corrections")]
    operations = [
        migrations.AddField("effect", "lifted", models.TextField(blank=True, default="")),
        migrations.AddField("parteffect", "lifted", models.TextField(blank=True, default="")),
        migrations.RunPython(protect, migrations.RunPython.noop),
    ]
