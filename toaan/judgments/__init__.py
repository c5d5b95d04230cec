"""The judgment (bản án): drafting, numbering, signing, pronouncing; appeals, protests and legal effect."""
