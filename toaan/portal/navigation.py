"""The portal's own items in its bar."""

from toaan.core.navigation import Door, add_door

add_door(Door("Trợ giúp", "portal:help", 80))
