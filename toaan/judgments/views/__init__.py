"""Pages of the judgment: drafting, issuing, appeals and protests; for staff and for the parties."""
