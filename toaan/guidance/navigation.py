"""What this domain adds to the desk."""
