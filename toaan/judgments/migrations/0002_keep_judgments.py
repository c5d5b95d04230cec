"""A pronounced judgment and its parts cannot be changed or deleted, not even by raw SQL; their effect can only be lifted.

What has no effect yet may get it at second instance. An effect that is there goes only together with a written line of
what lifted it (275.3), and what is written there only grows.
"""

from django.db import migrations

JUDGMENTS = "a pronounced judgment never changes"
EFFECTS = "legal effect is never changed"
LIFTED = "NEW.effective_on IS NULL AND LENGTH(NEW.lifted) > LENGTH(OLD.lifted)"
UPDATE = f"(OLD.effective_on IS NOT NULL AND NOT ({LIFTED})) OR LENGTH(NEW.lifted) < LENGTH(OLD.lifted)"
DELETE = "OLD.effective_on IS NOT NULL OR OLD.lifted <> ''"


def protect(apps, schema_editor):
    from toaan.core import audit

    audit.install(schema_editor, "judgments_judgment", JUDGMENTS, "OLD.state = 'pronounced'")
    audit.install(schema_editor, "judgments_judgmentpart", JUDGMENTS)
    for table in ("judgments_effect", "judgments_parteffect"):
        audit.install(schema_editor, table, EFFECTS, UPDATE, DELETE)


class Migration(migrations.Migration):
    dependencies = [("judgments", "0001_initial")]
    operations = [migrations.RunPython(protect, migrations.RunPython.noop)]
