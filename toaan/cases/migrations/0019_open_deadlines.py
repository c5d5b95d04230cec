"""What is open of a court comes first in the index, whoever has to keep it: most of what a court ever had is not open."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0018_resolved'),
        ('core', '0011_lists_of_a_court'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='deadline',
            name='cases_deadl_court_i_1d78dc_idx',
        ),
        migrations.AddIndex(
            model_name='deadline',
            index=models.Index(fields=['court', 'state', 'owner', 'post'], name='cases_deadl_court_i_b6a0b0_idx'),
        ),
    ]
