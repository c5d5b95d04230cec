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
            name='PortalIncident',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('started_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('what', models.CharField(max_length=500)),
                ('recorded_at', models.DateTimeField()),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.court')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
            ],
            options={
                'ordering': ['-started_at'],
            },
        ),
        migrations.CreateModel(
            name='RuleProposal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('key', models.CharField(max_length=100)),
                ('title', models.CharField(max_length=300)),
                ('content', models.JSONField()),
                ('before', models.JSONField(null=True)),
                ('basis', models.CharField(max_length=64)),
                ('reason', models.TextField()),
                ('state', models.CharField(choices=[('proposed', 'Chờ người thứ hai ký'), ('applied', 'Đã áp dụng'), ('rejected', 'Không được duyệt'), ('withdrawn', 'Đã rút')], default='proposed', max_length=10)),
                ('proposed_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('decision', models.TextField(blank=True)),
                ('effects', models.JSONField(default=dict)),
                ('paper_sha256', models.CharField(max_length=64)),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.court')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('event', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.event')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
            ],
            options={
                'ordering': ['-proposed_at'],
                'indexes': [models.Index(fields=['kind', 'key', 'state'], name='rulebook_ru_kind_f7daae_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'proposed')), fields=('kind', 'key'), name='one_open_proposal_per_rule')],
            },
        ),
        ]),
    ]
