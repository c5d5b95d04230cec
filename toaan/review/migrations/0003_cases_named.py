"""What was there is about judgments: its case is the case of the judgment."""

from django.db import migrations


def fill(apps, schema_editor):
    for name in ("Application", "Proceeding", "CaseFile", "Letter"):
        model = apps.get_model("review", name)
        for row in model.objects.select_related("judgment"):
            model.objects.filter(pk=row.pk).update(case_id=row.judgment.case_id)
    proceedings = apps.get_model("review", "Proceeding").objects
    for row in proceedings.filter(state="decided"):
        retry = any(one["outcome"] == "retry" for one in row.rulings)
        proceedings.filter(pk=row.pk).update(to_retry=retry)


class Migration(migrations.Migration):
    dependencies = [("judgments", "0003_late_appeals_of_decisions"), ("review", "0002_cases")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
