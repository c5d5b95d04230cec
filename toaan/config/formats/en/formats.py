"""A court's dates and amounts look the same in every language of the pages."""

from toaan.config.formats.vi.formats import *  # noqa: F403
