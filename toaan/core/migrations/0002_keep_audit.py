"""The audit chain and issued numbers cannot be changed or deleted, not even by the application."""

from django.db import migrations


def protect(apps, schema_editor):
    from toaan.core import audit

    audit.install(schema_editor, "core_auditentry", "audit entries are never changed")
    audit.install(schema_editor, "core_auditanchor", "audit anchors are never changed")
    audit.install(schema_editor, "core_issuednumber", "issued numbers are never changed")


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(protect, migrations.RunPython.noop)]
