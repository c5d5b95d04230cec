"""What the assistant says in a case without being asked: articles worth reading, forms of the step, the plan of work."""
