"""What has no effect yet may get it at second instance; an effect that is there is never changed or deleted."""

from django.db import migrations

TABLES = ("judgments_effect", "judgments_parteffect")


def protect(apps, schema_editor):
    from toaan.core import audit

    sqlite = schema_editor.connection.vendor == "sqlite"
    for table in TABLES:
        if sqlite:
            for verb in ("update", "delete"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
        else:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_keep ON {table}")
        sql = audit.protect(table, "legal effect is never changed", "OLD.effective_on IS NOT NULL")
        if sqlite:
            for statement in sql.split("END;\n"):
                if statement.strip():
                    schema_editor.execute(statement + "END;")
        else:
            schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("judgments", "0007_second_instance")]
    operations = [migrations.RunPython(protect, migrations.RunPython.noop)]
