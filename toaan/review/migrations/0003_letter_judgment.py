import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """In a transaction of its own: PostgreSQL alters no table whose rows were changed in the same one."""

    dependencies = [
        ('judgments', '0010_lifted_effect'),
        ('review', '0002_protests'),
    ]

    operations = [
        migrations.AlterField(
            model_name='letter',
            name='judgment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='judgments.judgment'),
        ),
    ]
