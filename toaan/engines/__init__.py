"""Engines: what the machine or another program does for the court.

Each folder holds one small Protocol, one embedded adapter (the default) and the contract tests that every other
adapter must pass too. Nothing here knows Django, a database or the clock: times and settings are arguments.
"""
