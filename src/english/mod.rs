//! The reading of English: tokens, tags, lemmas, grammatical heads and names of one sentence.
//!
//! This is the part of the program that another language would replace. Later stages see
//! [`Parsed`] and nothing of the model behind it.

mod attributes;
mod encode;
mod entities;
mod lemmas;
mod matrix;
mod model;
mod parse;
mod states;
mod tokens;
mod words;

use crate::Span;
use attributes::Draft;

/// One sentence, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The words and marks, in order.
    pub tokens: Vec<Token>,
    /// The named entities, in order, never overlapping.
    pub entities: Vec<Entity>,
}

/// A word, a mark or a part of a word (`do` + `n't`).
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Where it stands in the sentence, in bytes from the sentence's start.
    pub span: Span,
    /// Dictionary form (`attacked` → `attack`), as the model's lemmatizer gives it.
    pub lemma: String,
    /// Universal part of speech.
    pub pos: Pos,
    /// Penn Treebank tag.
    pub tag: Tag,
    /// Index of the token that governs this one; its own index for the root.
    pub head: usize,
    /// How it depends on its head.
    pub dep: Dep,
}

/// A named entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// What it names.
    pub kind: EntityKind,
}

/// Declares an enum of labels with their spelling in the model and a lookup from it.
macro_rules! labels {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[allow(missing_docs)] // the variants are the label sets' own names
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($variant),+ }

        impl $name {
            /// The label as its scheme spells it.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            /// The label spelled `text`, if the scheme has it.
            pub fn from_name(text: &str) -> Option<Self> {
                match text { $($text => Some($name::$variant),)+ _ => None }
            }
        }
    };
}

labels! {
    /// Universal part-of-speech tags (universaldependencies.org/u/pos), with spaCy's `SPACE`.
    Pos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET",
        Intj = "INTJ", Noun = "NOUN", Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN",
        Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM", Verb = "VERB", X = "X", Space = "SPACE",
    }
}

labels! {
    /// Penn Treebank tags as OntoNotes 5 uses them.
    Tag {
        Dollar = "$", OpenQuote = "``", CloseQuote = "''", Comma = ",", OpenBracket = "-LRB-",
        CloseBracket = "-RRB-", Stop = ".", Colon = ":", Add = "ADD", Afx = "AFX", Cc = "CC",
        Cd = "CD", Dt = "DT", Ex = "EX", Fw = "FW", Hyph = "HYPH", In = "IN", Jj = "JJ",
        Jjr = "JJR", Jjs = "JJS", Ls = "LS", Md = "MD", Nfp = "NFP", Nn = "NN", Nnp = "NNP",
        Nnps = "NNPS", Nns = "NNS", Pdt = "PDT", Pos = "POS", Prp = "PRP", PrpS = "PRP$",
        Rb = "RB", Rbr = "RBR", Rbs = "RBS", Rp = "RP", Sym = "SYM", To = "TO", Uh = "UH",
        Vb = "VB", Vbd = "VBD", Vbg = "VBG", Vbn = "VBN", Vbp = "VBP", Vbz = "VBZ", Wdt = "WDT",
        Wp = "WP", WpS = "WP$", Wrb = "WRB", Xx = "XX", Space = "_SP",
    }
}

labels! {
    /// Dependency labels of the ClearNLP scheme, as OntoNotes-trained parsers give them.
    Dep {
        Root = "ROOT", Acl = "acl", Acomp = "acomp", Advcl = "advcl", Advmod = "advmod",
        Agent = "agent", Amod = "amod", Appos = "appos", Attr = "attr", Aux = "aux",
        Auxpass = "auxpass", Case = "case", Cc = "cc", Ccomp = "ccomp", Compound = "compound",
        Conj = "conj", Csubj = "csubj", Csubjpass = "csubjpass", Dative = "dative", Dep = "dep",
        Det = "det", Dobj = "dobj", Expl = "expl", Intj = "intj", Mark = "mark", Meta = "meta",
        Neg = "neg", Nmod = "nmod", Npadvmod = "npadvmod", Nsubj = "nsubj",
        Nsubjpass = "nsubjpass", Nummod = "nummod", Oprd = "oprd", Parataxis = "parataxis",
        Pcomp = "pcomp", Pobj = "pobj", Poss = "poss", Preconj = "preconj", Predet = "predet",
        Prep = "prep", Prt = "prt", Punct = "punct", Quantmod = "quantmod", Relcl = "relcl",
        Xcomp = "xcomp",
    }
}

labels! {
    /// OntoNotes 5 entity types.
    EntityKind {
        Cardinal = "CARDINAL", Date = "DATE", Event = "EVENT", Fac = "FAC", Gpe = "GPE",
        Language = "LANGUAGE", Law = "LAW", Loc = "LOC", Money = "MONEY", Norp = "NORP",
        Ordinal = "ORDINAL", Org = "ORG", Percent = "PERCENT", Person = "PERSON",
        Product = "PRODUCT", Quantity = "QUANTITY", Time = "TIME", WorkOfArt = "WORK_OF_ART",
    }
}

/// Reads one sentence.
///
/// The reader is spaCy's small English pipeline (`en_core_web_sm` 3.8), computed here: tokens,
/// tags, the parse, parts of speech and lemmas, then names. The same sentence always reads the
/// same; sentences are read independently, from as many threads as the caller likes.
///
/// The parser may find that what it was given is more than one sentence. The result then has
/// several roots, each its own head, and no entity crosses from one to the next.
///
/// White space beyond single spaces between words comes as tokens of its own ([`Pos::Space`]).
pub fn read(sentence: &str) -> Parsed {
    let model = model::get();
    let pieces = tokens::split(&model.words, sentence);
    let text = |piece: &tokens::Piece| &sentence[piece.start..piece.end];
    let features: Vec<_> = pieces
        .iter()
        .map(|piece| words::features(&model.words, sentence, piece))
        .collect();
    let blank: Vec<bool> = pieces
        .iter()
        .map(|piece| words::is_space(&model.words, text(piece)))
        .collect();

    let vectors = model.encoder.encode(model.arch, &features);
    let mut scores = Vec::new();
    model.tagger.apply(
        model.arch,
        &vectors,
        encode::WIDTH,
        pieces.len(),
        &mut scores,
    );
    let tags = scores
        .chunks_exact(model.tagger.stride())
        .map(|row| model.tags[matrix::best(&row[..model.tagger.width()])]);

    let mut states = model.parser.prepare(model.arch, &vectors);
    let tree = parse::parse(&mut states, &model.parser_moves, &blank);

    let mut drafts: Vec<Draft<'_>> = tags
        .zip(&pieces)
        .enumerate()
        .map(|(i, (tag, piece))| Draft {
            lower: text(piece).to_lowercase(),
            space: blank[i],
            tag,
            dep: tree.deps[i],
            pos: Pos::X,
            lemma: None,
            morph: "",
        })
        .collect();
    attributes::apply(&model.rules, &mut drafts);

    let vectors = model.entity_encoder.encode(model.arch, &features);
    let mut states = model.entities.prepare(model.arch, &vectors);
    let entities = entities::find(&mut states, &model.entity_moves, &blank, &tree.starts);

    let token = |(i, draft): (usize, Draft<'_>)| Token {
        span: Span::new(pieces[i].start, pieces[i].end),
        lemma: match draft.lemma {
            Some(lemma) => lemma.to_owned(),
            None => model.lemmas.lemma(
                text(&pieces[i]),
                &draft.lower,
                draft.pos,
                draft.morph,
                &model.words.classes.letter,
            ),
        },
        pos: draft.pos,
        tag: draft.tag,
        head: tree.heads[i],
        dep: draft.dep,
    };
    Parsed {
        tokens: drafts.into_iter().enumerate().map(token).collect(),
        entities,
    }
}
