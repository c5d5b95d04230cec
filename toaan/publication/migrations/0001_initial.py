import django.db.models.deletion
import uuid
from django.db import migrations, models

from toaan.core.migration import CreateTogether


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_initial'),
        ('judgments', '0001_initial'),
    ]

    operations = [
        CreateTogether([
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('proposed', 'Chờ duyệt mã hóa'), ('reviewed', 'Đang duyệt mã hóa'), ('published', 'Đã công bố'), ('declined', 'Không công bố'), ('withdrawn', 'Đã gỡ')], default='proposed', max_length=10)),
                ('source', models.TextField()),
                ('replacements', models.JSONField(default=list)),
                ('warnings', models.JSONField(default=list)),
                ('mapping', models.JSONField(default=dict)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('public_text', models.TextField()),
                ('citations', models.JSONField(default=list)),
                ('reasons_against', models.JSONField(default=list)),
                ('proposed_at', models.DateTimeField()),
                ('waits_since', models.GeneratedField(db_persist=True, expression=models.Case(models.When(state__in=('proposed', 'reviewed'), then=models.F('proposed_at')), default=None), output_field=models.DateTimeField(null=True))),
                ('effective_on', models.DateField()),
                ('published_at', models.DateTimeField(null=True)),
                ('declined_at', models.DateTimeField(null=True)),
                ('decline_reason', models.JSONField(default=dict)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawal_reason', models.TextField(blank=True)),
                ('paper_sha256', models.CharField(blank=True, max_length=64)),
                ('court', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.court')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('judgment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='publication', to='judgments.judgment')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
            ],
            options={
                'ordering': ['-published_at'],
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('by_name', models.CharField(max_length=200)),
                ('decisions', models.PositiveIntegerField(default=0)),
                ('replacements', models.JSONField()),
                ('warnings', models.JSONField()),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='publication.publication')),
            ],
            options={
                'ordering': ['-number'],
            },
        ),
        migrations.AddIndex(
            model_name='publication',
            index=models.Index(fields=['state', 'published_at'], name='publication_state_37effd_idx'),
        ),
        migrations.AddIndex(
            model_name='publication',
            index=models.Index(fields=['court', 'state', 'proposed_at'], name='publication_court_i_7e58f0_idx'),
        ),
        migrations.AddIndex(
            model_name='publication',
            index=models.Index(condition=models.Q(('waits_since__isnull', False)), fields=['court', 'waits_since', 'judgment'], name='encoding_to_decide'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='published_has_its_moment'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawal_reason', ''), _negated=True)), _connector='OR'), name='withdrawn_has_its_reason'),
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.UniqueConstraint(fields=('publication', 'number'), name='one_row_per_revision'),
        ),
        ]),
    ]
