"""The rows of the policy table (`toaan/core/policy.py`), by what they are about."""
