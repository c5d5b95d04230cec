"""Pages of guidance: handbook, security notes, practice court."""
