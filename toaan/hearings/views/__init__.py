"""Pages of sessions and hearings."""
