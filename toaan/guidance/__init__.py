"""Words that help staff: the handbook, the notes on information security, the practice court."""
