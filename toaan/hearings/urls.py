"""Addresses of sessions, hearings and their calendars."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from toaan.hearings.views import calendar, case, conduct, feeds, minutes, pausing, planning, rooms

CASE = "ban/vu-an/<uuid:case_id>/phien-toa/"
ONE = CASE + "<uuid:hearing_id>/"

patterns = [
    path(CASE, case.tab, name="case"),
    path(CASE + "tai-lieu/<slug:sha256>/", case.paper, name="paper"),
    path(CASE + "phien-hop-moi/", planning.schedule_session, name="schedule_session"),
    path(CASE + "dua-ra-xet-xu/", planning.decide_trial, name="decide_trial"),
    path(ONE + "co-mat/", conduct.attendance, name="attendance"),
    path(ONE + "dieu-hanh/", conduct.conduct, name="conduct"),
    path(ONE + "hoa-giai/", conduct.mediate, name="mediate"),
    path(ONE + "hoan/", planning.adjourn, name="adjourn"),
    path(ONE + "tam-ngung/", pausing.pause, name="pause"),
    path(ONE + "thoi-gian-tiep-tuc/", pausing.set_resumption, name="set_resumption"),
    path(ONE + "tiep-tuc/", pausing.go_on, name="go_on"),
    path(ONE + "tro-lai-hoi/", pausing.return_to_questions, name="return_to_questions"),
    path(ONE + "bien-ban/", minutes.minutes, name="minutes"),
    path(ONE + "bien-ban/hoan-thanh/", minutes.finish, name="finish_minutes"),
    path(ONE + "bien-ban/ky/", minutes.sign, name="sign_minutes"),
    path(ONE + "bien-ban/mo-lai/", minutes.send_back, name="return_minutes"),
    path("ban/lich-phien-toa/", calendar.week, name="calendar"),
    path(ONE + "lich/", feeds.one, name="calendar_file"),
    path("ban/lich-phien-toa/dia-chi/", feeds.officer, name="feed"),
    path("ca-nhan/lich/", feeds.citizen, name="my_feed"),
    path("lich/<uuid:feed_id>/<str:token>.ics", feeds.read, name="feed_file"),
    path("ban/phong-xu/", rooms.rooms, name="rooms"),
    path("ban/phong-xu/<uuid:room_id>/ngung/", rooms.close_room, name="close_room"),
    path("lich-xet-xu/", calendar.public, name="public"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("", include((patterns, "hearings")))]
