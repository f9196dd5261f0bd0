"""Makes gazetteer.tsv from a table of GeoNames' cities of 15,000 people or more.

    python3 gazetteer.py cities15000.tsv.gz > gazetteer.tsv

The table has a header with (at least) the columns name, country, admin1 and population, as
geonames.org's `cities15000` or an extract of it has them.

A line of the result is a name, folded as `claims::names::fold` folds it, and, where it is clear
which towns are meant, where they lie: country codes, for the United States with the state. Of
several towns of one name, those count that have at least a twentieth of the people of the largest.
Where the largest has fewer than 50,000, a village of the same name elsewhere may well be meant, so
nothing is said.
"""

import csv
import gzip
import sys
import unicodedata

SMALL = 50_000
SHARE = 20


def fold(name):
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = plain.lower().replace("ı", "i")
    plain = "".join(c for c in plain if c not in ".'’")
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    while len(words) > 1 and words[0] in ("al", "el", "the"):
        del words[0]
    return " ".join(words)


def main(path):
    towns = {}
    with gzip.open(path, "rt", encoding="utf-8") as table:
        for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
            where = row["country"]
            if where == "US":
                where += "." + row["admin1"]
            name = fold(row["name"])
            if name and name.isascii():
                towns.setdefault(name, []).append((int(row["population"]), where))
    for name, places in sorted(towns.items()):
        largest = max(people for people, _ in places)
        near = sorted({where for people, where in places if people * SHARE >= largest})
        print(name, ",".join(near) if largest >= SMALL else "", sep="\t")


if __name__ == "__main__":
    main(sys.argv[1])
