"""The census of all pages, and the checks that hold every one of them."""
