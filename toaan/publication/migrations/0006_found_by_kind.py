from django.db import migrations
from django.utils import timezone


def look_again(apps, schema_editor):
    """What was published before the search knew its kind is put into the index anew."""
    publications = apps.get_model("publication", "Publication").objects.filter(state="published")
    changes, now = apps.get_model("core", "SearchChange"), timezone.now()
    rows = (
        changes(kind="publication", subject_id=str(pk), at=now)
        for pk in publications.values_list("pk", flat=True).iterator()
    )
    changes.objects.bulk_create(rows, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("publication", "0005_found_by_day")]
    operations = [migrations.RunPython(look_again, migrations.RunPython.noop)]
