import django.db.models.deletion
from django.db import migrations, models

RULINGS = ("judgment", "decision", "above", "committee")


def of_one_ruling() -> models.Q:
    found = models.Q()
    for filled in RULINGS:
        found |= models.Q(**{f"{name}__isnull": name != filled for name in RULINGS})
    return found


class Migration(migrations.Migration):
    dependencies = [("publication", "0003_rulings_named")]

    operations = [
        migrations.AlterField(
            model_name="publication",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="publications", to="cases.case"
            ),
        ),
        migrations.AlterField(model_name="publication", name="number", field=models.CharField(max_length=60)),
        migrations.AlterField(model_name="publication", name="dated", field=models.DateField()),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                condition=models.Q(("waits_since__isnull", False)),
                fields=["court", "waits_since", "case"],
                name="encoding_to_decide",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(condition=of_one_ruling(), name="publication_of_one_ruling"),
        ),
    ]
