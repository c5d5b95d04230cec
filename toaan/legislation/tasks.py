"""Jobs of the worker: each loads by id and delegates."""

from __future__ import annotations

import shutil
from uuid import UUID

from django_tasks import task


@task()
def read_in(run_id: str) -> None:
    """Read what an officer handed in; while another import runs, or when it fails, the page of the run says so."""
    from toaan.core.errors import Refused
    from toaan.legislation import actions
    from toaan.legislation.models import ImportRun

    run = ImportRun.objects.get(pk=UUID(run_id))
    place = actions.folder(run)
    try:
        if place.is_dir() and not run.is_over:
            actions.carry_out(run.pk, sorted(place.iterdir()))
    except Refused as refusal:
        actions.finish(run, state=run.State.FAILED, why=refusal.message)
    finally:
        shutil.rmtree(place, ignore_errors=True)
