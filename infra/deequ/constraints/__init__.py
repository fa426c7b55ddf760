"""Every constraint of Deequ's checks that is compared, by what it looks at."""

from constraints import columns, numbers, pairs, shapes, texts, uniqueness

ROOMS = (shapes, columns, uniqueness, numbers, pairs, texts)


def constraints(deequ):
    for room in ROOMS:
        yield from room.constraints(deequ)
