"""Each row names its case, so that it may be about a decision as well as a judgment; filled in by the next migration."""

from django.db import migrations, models
from django.db.models.deletion import PROTECT


def case_of(related):
    return models.ForeignKey(null=True, on_delete=PROTECT, related_name=related, to="cases.case")


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_procurator"), ("review", "0001_applications")]
    operations = [
        migrations.AddField("application", "case", case_of("+")),
        migrations.AddField("proceeding", "case", case_of("+")),
        migrations.AddField("casefile", "case", case_of("files_above")),
        migrations.AddField("letter", "case", case_of("+")),
        migrations.AddField("proceeding", "to_retry", models.BooleanField(default=False)),
    ]
