"""Pages of filing: thin; they ask queries and actions and render."""
