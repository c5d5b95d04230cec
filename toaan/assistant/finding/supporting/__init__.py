"""The parts of the check in `toaan.assistant.finding.supported`: words, figures, sentences and windows, alignment."""
