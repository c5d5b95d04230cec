"""So that a robot cannot take the public site down: so many pages a minute for one network address."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from toaan.core.http import viewer_of

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
MINUTE = 60


def throttled(per_minute: int, *, name: str) -> Callable[[View[P]], View[P]]:
    """Answer 429 with words and Retry-After beyond `per_minute` pages; `name` counts different doors apart.

    The counter is in the cache of the process: it protects, it does not punish.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            now = time.time()
            if _count(f"throttle:{name}:{viewer_of(request).address}:{int(now // MINUTE)}") > per_minute:
                answer = render(request, "errors/429.html", status=429)
                answer["Retry-After"] = str(MINUTE - int(now % MINUTE))
                return answer
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def _count(key: str) -> int:
    cache.add(key, 0, 2 * MINUTE)
    try:
        return cache.incr(key)
    except ValueError:  # the cache dropped it in between
        return 1
