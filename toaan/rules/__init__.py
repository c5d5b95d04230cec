"""The law as dated data (``data/**/*.yaml``) and pure functions over it.

No Django, no clock, no database: every function takes the facts, the rule in force and a date, and returns a
result that names its article. Only :mod:`toaan.rules.load` reads files, and only those shipped in ``data/``.
"""
