"""Papers that go out and their copies learn their court and their day, so that no list joins every case of the court."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    case = apps.get_model("cases", "Case").objects.filter(pk=OuterRef("case_id")).values("court_id")
    service_model = apps.get_model("delivery", "Service")
    service_model.objects.update(court_id=Subquery(case))
    service = service_model.objects.filter(pk=OuterRef("service_id")).values("ordered_at")
    copies = apps.get_model("delivery", "ServiceRecipient").objects
    copies.update(court_id=Subquery(case), ordered_at=Subquery(service))


def court():
    return models.ForeignKey(
        db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.court"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0015_deadlines_by_rule"),
        ("core", "0010_rule_place"),
        ("delivery", "0002_dispatch"),
    ]

    operations = [
        migrations.AddField("service", "court", court()),
        migrations.AddField("servicerecipient", "court", court()),
        migrations.AddField("servicerecipient", "ordered_at", models.DateTimeField(null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
