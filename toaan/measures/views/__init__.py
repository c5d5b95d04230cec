"""Pages on interim measures."""
