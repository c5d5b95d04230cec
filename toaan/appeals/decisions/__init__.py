"""Appeals and protests against decisions that suspended or ended a case: through the court above and back (BLTTDS 314)."""
