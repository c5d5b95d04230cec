"""The desk's own modules."""

from toaan.cases.queries import my_deadlines
from toaan.core.navigation import Item, add

add(Item("Công việc", "Việc của tôi", "desk:home", "list-check", "page.desk", order=10, count=my_deadlines))
add(Item("Công việc", "Thông báo", "desk:notifications", "bell", "page.desk", order=40))
add(Item("Điều hành", "Nghỉ, vắng mặt", "desk:leave", "calendar-off", "page.leave", order=65))
add(Item("Điều hành", "Chức vụ", "desk:posts", "users", "page.posts", order=90))
add(Item("Công việc", "Kiểm tra hồ sơ", "desk:integrity", "shield-check", "page.integrity", order=45))
