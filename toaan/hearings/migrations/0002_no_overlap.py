"""PostgreSQL: no room or officer is booked twice for overlapping times, whatever the code does.

Needs the extension btree_gist; where the database does not let us have it, the lock in
`toaan/hearings/bookings.py` stands alone, as on SQLite.
"""

from django.db import Error, migrations, transaction

ADD = """
    ALTER TABLE hearings_booking ADD CONSTRAINT booking_no_overlap EXCLUDE USING gist
    (resource_id WITH =, tstzrange(starts_at, ends_at, '[)') WITH &&)
"""


def add(apps, editor):
    if editor.connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=editor.connection.alias):
            editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    except Error:
        return
    editor.execute(ADD)


def remove(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("ALTER TABLE hearings_booking DROP CONSTRAINT IF EXISTS booking_no_overlap")


class Migration(migrations.Migration):
    dependencies = [("hearings", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
