import django.db.models.deletion
import uuid
from django.db import migrations, models

from toaan.core.migration import CreateTogether


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_initial'),
    ]

    operations = [
        CreateTogether([
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('book', models.CharField(max_length=20)),
                ('line', models.CharField(max_length=36)),
                ('label', models.CharField(max_length=200)),
                ('column', models.CharField(max_length=30)),
                ('order', models.PositiveSmallIntegerField()),
                ('before', models.TextField(blank=True)),
                ('after', models.TextField(blank=True)),
                ('after_folded', models.TextField(editable=False)),
                ('reason', models.CharField(max_length=500)),
                ('made_at', models.DateTimeField()),
                ('sha256', models.CharField(max_length=64)),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.court')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
            ],
            options={
                'ordering': ['made_at', 'order'],
                'indexes': [models.Index(fields=['court', 'book', 'line'], name='books_corre_court_i_bc6756_idx')],
                'constraints': [models.UniqueConstraint(fields=('book', 'line', 'column', 'order'), name='one_correction_at_a_time')],
            },
        ),
        ]),
    ]
