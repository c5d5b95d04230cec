"""A pronounced judgment, its parts and their effect cannot be changed or deleted, not even by raw SQL."""

from django.db import migrations


def protect(apps, schema_editor):
    from toaan.core import audit

    for table, message, condition in (
        ("judgments_judgment", "a pronounced judgment never changes", "OLD.state = 'pronounced'"),
        ("judgments_judgmentpart", "a pronounced judgment never changes", ""),
        ("judgments_effect", "legal effect is never changed", ""),
        ("judgments_parteffect", "legal effect is never changed", ""),
    ):
        sql = audit.protect(table, message, condition)
        if schema_editor.connection.vendor == "sqlite":
            for statement in sql.split("END;\n"):
                if statement.strip():
                    schema_editor.execute(statement + "END;")
        else:
            schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("judgments", "0001_initial"), ("core", "0002_keep_audit")]
    operations = [migrations.RunPython(protect, migrations.RunPython.noop)]
