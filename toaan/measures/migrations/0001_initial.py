import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from toaan.core.migration import CreateTogether


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0001_initial'),
        ('core', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTogether([
        migrations.CreateModel(
            name='MeasureRequest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('measure', models.CharField(max_length=60)),
                ('measure_title', models.TextField()),
                ('citation', models.CharField(max_length=100)),
                ('demands', models.TextField()),
                ('reason', models.TextField()),
                ('value', models.BigIntegerField(null=True)),
                ('holder_name', models.CharField(blank=True, max_length=200)),
                ('holder_address', models.CharField(blank=True, max_length=300)),
                ('channel', models.CharField(choices=[('online', 'Qua Cổng'), ('direct', 'Trực tiếp'), ('post', 'Qua bưu chính')], max_length=6)),
                ('received_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('at_hearing', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('received', 'Chờ Thẩm phán quyết định'), ('security', 'Chờ thực hiện biện pháp bảo đảm'), ('secured', 'Đã thực hiện biện pháp bảo đảm'), ('applied', 'Đang áp dụng'), ('refused', 'Không chấp nhận'), ('cancelled', 'Đã hủy bỏ')], default='received', max_length=10)),
                ('security', models.JSONField(default=dict)),
                ('against', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.party')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measure_requests', to='cases.case')),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.party')),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-recorded_at'],
            },
        ),
        migrations.CreateModel(
            name='MeasureDecision',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('decided_on', models.DateField()),
                ('content', models.JSONField()),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('issued_at', models.DateTimeField(null=True)),
                ('kind', models.CharField(choices=[('security', 'Quyết định buộc thực hiện biện pháp bảo đảm'), ('application', 'Quyết định áp dụng biện pháp khẩn cấp tạm thời'), ('refusal', 'Thông báo không chấp nhận yêu cầu áp dụng biện pháp khẩn cấp tạm thời'), ('cancellation', 'Quyết định hủy bỏ biện pháp khẩn cấp tạm thời'), ('settlement', 'Quyết định giải quyết khiếu nại, kiến nghị về biện pháp khẩn cấp tạm thời')], max_length=12)),
                ('by_panel', models.BooleanField(default=False)),
                ('ground', models.CharField(blank=True, max_length=60)),
                ('ground_title', models.TextField(blank=True)),
                ('citation', models.CharField(blank=True, max_length=200)),
                ('reason', models.TextField()),
                ('orders', models.TextField(blank=True)),
                ('accepted', models.BooleanField(default=False)),
                ('number', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.issuednumber')),
                ('signer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='measures.measurerequest')),
            ],
            options={
                'ordering': ['decided_on', 'issued_at'],
            },
        ),
        migrations.CreateModel(
            name='MeasureComplaint',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('channel', models.CharField(choices=[('online', 'Qua Cổng'), ('direct', 'Trực tiếp'), ('post', 'Qua bưu chính')], max_length=6)),
                ('received_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('ground', models.TextField()),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.party')),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to='measures.measuredecision')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='settled_complaints', to='measures.measuredecision')),
            ],
            options={
                'ordering': ['recorded_at'],
                'constraints': [models.UniqueConstraint(fields=('decision', 'party'), name='one_measure_complaint_per_party'), models.UniqueConstraint(condition=models.Q(('party__isnull', True)), fields=('decision',), name='one_measure_proposal_of_the_procuracy')],
            },
        ),
        migrations.AddConstraint(
            model_name='measuredecision',
            constraint=models.UniqueConstraint(condition=models.Q(('sha256', '')), fields=('request',), name='one_unfinished_measure_decision'),
        ),
        ]),
    ]
