"""The modules that the assistant adds to the desk, and what it adds to the page of an article."""

from django.utils.translation import gettext_noop

from toaan.assistant.finding import cases
from toaan.core.navigation import Item, add
from toaan.legislation.pages import BESIDE, Beside

add(Item("Hỗ trợ", "Trợ lý ảo", "assistant:home", "message-circle", "page.assistant", order=1))
BESIDE.append(Beside(gettext_noop("Bản án, quyết định đã áp dụng"), cases.on_page))
