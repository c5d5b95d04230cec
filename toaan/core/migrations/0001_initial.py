import django.contrib.auth.models
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from toaan.core.migration import CreateTogether


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        CreateTogether([
        migrations.CreateModel(
            name='AuditAnchor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True)),
                ('heads', models.JSONField()),
                ('previous', models.CharField(max_length=64)),
                ('digest', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='AuditHead',
            fields=[
                ('chain', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('sequence', models.BigIntegerField(default=0)),
                ('digest', models.CharField(default='0000000000000000000000000000000000000000000000000000000000000000', max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('president', 'Chánh án'), ('deputy_president', 'Phó Chánh án'), ('chamber_head', 'Chánh tòa'), ('judge', 'Thẩm phán'), ('examiner', 'Thẩm tra viên'), ('clerk', 'Thư ký'), ('lay_judge', 'Hội thẩm nhân dân'), ('document_clerk', 'Văn thư'), ('archivist', 'Lưu trữ'), ('hr_officer', 'Cán bộ tổ chức'), ('it_officer', 'Cán bộ công nghệ thông tin'), ('procurator', 'Kiểm sát viên'), ('mediator', 'Hòa giải viên')], max_length=20)),
                ('chamber', models.CharField(blank=True, max_length=100)),
                ('valid_from', models.DateTimeField()),
                ('valid_to', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['valid_from'],
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('sha256', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('size', models.BigIntegerField()),
                ('media_type', models.CharField(max_length=100)),
                ('pages', models.PositiveIntegerField(null=True)),
                ('stored_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('username', models.CharField(max_length=150, unique=True)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('full_name', models.CharField(max_length=200)),
                ('full_name_folded', models.CharField(editable=False, max_length=200)),
                ('personal_id', models.CharField(blank=True, max_length=12)),
                ('birth_date', models.DateField(blank=True, null=True)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('address', models.CharField(blank=True, max_length=300)),
                ('is_active', models.BooleanField(default=True)),
                ('date_joined', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('email', ''), _negated=True), fields=('email',), name='one_account_per_email')],
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chain', models.CharField(max_length=40)),
                ('sequence', models.BigIntegerField()),
                ('at', models.DateTimeField()),
                ('act', models.CharField(max_length=60)),
                ('actor_id', models.UUIDField(null=True)),
                ('actor_name', models.CharField(max_length=200)),
                ('post_id', models.UUIDField(null=True)),
                ('role', models.CharField(max_length=20)),
                ('address', models.CharField(blank=True, max_length=45)),
                ('because', models.UUIDField(null=True)),
                ('subject_type', models.CharField(max_length=40)),
                ('subject_id', models.CharField(max_length=64)),
                ('case_id', models.UUIDField(db_index=True, null=True)),
                ('summary', models.CharField(max_length=500)),
                ('data', models.JSONField(default=dict)),
                ('previous', models.CharField(max_length=64)),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'indexes': [models.Index(fields=['subject_type', 'subject_id'], name='core_audite_subject_817cab_idx')],
                'constraints': [models.UniqueConstraint(fields=('chain', 'sequence'), name='audit_chain_has_no_fork')],
            },
        ),
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(max_length=40)),
                ('register', models.CharField(max_length=60)),
                ('year', models.PositiveSmallIntegerField()),
                ('last', models.PositiveIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('scope', 'register', 'year'), name='one_counter')],
            },
        ),
        migrations.CreateModel(
            name='Court',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('level', models.CharField(choices=[('supreme', 'Tòa án nhân dân tối cao'), ('province', 'Tòa án nhân dân cấp tỉnh'), ('region', 'Tòa án nhân dân khu vực')], max_length=10)),
                ('address', models.CharField(blank=True, max_length=300)),
                ('place', models.CharField(blank=True, max_length=100)),
                ('procuracy_name', models.CharField(blank=True, max_length=200)),
                ('enforcement_name', models.CharField(blank=True, max_length=200)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='core.court')),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('act', models.CharField(max_length=60)),
                ('at', models.DateTimeField()),
                ('sequence', models.BigIntegerField()),
                ('actor_name', models.CharField(max_length=200)),
                ('role', models.CharField(max_length=20)),
                ('subject_type', models.CharField(max_length=40)),
                ('subject_id', models.CharField(max_length=64)),
                ('petition_id', models.UUIDField(db_index=True, null=True)),
                ('case_id', models.UUIDField(db_index=True, null=True)),
                ('title', models.CharField(max_length=500)),
                ('detail', models.CharField(blank=True, max_length=1000)),
                ('shown_to', models.CharField(choices=[('nobody', '–'), ('panel', 'Hội đồng'), ('court', 'Tòa án'), ('parties', 'Đương sự')], max_length=10)),
                ('data', models.JSONField(default=dict)),
                ('documents', models.JSONField(default=list)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('because', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='consequences', to='core.event')),
                ('court', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.court')),
            ],
            options={
                'ordering': ['at', 'sequence'],
            },
        ),
        migrations.CreateModel(
            name='EventDelivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subscriber', models.CharField(max_length=200)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('done', 'Done'), ('stuck', 'Stuck')], default='waiting', max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('last_error', models.TextField(blank=True)),
                ('next_try', models.DateTimeField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='core.event')),
            ],
        ),
        migrations.CreateModel(
            name='IssuedNumber',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('register', models.CharField(max_length=60)),
                ('year', models.PositiveSmallIntegerField()),
                ('sequence', models.PositiveIntegerField()),
                ('text', models.CharField(max_length=60)),
                ('subject_type', models.CharField(max_length=40)),
                ('subject_id', models.CharField(max_length=64)),
                ('issued_at', models.DateTimeField()),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.court')),
            ],
        ),
        migrations.CreateModel(
            name='NewsMark',
            fields=[
                ('post', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='news_mark', serialize=False, to='core.post')),
                ('sequence', models.BigIntegerField(default=0)),
                ('read_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name='post',
            name='court',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='core.court'),
        ),
        migrations.AddField(
            model_name='post',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to=settings.AUTH_USER_MODEL),
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('check_key', models.CharField(max_length=60)),
                ('subject_type', models.CharField(max_length=40)),
                ('subject_id', models.UUIDField()),
                ('case_id', models.UUIDField(db_index=True, null=True)),
                ('matter', models.CharField(max_length=100)),
                ('text', models.CharField(max_length=500)),
                ('url', models.CharField(max_length=300)),
                ('turn', models.CharField(max_length=20)),
                ('since', models.DateField(null=True)),
                ('found_on', models.DateField()),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.court')),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
            ],
            options={
                'ordering': ['found_on', 'matter', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('ground', models.CharField(max_length=100)),
                ('title', models.CharField(max_length=200)),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('back_on', models.DateField(blank=True, null=True)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('recorded_at', models.DateTimeField()),
                ('deputy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absences', to='core.post')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
            ],
            options={
                'ordering': ['first_day'],
            },
        ),
        migrations.CreateModel(
            name='PendingUpload',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=255)),
                ('size', models.BigIntegerField()),
                ('door', models.CharField(max_length=20)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('mark', models.CharField(blank=True, max_length=64)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('state', models.CharField(choices=[('receiving', 'Receiving'), ('ready', 'Ready')], default='receiving', max_length=10)),
                ('media_type', models.CharField(blank=True, max_length=100)),
                ('pages', models.PositiveIntegerField(null=True)),
                ('started_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='RuleVersion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('key', models.CharField(max_length=100)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('content', models.JSONField()),
                ('loaded_at', models.DateTimeField()),
                ('changed_by', models.UUIDField(null=True)),
                ('place', models.PositiveIntegerField(default=0)),
                ('revision', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'key', 'valid_from'), name='one_rule_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='SearchChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('subject_id', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'subject_id'], name='core_search_kind_5be57f_idx')],
            },
        ),
        migrations.CreateModel(
            name='CourtArea',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('court_name', models.CharField(max_length=200)),
                ('province', models.CharField(max_length=100)),
                ('commune', models.CharField(blank=True, max_length=100)),
                ('province_key', models.CharField(editable=False, max_length=100)),
                ('commune_key', models.CharField(blank=True, editable=False, max_length=100)),
                ('commune_folded', models.CharField(blank=True, editable=False, max_length=100)),
                ('matter', models.CharField(blank=True, choices=[('', 'Mọi vụ việc'), ('ip', 'Sở hữu trí tuệ, chuyển giao công nghệ')], default='', max_length=10)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('basis', models.CharField(max_length=300)),
                ('court', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='areas', to='core.court')),
            ],
            options={
                'ordering': ['province', 'commune', 'valid_from'],
                'indexes': [models.Index(fields=['province_key', 'commune_key'], name='core_courta_provinc_d988b3_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='area_ends_after_it_begins'), models.UniqueConstraint(fields=('province_key', 'commune_folded', 'matter', 'valid_from'), name='area_once_a_day')],
            },
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['act', 'at'], name='core_event_act_33a2cb_idx'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['case_id', 'at'], name='core_event_case_id_db02a6_idx'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['court', 'sequence'], name='core_event_court_i_6d3425_idx'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['court', 'act', 'at'], name='core_event_court_i_53a30a_idx'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['actor', 'at'], name='core_event_actor_i_180b5c_idx'),
        ),
        migrations.AddIndex(
            model_name='eventdelivery',
            index=models.Index(fields=['state', 'next_try'], name='core_eventd_state_e0f1ae_idx'),
        ),
        migrations.AddConstraint(
            model_name='eventdelivery',
            constraint=models.UniqueConstraint(fields=('event', 'subscriber'), name='told_once'),
        ),
        migrations.AddIndex(
            model_name='issuednumber',
            index=models.Index(fields=['text'], name='core_issued_text_d17149_idx'),
        ),
        migrations.AddIndex(
            model_name='issuednumber',
            index=models.Index(fields=['court', 'year', 'issued_at', 'sequence'], name='core_issued_court_i_95e37b_idx'),
        ),
        migrations.AddConstraint(
            model_name='issuednumber',
            constraint=models.UniqueConstraint(fields=('court', 'register', 'year', 'sequence'), name='number_issued_once'),
        ),
        migrations.AddConstraint(
            model_name='issuednumber',
            constraint=models.UniqueConstraint(fields=('register', 'subject_type', 'subject_id'), name='one_number_per_thing'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='post_ends_after_it_begins'),
        ),
        migrations.AddIndex(
            model_name='finding',
            index=models.Index(fields=['court', 'check_key'], name='core_findin_court_i_9bd74d_idx'),
        ),
        migrations.AddIndex(
            model_name='finding',
            index=models.Index(fields=['post'], name='core_findin_post_id_d6f9d6_idx'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.UniqueConstraint(fields=('check_key', 'subject_type', 'subject_id'), name='found_once'),
        ),
        migrations.AddIndex(
            model_name='absence',
            index=models.Index(fields=['post', 'first_day'], name='core_absenc_post_id_7c78c9_idx'),
        ),
        migrations.AddConstraint(
            model_name='absence',
            constraint=models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='absence_ends_after_it_begins'),
        ),
        migrations.AddIndex(
            model_name='pendingupload',
            index=models.Index(fields=['owner', 'state'], name='core_pendin_owner_i_b39494_idx'),
        ),
        migrations.AddIndex(
            model_name='pendingupload',
            index=models.Index(fields=['expires_at'], name='core_pendin_expires_4ebed9_idx'),
        ),
        ]),
    ]
