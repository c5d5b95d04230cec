from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_how_requests_ended"),
    ]

    operations = [
        migrations.AddField(
            model_name="representation",
            name="ended_on",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="representation",
            name="ended_why",
            field=models.CharField(blank=True, editable=False, max_length=300),
        ),
    ]
