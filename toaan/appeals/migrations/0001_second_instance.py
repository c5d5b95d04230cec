import django.db.models.deletion
import uuid
from django.db import migrations, models

from toaan.core.migration import CreateTogether


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0001_initial'),
        ('core', '0001_initial'),
        ('course', '0001_initial'),
        ('judgments', '0001_initial'),
    ]

    operations = [
        CreateTogether([
        migrations.CreateModel(
            name='Advance',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('due', 'Chờ nộp tạm ứng án phí'), ('paid', 'Đã nộp tạm ứng án phí'), ('exempt', 'Không phải nộp tạm ứng án phí')], max_length=6)),
                ('accepted_on', models.DateField()),
                ('exemption', models.CharField(blank=True, max_length=60)),
                ('exemption_words', models.CharField(blank=True, max_length=500)),
                ('amount', models.BigIntegerField(default=0)),
                ('fee', models.JSONField(default=dict)),
                ('notified_on', models.DateField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('receipt', models.JSONField(default=dict)),
                ('paid_on', models.DateField(null=True)),
                ('late_reason', models.TextField(blank=True)),
                ('appeal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='advance', to='judgments.appeal')),
                ('judge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
            ],
        ),
        migrations.CreateModel(
            name='AmendmentRequest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('asked_on', models.DateField()),
                ('due_on', models.DateField()),
                ('what', models.TextField()),
                ('answered_on', models.DateField(null=True)),
                ('appeal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amendment_requests', to='judgments.appeal')),
                ('judge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
            ],
            options={
                'ordering': ['asked_on'],
            },
        ),
        migrations.CreateModel(
            name='ChallengeAdvance',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('due', 'Chờ nộp tạm ứng án phí'), ('paid', 'Đã nộp tạm ứng án phí'), ('exempt', 'Không phải nộp tạm ứng án phí')], max_length=6)),
                ('accepted_on', models.DateField()),
                ('exemption_words', models.CharField(blank=True, max_length=500)),
                ('amount', models.BigIntegerField(default=0)),
                ('fee', models.JSONField(default=dict)),
                ('due_on', models.DateField(null=True)),
                ('receipt', models.JSONField(default=dict)),
                ('paid_on', models.DateField(null=True)),
                ('challenge', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='advance', to='course.challenge')),
                ('judge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
            ],
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('level', models.CharField(blank=True, max_length=6)),
                ('before', models.JSONField()),
                ('after', models.JSONField()),
                ('received_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appeal_changes', to='cases.case')),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.party')),
            ],
            options={
                'ordering': ['recorded_at'],
            },
        ),
        migrations.CreateModel(
            name='Discontinuance',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('decided_on', models.DateField()),
                ('content', models.JSONField()),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('issued_at', models.DateTimeField(null=True)),
                ('citation', models.CharField(max_length=200)),
                ('reason', models.TextField()),
                ('by_panel', models.BooleanField(default=False)),
                ('quashes', models.BooleanField(default=False)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='appeal_discontinuance', to='cases.case')),
                ('number', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.issuednumber')),
                ('signer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LateReview',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('issued_at', models.DateTimeField(null=True)),
                ('received_on', models.DateField()),
                ('due_on', models.DateField()),
                ('formed_on', models.DateField(null=True)),
                ('session_at', models.DateTimeField(null=True)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('accepted', models.BooleanField(null=True)),
                ('reason', models.TextField(blank=True)),
                ('heard', models.TextField(blank=True)),
                ('decided_on', models.DateField(null=True)),
                ('content', models.JSONField(default=dict)),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.court')),
                ('late', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='review', to='judgments.lateappeal')),
                ('number', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.issuednumber')),
                ('others', models.ManyToManyField(related_name='+', to='core.post')),
                ('presiding', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('signer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
            ],
            options={
                'ordering': ['received_on'],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('decided_on', models.DateField()),
                ('content', models.JSONField()),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('issued_at', models.DateTimeField(null=True)),
                ('outcome', models.CharField(choices=[('upheld', 'Giữ nguyên quyết định sơ thẩm'), ('amended', 'Sửa quyết định sơ thẩm'), ('cancelled', 'Hủy quyết định sơ thẩm, chuyển hồ sơ để tiếp tục giải quyết vụ án'), ('quashed', 'Hủy quyết định sơ thẩm và đình chỉ giải quyết việc dân sự'), ('ended', 'Đình chỉ xét xử phúc thẩm')], max_length=9)),
                ('reason', models.TextField()),
                ('amended', models.TextField(blank=True)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='review', to='cases.case')),
                ('number', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.issuednumber')),
                ('signer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Settlement',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('terms', models.TextField()),
                ('fees', models.TextField(blank=True)),
                ('agreed_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='appeal_settlement', to='cases.case')),
            ],
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('level', models.CharField(blank=True, max_length=6)),
                ('parts', models.JSONField()),
                ('received_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('reason', models.TextField(blank=True)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawals', to='cases.case')),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.party')),
            ],
            options={
                'ordering': ['recorded_at'],
            },
        ),
        migrations.CreateModel(
            name='FileTransfer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sent_on', models.DateField()),
                ('sent_at', models.DateTimeField()),
                ('note', models.CharField(blank=True, max_length=500)),
                ('returned_on', models.DateField(null=True)),
                ('above', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='brought_by', to='cases.case')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='file_transfers', to='cases.case')),
                ('decision', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='file_transfer', to='course.coursedecision')),
                ('judgment', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='file_transfer', to='judgments.judgment')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('to_court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.court')),
            ],
            options={
                'ordering': ['sent_at'],
                'indexes': [models.Index(fields=['to_court', 'above'], name='appeals_fil_to_cour_d5eef2_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decision__isnull', True), ('judgment__isnull', False)), models.Q(('decision__isnull', False), ('judgment__isnull', True)), _connector='OR'), name='file_of_judgment_or_decision')],
            },
        ),
        migrations.CreateModel(
            name='PartRuling',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('outcome', models.CharField(choices=[('upheld', 'Giữ nguyên'), ('amended', 'Sửa'), ('remitted', 'Hủy, chuyển hồ sơ để giải quyết lại theo thủ tục sơ thẩm'), ('ended', 'Hủy và đình chỉ giải quyết vụ án'), ('discontinued', 'Đình chỉ xét xử phúc thẩm')], max_length=12)),
                ('accepted', models.BigIntegerField(null=True)),
                ('decided_on', models.DateField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='part_rulings', to='cases.case')),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rulings', to='judgments.judgmentpart')),
            ],
            options={
                'ordering': ['part__order'],
                'constraints': [models.UniqueConstraint(fields=('case', 'part'), name='one_ruling_per_part')],
            },
        ),
        migrations.CreateModel(
            name='SuitAnswer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('agreed', models.BooleanField()),
                ('answered_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suit_answers', to='cases.case')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.party')),
            ],
            options={
                'ordering': ['recorded_at'],
                'constraints': [models.UniqueConstraint(fields=('case', 'party'), name='one_suit_answer_per_party')],
            },
        ),
        migrations.CreateModel(
            name='SuitWithdrawal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('received_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('reason', models.TextField(blank=True)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suit_withdrawals', to='cases.case')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.party')),
            ],
            options={
                'ordering': ['recorded_at'],
                'constraints': [models.UniqueConstraint(fields=('case', 'party'), name='one_suit_withdrawal_per_party')],
            },
        ),
        ]),
    ]
