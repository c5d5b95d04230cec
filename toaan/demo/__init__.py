"""A practice court with invented people, made only by calling the real acts as the right person."""
