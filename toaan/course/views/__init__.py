"""Pages of the decisions on the course of a case."""
