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
            name='DeliberationMinutes',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('text', models.JSONField()),
                ('signers', models.JSONField(default=list)),
                ('written_at', models.DateTimeField()),
                ('signed_at', models.DateTimeField(null=True)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='deliberation_minutes', to='cases.case')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(default='judgment', max_length=20)),
                ('content', models.JSONField()),
                ('revision', models.PositiveIntegerField(default=0)),
                ('saved_at', models.DateTimeField()),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='judgment_draft', to='cases.case')),
                ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
            ],
        ),
        migrations.CreateModel(
            name='DraftVersion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('revision', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('origin', models.CharField(choices=[('typed', 'Bấm lưu'), ('auto', 'Tự lưu'), ('restored', 'Khôi phục'), ('word', 'Nhận từ tệp Word')], max_length=10)),
                ('restored_from', models.PositiveIntegerField(null=True)),
                ('words', models.PositiveIntegerField()),
                ('begun_at', models.DateTimeField()),
                ('saved_at', models.DateTimeField()),
                ('closed', models.BooleanField(default=True)),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='judgments.draft')),
                ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
            ],
            options={
                'ordering': ['-revision'],
            },
        ),
        migrations.CreateModel(
            name='Judgment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('reopened', 'Đang sửa trước khi tuyên'), ('numbered', 'Đã cấp số, chưa ký'), ('signed', 'Đã ký, chưa tuyên'), ('pronounced', 'Đã tuyên')], default='numbered', max_length=10)),
                ('text', models.JSONField()),
                ('dated', models.DateField()),
                ('numbered_at', models.DateTimeField()),
                ('unsigned_sha256', models.CharField(blank=True, max_length=64)),
                ('signed_sha256', models.CharField(blank=True, max_length=64)),
                ('signed_at', models.DateTimeField(null=True)),
                ('pronounced_at', models.DateTimeField(null=True)),
                ('pronounced_on', models.DateField(null=True)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='judgment', to='cases.case')),
                ('number', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.issuednumber')),
                ('signer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
            ],
        ),
        migrations.CreateModel(
            name='Effect',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('settled_at', models.DateTimeField()),
                ('effective_on', models.DateField(null=True)),
                ('lifted', models.TextField(blank=True, default='')),
                ('judgment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='effect', to='judgments.judgment')),
            ],
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('decided_on', models.DateField()),
                ('content', models.JSONField()),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('issued_at', models.DateTimeField(null=True)),
                ('places', models.JSONField(default=list)),
                ('number', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.issuednumber')),
                ('signer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('judgment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='judgments.judgment')),
            ],
            options={
                'ordering': ['issued_at'],
            },
        ),
        migrations.CreateModel(
            name='AppealPeriod',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('order', models.PositiveSmallIntegerField()),
                ('level', models.CharField(blank=True, choices=[('same', 'Viện kiểm sát cùng cấp'), ('higher', 'Viện kiểm sát cấp trên trực tiếp')], max_length=6)),
                ('attended_hearing', models.BooleanField()),
                ('attended_pronouncement', models.BooleanField()),
                ('good_reason', models.BooleanField(default=False)),
                ('received_on', models.DateField(null=True)),
                ('posted_on', models.DateField(null=True)),
                ('from_on', models.DateField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('provisional', models.BooleanField(default=False)),
                ('rule', models.CharField(blank=True, max_length=100)),
                ('explanation', models.TextField()),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.party')),
                ('judgment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='periods', to='judgments.judgment')),
            ],
            options={
                'ordering': ['order'],
            },
        ),
        migrations.CreateModel(
            name='JudgmentPart',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('order', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('judgment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='judgments.judgment')),
            ],
            options={
                'ordering': ['order'],
            },
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('channel', models.CharField(choices=[('online', 'Qua Cổng'), ('direct', 'Trực tiếp'), ('post', 'Qua bưu chính')], max_length=6)),
                ('received_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('ground', models.TextField()),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('dropped_on', models.DateField(null=True)),
                ('dropped_why', models.CharField(blank=True, max_length=1000)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.party')),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('judgment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appeals', to='judgments.judgment')),
                ('parts', models.ManyToManyField(related_name='appeals', to='judgments.judgmentpart')),
            ],
            options={
                'ordering': ['recorded_at'],
            },
        ),
        migrations.CreateModel(
            name='LateAppeal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('channel', models.CharField(choices=[('online', 'Qua Cổng'), ('direct', 'Trực tiếp'), ('post', 'Qua bưu chính')], max_length=6)),
                ('received_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('ground', models.TextField()),
                ('reason', models.TextField()),
                ('evidence', models.PositiveSmallIntegerField(default=0)),
                ('due_on', models.DateField()),
                ('sent_on', models.DateField(null=True)),
                ('judgment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='late_appeals', to='judgments.judgment')),
                ('parts', models.ManyToManyField(related_name='+', to='judgments.judgmentpart')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.party')),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['recorded_at'],
            },
        ),
        migrations.CreateModel(
            name='PanelNote',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('text', models.TextField()),
                ('shared', models.BooleanField(default=False)),
                ('written_at', models.DateTimeField()),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='panel_notes', to='cases.case')),
            ],
            options={
                'ordering': ['-written_at'],
            },
        ),
        migrations.CreateModel(
            name='PartEffect',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('effective_on', models.DateField(null=True)),
                ('outcome', models.CharField(blank=True, max_length=60)),
                ('explanation', models.TextField()),
                ('lifted', models.TextField(blank=True, default='')),
                ('effect', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='judgments.effect')),
                ('part', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='effect', to='judgments.judgmentpart')),
            ],
            options={
                'ordering': ['part__order'],
            },
        ),
        migrations.CreateModel(
            name='Protest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('level', models.CharField(choices=[('same', 'Viện kiểm sát cùng cấp'), ('higher', 'Viện kiểm sát cấp trên trực tiếp')], max_length=6)),
                ('number', models.CharField(max_length=60)),
                ('received_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('ground', models.TextField()),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('judgment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='protests', to='judgments.judgment')),
                ('parts', models.ManyToManyField(related_name='protests', to='judgments.judgmentpart')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
            ],
            options={
                'ordering': ['recorded_at'],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('order', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('asked_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliberation_questions', to='cases.case')),
            ],
            options={
                'ordering': ['order'],
            },
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('answer', models.CharField(choices=[('agree', 'Đồng ý'), ('disagree', 'Không đồng ý')], max_length=10)),
                ('opinion', models.TextField(blank=True)),
                ('voted_at', models.DateTimeField()),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='judgments.question')),
            ],
            options={
                'ordering': ['voted_at'],
            },
        ),
        migrations.CreateModel(
            name='WordCopy',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='word_copies', to='judgments.draftversion')),
            ],
        ),
        migrations.CreateModel(
            name='WordReturn',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=255)),
                ('content', models.JSONField()),
                ('notes', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('waiting', 'Chờ quyết định'), ('taken', 'Đã nhận'), ('dropped', 'Không nhận')], default='waiting', max_length=10)),
                ('brought_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('taken', models.JSONField(default=list)),
                ('brought_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('copy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='judgments.wordcopy')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='word_returns', to='judgments.draft')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
            ],
            options={
                'ordering': ['-brought_at'],
            },
        ),
        migrations.CreateModel(
            name='CorrectionConsent',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('correction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='judgments.correction')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
            ],
            options={
                'ordering': ['at'],
                'constraints': [models.UniqueConstraint(fields=('correction', 'post'), name='one_consent_a_member_of_correction')],
            },
        ),
        migrations.AddConstraint(
            model_name='draftversion',
            constraint=models.UniqueConstraint(fields=('draft', 'revision'), name='draft_version_once'),
        ),
        migrations.AddIndex(
            model_name='judgment',
            index=models.Index(fields=['state', 'pronounced_on'], name='judgments_j_state_9ddfe8_idx'),
        ),
        migrations.AddConstraint(
            model_name='judgment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['signed', 'pronounced']), _negated=True), models.Q(('signed_sha256', ''), _negated=True), _connector='OR'), name='signed_judgment_has_its_paper'),
        ),
        migrations.AddConstraint(
            model_name='judgment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'pronounced'), _negated=True), ('pronounced_on__isnull', False), _connector='OR'), name='pronounced_judgment_has_its_day'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.UniqueConstraint(condition=models.Q(('sha256', '')), fields=('judgment',), name='one_unissued_correction'),
        ),
        migrations.AddConstraint(
            model_name='appealperiod',
            constraint=models.UniqueConstraint(fields=('judgment', 'party'), name='one_period_per_party'),
        ),
        migrations.AddConstraint(
            model_name='appealperiod',
            constraint=models.UniqueConstraint(condition=models.Q(('level', ''), _negated=True), fields=('judgment', 'level'), name='one_period_per_procuracy'),
        ),
        migrations.AddConstraint(
            model_name='appealperiod',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('level__in', ['same', 'higher']), ('party__isnull', True)), models.Q(('level', ''), ('party__isnull', False)), _connector='OR'), name='period_of_party_or_procuracy'),
        ),
        migrations.AddConstraint(
            model_name='judgmentpart',
            constraint=models.UniqueConstraint(fields=('judgment', 'order'), name='one_part_per_place'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.UniqueConstraint(fields=('judgment', 'party'), name='one_appeal_per_party'),
        ),
        migrations.AddConstraint(
            model_name='lateappeal',
            constraint=models.UniqueConstraint(fields=('judgment', 'party'), name='one_late_appeal_per_party'),
        ),
        migrations.AddConstraint(
            model_name='protest',
            constraint=models.UniqueConstraint(fields=('judgment', 'level'), name='one_protest_per_procuracy'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(fields=('case', 'order'), name='question_order_once'),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.UniqueConstraint(fields=('question', 'post'), name='one_vote_a_member'),
        ),
        migrations.AddConstraint(
            model_name='wordreturn',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('draft',), name='one_word_file_waits_for_a_draft'),
        ),
        ]),
    ]
