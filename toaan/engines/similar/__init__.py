"""Judgments alike (vụ án tương tự) and passages of judgments that answer a question: an index in numpy. No Django, no network.

One entry per published judgment (or card of the bench book, or anything else with a key and a text), read once::

    index = SimilarIndex.build(entries)          # any iterable of Judgment, read one after another
    index.save(folder)
    index = SimilarIndex.load(folder)            # IndexUnusable: missing, damaged, older: build it again

Several processes may build a part each; ``SimilarIndex([*one.segments, *other.segments])`` then has both, ``compact()`` makes them one.

What changes from day to day is added beside it, by one process at a time (take a lock); readers load the folder again when they
want to see it::

    index.add([judgment])                        # published, or published again: takes the place of the old one
    index.remove([key])                          # withdrawn: not found from now on, in whatever order things are saved and merged
    index.save(folder)

Asked in three ways; ``only`` restricts to courts, kinds, levels, days, and is always obeyed::

    index.like(Asked(text=…, claims=…, relation="Tranh chấp hợp đồng vay tài sản", kind="DS", articles=(…)), k=10, only=Only(…))
    index.like("a text pasted")
    index.by_article("91/2015/QH13#466", k=10)
    index.by_question("lãi suất quá hạn tính thế nào", k=10)

The first three give ``Hit``: what a list shows of the judgment, how it ended, what is alike (relation, articles, words, parts), what
differs (articles, kind, level, relation, size of the sums, claims on either side) and its likest ``Passage``s. A question gives passages,
at most two of one judgment; ``index.about(key)`` says what else to show. Passages are offsets into the text that was given: whoever
shows them takes the words from the text he keeps, for a viewer who may read it. The index holds no text but number, title, relation and a
few words of the claims of each judgment. It is made for encoded texts: names, codes and figures in them are not looked at.

What a word weighs, how many of its words mark a judgment, and how far a list is read is in ``weighing`` and ``index``; how well it
does, and what it costs, in docs/bench/similar.md.
"""

from toaan.engines.retrieval.api import IndexUnusable
from toaan.engines.similar.api import OUTCOMES, PARTS, Alike, Asked, Differs, Hit, Judgment, Only, Passage
from toaan.engines.similar.index import SimilarIndex

__all__ = [
    "OUTCOMES", "PARTS", "Alike", "Asked", "Differs", "Hit", "IndexUnusable", "Judgment", "Only", "Passage", "SimilarIndex",
]  # fmt: skip
