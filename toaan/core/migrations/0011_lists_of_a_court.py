"""Numbers of a year, the newest first, and acts of a court: what its books and its news read."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0010_rule_place'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['court', 'act', 'at'], name='core_event_court_i_53a30a_idx'),
        ),
        migrations.AddIndex(
            model_name='issuednumber',
            index=models.Index(fields=['court', 'year', 'issued_at', 'sequence'], name='core_issued_court_i_95e37b_idx'),
        ),
    ]
