"""Rules keep the order of the law. The next `load_first` (every start) gives each its place."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0009_mediator")]

    operations = [
        migrations.AddField(
            model_name="ruleversion",
            name="place",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
