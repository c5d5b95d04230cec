import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from toaan.core.migration import CreateTogether


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTogether([
        migrations.CreateModel(
            name='Case',
            fields=[
                ('register_year', models.PositiveSmallIntegerField(editable=False, null=True)),
                ('register_sequence', models.PositiveIntegerField(editable=False, null=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('DS', 'Dân sự'), ('HNGĐ', 'Hôn nhân và gia đình'), ('KDTM', 'Kinh doanh, thương mại'), ('LĐ', 'Lao động')], max_length=4)),
                ('instance', models.CharField(choices=[('ST', 'Sơ thẩm'), ('PT', 'Phúc thẩm')], default='ST', max_length=2)),
                ('procedure', models.CharField(choices=[('ordinary', 'Thông thường'), ('simplified', 'Rút gọn'), ('decision', 'Phúc thẩm quyết định')], default='ordinary', max_length=10)),
                ('nature', models.CharField(choices=[('suit', 'Vụ án'), ('request', 'Việc dân sự')], default='suit', max_length=7)),
                ('request_kind', models.CharField(blank=True, max_length=20)),
                ('petition_id', models.UUIDField(null=True, unique=True)),
                ('petitioned_on', models.DateField()),
                ('accepted_on', models.DateField()),
                ('legal_relation', models.CharField(max_length=300)),
                ('claims', models.JSONField(default=list)),
                ('other_claims', models.JSONField(default=list)),
                ('challenge', models.JSONField(default=dict)),
                ('value', models.BigIntegerField(blank=True, null=True)),
                ('fee_receipt', models.JSONField(default=dict)),
                ('involves_minor', models.BooleanField(default=False)),
                ('closed_hearing', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('preparing', 'Chuẩn bị xét xử'), ('trial_set', 'Chờ mở phiên tòa'), ('hearing', 'Đang xét xử'), ('deliberating', 'Nghị án'), ('judged', 'Đã tuyên án'), ('effective', 'Có hiệu lực pháp luật'), ('archived', 'Đã đóng hồ sơ'), ('suspended', 'Tạm đình chỉ'), ('discontinued', 'Đã đình chỉ'), ('transferred', 'Đã chuyển Tòa án khác'), ('quashed', 'Bản án sơ thẩm bị hủy'), ('joined', 'Đã nhập vào vụ án khác')], default='preparing', max_length=20)),
                ('resolved_on', models.DateField(editable=False, null=True)),
                ('outcome', models.CharField(blank=True, editable=False, max_length=12)),
                ('summary_folded', models.TextField(editable=False)),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='core.court')),
                ('number', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.issuednumber')),
                ('origin', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='later_instances', to='cases.case')),
            ],
            options={
                'ordering': ['-accepted_on', '-register_sequence'],
            },
        ),
        migrations.CreateModel(
            name='Deadline',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('petition_id', models.UUIDField(db_index=True, null=True)),
                ('rule', models.CharField(max_length=100)),
                ('title', models.CharField(max_length=300)),
                ('matter', models.CharField(max_length=300)),
                ('owner', models.CharField(choices=[('leaders', 'Chánh án'), ('examiner', 'Thẩm phán xem xét đơn'), ('judge', 'Thẩm phán chủ tọa'), ('clerk', 'Thư ký'), ('party', 'Đương sự'), ('procuracy', 'Viện kiểm sát'), ('mediator', 'Hòa giải viên'), ('med_judge', 'Thẩm phán phụ trách hòa giải')], max_length=10)),
                ('trigger_on', models.DateField()),
                ('due_on', models.DateField()),
                ('provisional', models.BooleanField(default=False)),
                ('explanation', models.JSONField()),
                ('state', models.CharField(choices=[('open', 'Đang chạy'), ('met', 'Đã xong'), ('cancelled', 'Không còn áp dụng'), ('stopped', 'Đã dừng')], default='open', max_length=10)),
                ('ended_on', models.DateField(null=True)),
                ('extension', models.JSONField(null=True)),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deadlines', to='cases.case')),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.court')),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deadlines', to='core.post')),
            ],
            options={
                'ordering': ['due_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='DeadlineNote',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('text', models.CharField(max_length=1000)),
                ('at', models.DateTimeField()),
                ('deadline', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='cases.deadline')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Draw',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('content', models.JSONField()),
                ('seed_from', models.CharField(max_length=200)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='draws', to='cases.case')),
            ],
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('presiding', 'Thẩm phán chủ tọa'), ('judge', 'Thẩm phán thành viên'), ('clerk', 'Thư ký'), ('lay_judge', 'Hội thẩm nhân dân')], max_length=10)),
                ('assigned_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ground', models.CharField(blank=True, max_length=100)),
                ('ground_title', models.CharField(blank=True, max_length=300)),
                ('reason', models.TextField(blank=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='core.post')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='cases.case')),
                ('draw', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assignment', to='cases.draw')),
            ],
            options={
                'ordering': ['assigned_at'],
            },
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('comes_back', models.BooleanField(default=False)),
                ('ground', models.CharField(max_length=100)),
                ('ground_title', models.CharField(max_length=300)),
                ('article', models.CharField(max_length=200)),
                ('temporary', models.BooleanField(default=False)),
                ('until', models.DateField(blank=True, null=True)),
                ('note', models.CharField(blank=True, max_length=1000)),
                ('decided_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('open', 'Đang thực hiện'), ('done', 'Đã xong')], default='open', max_length=5)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.court')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to='core.post')),
            ],
            options={
                'ordering': ['-decided_at'],
            },
        ),
        migrations.CreateModel(
            name='HandoverItem',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('order', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=10)),
                ('subject_id', models.UUIDField()),
                ('role', models.CharField(max_length=10)),
                ('label', models.CharField(max_length=400)),
                ('state', models.CharField(choices=[('waiting', 'Chưa thực hiện'), ('done', 'Đã bàn giao'), ('refused', 'Không bàn giao được')], default='waiting', max_length=8)),
                ('result', models.CharField(blank=True, max_length=1000)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='given_items', to='core.post')),
                ('handover', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='cases.handover')),
                ('receiver', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='received_items', to='core.post')),
                ('returns', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='returned_by', to='cases.handoveritem')),
            ],
            options={
                'ordering': ['order'],
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('order', models.PositiveSmallIntegerField()),
                ('role', models.CharField(choices=[('plaintiff', 'Nguyên đơn'), ('defendant', 'Bị đơn'), ('related', 'Người có quyền lợi, nghĩa vụ liên quan'), ('requester', 'Người yêu cầu')], max_length=10)),
                ('kind', models.CharField(choices=[('person', 'Cá nhân'), ('organisation', 'Cơ quan, tổ chức')], default='person', max_length=12)),
                ('name', models.CharField(max_length=300)),
                ('birth_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('personal_id', models.CharField(blank=True, max_length=20)),
                ('address', models.CharField(blank=True, max_length=300)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='cases.case')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['order'],
            },
        ),
        migrations.CreateModel(
            name='Interpreter',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('personal_id', models.CharField(blank=True, max_length=20)),
                ('address', models.CharField(max_length=300)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('language', models.CharField(max_length=100)),
                ('chosen', models.CharField(choices=[('party', 'Một bên đương sự lựa chọn, Tòa án chấp nhận'), ('agreed', 'Các bên đương sự thỏa thuận lựa chọn, Tòa án chấp nhận'), ('court', 'Tòa án yêu cầu')], max_length=10)),
                ('only_one', models.BooleanField(default=False)),
                ('accepted_at', models.DateTimeField()),
                ('pledged_on', models.DateField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ground', models.CharField(blank=True, max_length=60)),
                ('citation', models.CharField(blank=True, max_length=100)),
                ('reason', models.CharField(blank=True, max_length=1000)),
                ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interpreters', to='cases.case')),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='interpreters', to='cases.party')),
            ],
            options={
                'ordering': ['accepted_at', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='deadline',
            name='party',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deadlines', to='cases.party'),
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=20)),
                ('due_on', models.DateField()),
                ('told_on', models.DateField()),
                ('deadline', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='cases.deadline')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
            ],
            options={
                'ordering': ['told_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Representation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('legal', 'Người đại diện theo pháp luật'), ('authorised', 'Người đại diện theo ủy quyền'), ('lawyer', 'Luật sư')], max_length=10)),
                ('name', models.CharField(max_length=200)),
                ('since', models.DateField()),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='representations', to='cases.party')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Tie',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('kin', 'Người thân thích (khoản 1 Điều 52 BLTTDS)'), ('interest', 'Có thể không vô tư vì lý do khác (khoản 3 Điều 52 BLTTDS)')], max_length=10)),
                ('name', models.CharField(max_length=200)),
                ('name_folded', models.CharField(editable=False, max_length=200)),
                ('birth_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('personal_id', models.CharField(blank=True, max_length=20)),
                ('relation', models.CharField(max_length=200)),
                ('declared_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ties', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['court', 'kind', 'accepted_on'], name='cases_case_court_i_a03a2a_idx'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['court', 'state'], name='cases_case_court_i_2d8a9b_idx'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['court', 'resolved_on'], name='cases_case_court_i_d7b7f8_idx'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['court', 'register_year', 'kind', 'register_sequence'], name='cases_case_court_i_d98115_idx'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['court', 'register_year', 'accepted_on', 'register_sequence'], name='cases_case_court_i_323f5a_idx'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number', None), ('register_sequence', None), ('register_year', None)), models.Q(('number__isnull', False), ('register_sequence__isnull', False), ('register_year__isnull', False)), _connector='OR'), name='case_place_follows_number'),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(fields=['post', 'ended_at', 'case'], name='cases_assig_post_id_551f5d_idx'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('role', 'presiding')), fields=('case',), name='one_presiding_judge'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('role', 'clerk')), fields=('case',), name='one_case_clerk'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('case', 'post'), name='one_place_per_officer'),
        ),
        migrations.AddIndex(
            model_name='handover',
            index=models.Index(fields=['court', 'state'], name='cases_hando_court_i_da93f0_idx'),
        ),
        migrations.AddIndex(
            model_name='handoveritem',
            index=models.Index(fields=['receiver', 'state', 'done_at'], name='cases_hando_receive_e4b1fa_idx'),
        ),
        migrations.AddConstraint(
            model_name='handoveritem',
            constraint=models.UniqueConstraint(fields=('handover', 'kind', 'subject_id', 'role'), name='handed_over_once'),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=models.UniqueConstraint(fields=('case', 'order'), name='party_order_once'),
        ),
        migrations.AddIndex(
            model_name='deadline',
            index=models.Index(fields=['court', 'state', 'due_on'], name='cases_deadl_court_i_c839c0_idx'),
        ),
        migrations.AddIndex(
            model_name='deadline',
            index=models.Index(fields=['court', 'rule', 'due_on'], name='cases_deadl_court_i_36a666_idx'),
        ),
        migrations.AddIndex(
            model_name='deadline',
            index=models.Index(fields=['post', 'state', 'due_on'], name='cases_deadl_post_id_001b80_idx'),
        ),
        migrations.AddIndex(
            model_name='deadline',
            index=models.Index(fields=['court', 'state', 'owner', 'post'], name='cases_deadl_court_i_b6a0b0_idx'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.UniqueConstraint(fields=('deadline', 'post', 'step', 'due_on'), name='reminded_once_per_step'),
        ),
        migrations.AddIndex(
            model_name='tie',
            index=models.Index(fields=['officer', 'ended_at'], name='cases_tie_officer_d019e4_idx'),
        ),
        ]),
    ]
