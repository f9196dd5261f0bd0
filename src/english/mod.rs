//! The reading of English: tokens, tags, lemmas, grammatical heads and names of one sentence.
//!
//! This is the part of the program that another language would replace. Later stages see
//! [`Parsed`] and nothing of the model behind it.

mod attributes;
mod chunks;
mod encode;
mod entities;
mod lemmas;
mod matrix;
mod model;
mod parse;
mod states;
mod tokens;
mod words;

use ecow::EcoString;
use serde::{Deserialize, Serialize};

use crate::Span;
use attributes::Draft;
use model::Model;
use tokens::Piece;

/// One sentence, read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Parsed {
    /// The words and marks, in order.
    pub tokens: Vec<Token>,
    /// The named entities, in order, never overlapping.
    pub entities: Vec<Entity>,
}

/// A word, a mark or a part of a word (`do` + `n't`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Token {
    /// Where it stands in the sentence, in bytes from the sentence's start.
    pub span: Span,
    /// Dictionary form (`attacked` → `attack`), as the model's lemmatizer gives it.
    pub lemma: EcoString,
    /// Universal part of speech.
    pub pos: Pos,
    /// Penn Treebank tag.
    pub tag: Tag,
    /// Grammatical features.
    pub morph: Morph,
    /// Index of the token that governs this one; its own index for the root.
    pub head: usize,
    /// How it depends on its head.
    pub dep: Dep,
}

/// A named entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// What it names.
    pub kind: EntityKind,
}

/// The grammatical features of a token, each absent where the word does not show it: `were` has
/// a tense and no number, `the` has none at all.
///
/// Of the Universal Features (universaldependencies.org/u/feat) that the model gives, those that
/// say something of an event or of who takes part in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Morph {
    /// Finite verb, infinitive, participle or gerund.
    pub form: Option<Form>,
    /// `says`, `said`.
    pub tense: Option<Tense>,
    /// Only finite verbs of a few words show it.
    pub mood: Option<Mood>,
    /// `town`, `towns`; `is`.
    pub number: Option<Number>,
    /// Of pronouns and of verbs in the present.
    pub person: Option<Person>,
    /// `he`, `she`, `it`.
    pub gender: Option<Gender>,
    /// `they`, `them`.
    pub case: Option<Case>,
    /// `late`, `later`, `latest`.
    pub degree: Option<Degree>,
}

/// A noun with what stands before it and belongs to it: `the two old bridges` of `the two old
/// bridges over the river`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NounChunk {
    /// First token.
    pub start: usize,
    /// One past the last token, which is the noun.
    pub end: usize,
}

impl Parsed {
    /// The noun phrases without what follows their nouns, in order, never overlapping.
    pub fn noun_chunks(&self) -> Vec<NounChunk> {
        chunks::find(&self.tokens)
    }

    /// Whether it can be the reading of a sentence: every place lies in it.
    pub fn fits(&self, sentence: &str) -> bool {
        let tokens = self.tokens.len();
        let is_token = |token: &Token| {
            sentence.get(token.span.start..token.span.end).is_some() && token.head < tokens
        };
        let is_entity = |entity: &Entity| entity.start <= entity.end && entity.end <= tokens;
        self.tokens.iter().all(is_token) && self.entities.iter().all(is_entity)
    }
}

/// Declares an enum of labels with their spelling in the model and a lookup from it.
macro_rules! labels {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[allow(missing_docs)] // the variants are the label sets' own names
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    /// What kind of verb form.
    Form { Finite = "Fin", Infinitive = "Inf", Participle = "Part", Gerund = "Ger" }
}

labels! {
    /// Time as the verb shows it.
    Tense { Past = "Past", Present = "Pres" }
}

labels! {
    /// Mood of a finite verb.
    Mood { Indicative = "Ind" }
}

labels! {
    /// One or many.
    Number { Singular = "Sing", Plural = "Plur" }
}

labels! {
    /// Who speaks, who is spoken to, of whom is spoken.
    Person { First = "1", Second = "2", Third = "3" }
}

labels! {
    /// Gender of a pronoun.
    Gender { Masculine = "Masc", Feminine = "Fem", Neuter = "Neut" }
}

labels! {
    /// Case of a pronoun.
    Case { Nominative = "Nom", Accusative = "Acc" }
}

labels! {
    /// Degree of an adjective or adverb.
    Degree { Positive = "Pos", Comparative = "Cmp", Superlative = "Sup" }
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
///
/// Any text has a parse, and time grows with its length, no faster: what has more than some
/// thousand tokens is read piece by piece, each of which has its own roots.
pub fn read(sentence: &str) -> Parsed {
    let model = model::get();
    let pieces = tokens::split(&model.words, sentence);
    let mut parsed = Parsed::default();
    for stretch in pieces.chunks(STRETCH) {
        read_stretch(model, sentence, stretch, &mut parsed);
    }
    parsed
}

/// What a reading depends on besides the sentence: the code and the weights of the reader, and the
/// kind of processor, which may round otherwise.
pub fn identity() -> String {
    let version = env!("CARGO_PKG_VERSION");
    let reader = env!("ATODDS_READER"); // made by build.rs
    format!("{version} {reader} {:?}", model::get().arch)
}

/// Whether a word in lower case is surely a common noun of English, by the model's lists of
/// lemmas: the plural of a noun, or a noun that is a verb as well. Of the other singular nouns the
/// lists do not say which are names ("samaria").
pub fn is_common_noun(lower: &str) -> bool {
    let lemmas = &model::get().lemmas;
    let is_singular = lemmas.lists_word(lower, Pos::Noun);
    if is_singular {
        lemmas.lists_word(lower, Pos::Verb)
    } else {
        lemmas.knows(lower, Pos::Noun)
    }
}

/// Tokens that are read at once. No sentence has so many; a text that is no sentence needs some
/// kilobytes for each while it is read.
const STRETCH: usize = 5_000;

/// Reads the tokens `pieces` of `sentence` and appends them to `parsed`.
fn read_stretch(model: &Model, sentence: &str, pieces: &[Piece], parsed: &mut Parsed) {
    let text = |piece: &Piece| &sentence[piece.start..piece.end];
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
        .zip(pieces)
        .enumerate()
        .map(|(i, (tag, piece))| Draft {
            lower: text(piece).to_lowercase(),
            space: blank[i],
            tag,
            dep: tree.deps[i],
            pos: Pos::X,
            lemma: None,
            morph: Morph::default(),
        })
        .collect();
    model.rules.apply(&mut drafts);

    let vectors = model.entity_encoder.encode(model.arch, &features);
    let mut states = model.entities.prepare(model.arch, &vectors);
    let entities = entities::find(&mut states, &model.entity_moves, &blank, &tree.starts);

    let offset = parsed.tokens.len();
    parsed
        .entities
        .extend(entities.into_iter().map(|entity| Entity {
            start: offset + entity.start,
            end: offset + entity.end,
            kind: entity.kind,
        }));
    let token = |(i, draft): (usize, Draft<'_>)| Token {
        span: Span::new(pieces[i].start, pieces[i].end),
        lemma: match draft.lemma {
            Some(lemma) => lemma.into(),
            None => {
                let (word, letters) = (text(&pieces[i]), &model.words.classes.letter);
                let lemmas = &model.lemmas;
                let lemma = lemmas.lemma(word, &draft.lower, draft.pos, draft.morph, letters);
                lemma.into()
            }
        },
        pos: draft.pos,
        tag: draft.tag,
        morph: draft.morph,
        head: offset + tree.heads[i],
        dep: draft.dep,
    };
    parsed
        .tokens
        .extend(drafts.into_iter().enumerate().map(token));
}
