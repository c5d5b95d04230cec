"""Vietnamese language and the small forms of court writing: text, names, amounts, dates, citations, places.

Pure functions on the standard library only; every other package may import these modules.
"""
