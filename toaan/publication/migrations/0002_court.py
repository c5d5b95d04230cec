"""Publications learn their court, so that what waits is found without joining every judgment."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    judgment = apps.get_model("judgments", "Judgment").objects.filter(pk=OuterRef("judgment_id"))
    apps.get_model("publication", "Publication").objects.update(court_id=Subquery(judgment.values("case__court_id")))


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0010_rule_place"),
        ("judgments", "0010_lifted_effect"),
        ("publication", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            "publication",
            "court",
            models.ForeignKey(
                db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.court"
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
