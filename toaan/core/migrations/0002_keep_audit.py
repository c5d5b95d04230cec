"""The audit chain and issued numbers cannot be changed or deleted, not even by the application."""

from django.db import migrations


def protect(apps, schema_editor):
    from toaan.core import audit

    for table, message in (
        ("core_auditentry", "audit entries are never changed"),
        ("core_auditanchor", "audit anchors are never changed"),
        ("core_issuednumber", "issued numbers are never changed"),
    ):
        sql = audit.protect(table, message)
        if schema_editor.connection.vendor == "sqlite":
            for statement in sql.split("END;\n"):
                if statement.strip():
                    schema_editor.execute(statement + "END;")
        else:
            schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(protect, migrations.RunPython.noop)]
