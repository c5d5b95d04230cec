from django.db import migrations
from django.db.models import OuterRef, Subquery


def name_them(apps, schema_editor):
    """Until now everything was a judgment: its case, number and day stand on the row from here on."""
    publication = apps.get_model("publication", "Publication")
    judgments = apps.get_model("judgments", "Judgment").objects.filter(pk=OuterRef("judgment"))
    publication.objects.filter(case=None).update(
        case=Subquery(judgments.values("case")[:1]),
        number=Subquery(judgments.values("number__text")[:1]),
        dated=Subquery(judgments.values("dated")[:1]),
    )


class Migration(migrations.Migration):
    dependencies = [("publication", "0002_decisions")]

    operations = [migrations.RunPython(name_them, migrations.RunPython.noop)]
