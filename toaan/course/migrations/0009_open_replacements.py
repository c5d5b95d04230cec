"""Requests for replacement that are open are found among all others."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0017_seats_and_owners'),
        ('core', '0011_lists_of_a_court'),
        ('course', '0008_replacements'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='replacement',
            index=models.Index(fields=['state'], name='course_repl_state_f72341_idx'),
        ),
    ]
