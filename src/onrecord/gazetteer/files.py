"""What the folder of a built gazetteer holds; one version of the format reads only its own."""

from __future__ import annotations

FORMAT = "4"  # raise it with any change of what a build writes
PLACES = "places.sqlite"  # one row a place
NAMES = "names.marisa"  # key -> places, mapped into memory
HASH = "gazetteer.hash"  # of the content; written last, so a folder that has it is whole
RECORD = "<IB"  # number of the place, quality of the name
