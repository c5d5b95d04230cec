import django.db.models.deletion
import django.db.models.expressions
import uuid
from django.db import migrations, models

from toaan.core.migration import CreateTogether


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0001_initial'),
        ('core', '0001_initial'),
    ]

    operations = [
        CreateTogether([
        migrations.CreateModel(
            name='Dossier',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('opened_at', models.DateTimeField()),
                ('last_folio', models.PositiveIntegerField(default=0)),
                ('closed_at', models.DateTimeField(null=True)),
                ('retention_note', models.CharField(blank=True, max_length=500)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='dossier', to='cases.case')),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('inventory', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
            ],
        ),
        migrations.CreateModel(
            name='Folio',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('order', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=300)),
                ('title_folded', models.CharField(editable=False, max_length=300)),
                ('kind', models.CharField(max_length=40)),
                ('dated', models.DateField()),
                ('received_at', models.DateTimeField()),
                ('pages', models.PositiveIntegerField()),
                ('first_page', models.PositiveIntegerField()),
                ('last_page', models.PositiveIntegerField()),
                ('late', models.BooleanField(default=False)),
                ('author_party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.party')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='folios', to='dossiers.dossier')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.event')),
            ],
            options={
                'ordering': ['first_page'],
            },
        ),
        migrations.CreateModel(
            name='DocumentCopy',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('form', models.CharField(choices=[('true', 'Sao y'), ('second', 'Sao lục'), ('extract', 'Trích sao')], max_length=10)),
                ('source', models.CharField(choices=[('paper', 'Bản giấy'), ('electronic', 'Bản điện tử')], max_length=10)),
                ('medium', models.CharField(choices=[('paper', 'Bản giấy'), ('electronic', 'Bản điện tử')], max_length=10)),
                ('first_page', models.PositiveIntegerField()),
                ('last_page', models.PositiveIntegerField()),
                ('count', models.PositiveIntegerField()),
                ('given_to', models.CharField(max_length=300)),
                ('given_to_folded', models.CharField(editable=False, max_length=300)),
                ('reason', models.CharField(max_length=500)),
                ('signer_title', models.CharField(max_length=200)),
                ('signer_name', models.CharField(max_length=200)),
                ('code', models.CharField(max_length=14, unique=True)),
                ('made_at', models.DateTimeField()),
                ('sha256', models.CharField(blank=True, db_index=True, max_length=64)),
                ('sealed_at', models.DateTimeField(null=True)),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.court')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.post')),
                ('number', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.issuednumber')),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.party')),
                ('folio', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='dossiers.folio')),
            ],
            options={
                'ordering': ['-made_at'],
            },
        ),
        migrations.AddConstraint(
            model_name='dossier',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), models.Q(('closed_by__isnull', False), ('inventory__isnull', False)), _connector='OR'), name='closed_dossier_has_its_inventory'),
        ),
        migrations.AddConstraint(
            model_name='folio',
            constraint=models.UniqueConstraint(fields=('dossier', 'source', 'file'), name='document_filed_once'),
        ),
        migrations.AddConstraint(
            model_name='folio',
            constraint=models.UniqueConstraint(fields=('dossier', 'order'), name='folio_order_once'),
        ),
        migrations.AddConstraint(
            model_name='folio',
            constraint=models.UniqueConstraint(fields=('dossier', 'first_page'), name='folio_number_once'),
        ),
        migrations.AddConstraint(
            model_name='folio',
            constraint=models.CheckConstraint(condition=models.Q(('first_page__gte', 1), ('pages__gte', 1), ('last_page', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('first_page'), '+', models.F('pages')), '-', models.Value(1)))), name='folio_numbers_fit_pages'),
        ),
        migrations.AddConstraint(
            model_name='documentcopy',
            constraint=models.CheckConstraint(condition=models.Q(('count__gte', 1), ('first_page__gte', 1), ('last_page__gte', models.F('first_page'))), name='copy_has_pages'),
        ),
        migrations.AddConstraint(
            model_name='documentcopy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sealed_at__isnull', True), ('sha256', '')), models.Q(models.Q(('sha256', ''), _negated=True), ('sealed_at__isnull', False)), _connector='OR'), name='copy_sealed_with_its_file'),
        ),
        ]),
    ]
