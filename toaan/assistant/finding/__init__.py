"""What answers a question: passages of the law, precedents, judgments and the bench book, and how they are shown."""
