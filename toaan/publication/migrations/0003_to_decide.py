"""Encodings that wait for a decision have a mark that the database keeps."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0010_rule_place'),
        ('judgments', '0010_lifted_effect'),
        ('publication', '0002_court'),
    ]

    operations = [
        migrations.AlterField(
            model_name='publication',
            name='court',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.court'),
        ),
        migrations.AddField(
            model_name='publication',
            name='waits_since',
            field=models.GeneratedField(db_persist=True, expression=models.Case(models.When(state__in=('proposed', 'reviewed'), then=models.F('proposed_at')), default=None), output_field=models.DateTimeField(null=True)),
        ),
        migrations.AddIndex(
            model_name='publication',
            index=models.Index(fields=['court', 'state', 'proposed_at'], name='publication_court_i_7e58f0_idx'),
        ),
        migrations.AddIndex(
            model_name='publication',
            index=models.Index(condition=models.Q(('waits_since__isnull', False)), fields=['court', 'waits_since', 'judgment'], name='encoding_to_decide'),
        ),
    ]
