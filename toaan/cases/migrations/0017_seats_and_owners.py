"""Where an officer sits, and what the leaders and the clerks have to keep, each from one index."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0016_register_place'),
        ('core', '0011_lists_of_a_court'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(fields=['post', 'ended_at', 'case'], name='cases_assig_post_id_551f5d_idx'),
        ),
        migrations.AddIndex(
            model_name='deadline',
            index=models.Index(fields=['court', 'owner', 'state', 'post'], name='cases_deadl_court_i_1d78dc_idx'),
        ),
    ]
