//! The weights and word lists, as `models/convert.py` wrote them. They ride in the program.

use std::sync::OnceLock;

use indexmap::IndexMap;
use pulp::Arch;
use rustc_hash::FxBuildHasher;
use safetensors::SafeTensors;
use serde::Deserialize;

use super::attributes::Rules;
use super::encode::{Encoder, Memo, Mixer, Norm, Table, WIDTH};
use super::entities;
use super::lemmas::Lemmas;
use super::matrix::Layer;
use super::parse;
use super::states::Scorer;
use super::words::string_id;
use super::{Dep, EntityKind, Tag};

static WEIGHTS: &[u8] = include_bytes!("../../models/en.safetensors");
static WORDS: &str = include_str!("../../models/en.json");

pub(super) type Map<K, V> = IndexMap<K, V, FxBuildHasher>;

/// All that reading a sentence needs.
pub(super) struct Model {
    pub(super) arch: Arch,
    pub(super) words: Words,
    pub(super) encoder: Encoder,
    pub(super) tagger: Layer,
    pub(super) tags: Vec<Tag>,
    pub(super) parser: Scorer,
    pub(super) parser_moves: Vec<parse::Move>,
    pub(super) entity_encoder: Encoder,
    pub(super) entities: Scorer,
    pub(super) entity_moves: Vec<entities::Move>,
    pub(super) rules: Rules,
    pub(super) lemmas: Lemmas,
}

/// What the tokenizer and the features of words need.
pub(super) struct Words {
    pub(super) special: Map<&'static str, Vec<Part>>,
    /// Bytes of the longest key of `special`.
    pub(super) longest_special: usize,
    /// By its first token: how the affix rules would cut a special case.
    pub(super) split: Map<&'static str, Vec<Vec<&'static str>>>,
    pub(super) units: Vec<String>,
    pub(super) currency: Vec<String>,
    /// Bytes of the longest of `units` and `currency`.
    pub(super) longest_unit: usize,
    pub(super) classes: Classes,
    pub(super) symbols: Map<&'static str, u64>,
    /// By the number of the word.
    pub(super) norms: Map<u64, &'static str>,
}

/// One token of a special case.
pub(super) struct Part {
    /// Bytes.
    pub(super) length: usize,
    pub(super) norm: Option<&'static str>,
}

/// Sets of characters.
#[derive(Deserialize)]
pub(super) struct Classes {
    pub(super) alpha: Class,
    pub(super) lower: Class,
    pub(super) lower_or_quote: Class,
    pub(super) upper: Class,
    pub(super) upper_or_quote: Class,
    pub(super) before_stop: Class,
    pub(super) icon: Class,
    pub(super) prefix: Class,
    pub(super) suffix: Class,
    pub(super) letter: Class,
    pub(super) digit: Class,
    pub(super) space: Class,
}

/// A set of characters.
#[derive(Deserialize)]
#[serde(from = "Vec<(u32, u32)>")]
pub(super) struct Class {
    /// One bit for each ASCII character, as nearly all are.
    ascii: u128,
    /// First and last of each run, in order.
    runs: Vec<(u32, u32)>,
}

impl From<Vec<(u32, u32)>> for Class {
    fn from(runs: Vec<(u32, u32)>) -> Self {
        let within = |c: u32| {
            runs.iter()
                .any(|(first, last)| (*first..=*last).contains(&c))
        };
        let ascii = (0..128)
            .filter(|c| within(*c))
            .fold(0, |bits, c| bits | 1 << c);
        Class { ascii, runs }
    }
}

impl Class {
    /// Whether the set has `c`.
    pub(super) fn has(&self, c: char) -> bool {
        if c.is_ascii() {
            return self.ascii >> (c as u32) & 1 == 1;
        }
        let after = self.runs.partition_point(|(first, _)| *first <= c as u32);
        after > 0 && self.runs[after - 1].1 >= c as u32
    }
}

/// `en.json`.
#[derive(Deserialize)]
struct File {
    tags: Vec<String>,
    parser_moves: Vec<String>,
    entity_moves: Vec<String>,
    symbols: Map<String, u64>,
    norms: Map<String, String>,
    tokenizer: TokenizerFile,
    lemmas: Map<String, super::lemmas::File>,
    rules: Vec<super::attributes::File>,
    classes: Classes,
}

#[derive(Deserialize)]
struct TokenizerFile {
    special: Map<String, Vec<Vec<String>>>,
    split: Map<String, Vec<String>>,
    units: Vec<String>,
    currency: Vec<String>,
}

/// The model, made on the first call.
///
/// The two files were compared with their checksums when the program was built (`build.rs`), so
/// a failure here is a mistake in this code, which the tests of this module would show.
pub(super) fn get() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| load().expect("the model that this program was built with is sound"))
}

fn load() -> Result<Model, String> {
    let file: File = serde_json::from_str(WORDS).map_err(|e| format!("models/en.json: {e}"))?;
    let tensors =
        SafeTensors::deserialize(WEIGHTS).map_err(|e| format!("models/en.safetensors: {e}"))?;
    let weights = Weights { tensors };
    let tokenizer = &file.tokenizer;
    let units = tokenizer.units.iter().chain(&tokenizer.currency);
    let longest = |texts: &mut dyn Iterator<Item = &String>| texts.map(String::len).max();
    let mut words = Words {
        longest_special: longest(&mut tokenizer.special.keys()).unwrap_or(0),
        longest_unit: longest(&mut units.into_iter()).unwrap_or(0),
        special: Map::default(),
        split: Map::default(),
        units: file.tokenizer.units,
        currency: file.tokenizer.currency,
        classes: file.classes,
        symbols: file
            .symbols
            .into_iter()
            .map(|(name, id)| (leak(&name), id))
            .collect(),
        norms: Map::default(),
    };
    for (text, parts) in file.tokenizer.special {
        let parts = parts.into_iter().map(|part| Part {
            length: part[0].len(),
            norm: part.get(1).map(|norm| leak(norm)),
        });
        words.special.insert(leak(&text), parts.collect());
    }
    for (_, tokens) in file.tokenizer.split {
        let tokens: Vec<&'static str> = tokens.iter().map(|token| leak(token)).collect();
        words.split.entry(tokens[0]).or_default().push(tokens);
    }
    for (key, norm) in file.norms {
        let hashed = key.strip_prefix('#').filter(|digits| digits.len() == 16);
        let id = hashed.and_then(|digits| u64::from_str_radix(digits, 16).ok());
        let id = id.unwrap_or_else(|| string_id(&words, &key));
        words.norms.insert(id, leak(&norm));
    }
    Ok(Model {
        arch: Arch::new(),
        encoder: weights.encoder("tok2vec", 6)?,
        tagger: weights.layer("tagger")?,
        tags: named(&file.tags, Tag::from_name)?,
        parser: weights.scorer("parser")?,
        parser_moves: named(&file.parser_moves, parse::Move::from_name)?,
        entity_encoder: weights.encoder("ner.tok2vec", 4)?,
        entities: weights.scorer("ner")?,
        entity_moves: named(&file.entity_moves, entities::Move::from_name)?,
        rules: Rules::new(file.rules)?,
        lemmas: Lemmas::new(file.lemmas),
        words,
    })
}

/// Keeps a text for the life of the program, as the model lives that long.
fn leak(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

fn named<T>(names: &[String], find: fn(&str) -> Option<T>) -> Result<Vec<T>, String> {
    let one = |name: &String| find(name).ok_or_else(|| format!("models/en.json: label {name}"));
    names.iter().map(one).collect()
}

struct Weights {
    tensors: SafeTensors<'static>,
}

impl Weights {
    fn numbers(&self, name: &str) -> Result<Vec<f32>, String> {
        let tensor = self
            .tensors
            .tensor(name)
            .map_err(|e| format!("models/en.safetensors: {name}: {e}"))?;
        let number = |b: &[u8]| f32::from_le_bytes([b[0], b[1], b[2], b[3]]);
        Ok(tensor.data().chunks_exact(4).map(number).collect())
    }

    fn layer(&self, name: &str) -> Result<Layer, String> {
        let weights = self.numbers(&format!("{name}.weight"))?;
        let bias = self.numbers(&format!("{name}.bias"))?;
        Ok(Layer::new(&weights, &bias))
    }

    fn encoder(&self, name: &str, tables: usize) -> Result<Encoder, String> {
        let table = |i| {
            let rows = self.numbers(&format!("{name}.table{i}"))?;
            Ok::<_, String>(Table { rows })
        };
        let first = format!("{name}.layer1");
        Ok(Encoder {
            tables: (0..tables).map(table).collect::<Result<_, _>>()?,
            mixer: self.mixer(&format!("{name}.layer0"))?,
            roles: self.roles(&first)?,
            first_bias: self.numbers(&format!("{first}.bias"))?,
            first_norm: self.norm(&first)?,
            windows: (2..5)
                .map(|i| self.mixer(&format!("{name}.layer{i}")))
                .collect::<Result<_, _>>()?,
            memo: Memo::default(),
        })
    }

    fn mixer(&self, name: &str) -> Result<Mixer, String> {
        Ok(Mixer {
            layer: self.layer(name)?,
            norm: self.norm(name)?,
        })
    }

    fn norm(&self, name: &str) -> Result<Norm, String> {
        Ok(Norm {
            gain: self.numbers(&format!("{name}.gain"))?,
            shift: self.numbers(&format!("{name}.shift"))?,
        })
    }

    /// The three blocks of a window layer, one for each word in the window, side by side.
    fn roles(&self, name: &str) -> Result<Layer, String> {
        let weights = self.numbers(&format!("{name}.weight"))?;
        let block = weights.len() / 3;
        let width = block / WIDTH;
        let row = |k: usize| (0..3).map(move |role| role * block + k * width);
        let side_by_side: Vec<f32> = (0..WIDTH)
            .flat_map(row)
            .flat_map(|at| weights[at..at + width].iter().copied())
            .collect();
        Ok(Layer::new(&side_by_side, &vec![0.0; 3 * width]))
    }

    fn scorer(&self, name: &str) -> Result<Scorer, String> {
        let weights = self.numbers(&format!("{name}.lower.weight"))?;
        let pad = self.numbers(&format!("{name}.lower.pad"))?;
        Ok(Scorer {
            narrow: self.layer(&format!("{name}.narrow"))?,
            lower: Layer::new(&weights, &vec![0.0; pad.len()]),
            bias: self.numbers(&format!("{name}.lower.bias"))?,
            upper: self.layer(&format!("{name}.upper"))?,
            pad,
        })
    }
}

/// The kind of thing that an entity move names, for [`entities::Move::from_name`].
pub(super) fn entity_kind(label: &str) -> Option<EntityKind> {
    EntityKind::from_name(label)
}

/// The label of an arc and, in `pobj||prep`, the label of the head that it was lifted from.
pub(super) fn arc_label(label: &str) -> Option<(Dep, Option<Dep>)> {
    match label.split_once("||") {
        Some((own, lifted)) => Some((Dep::from_name(own)?, Some(Dep::from_name(lifted)?))),
        None => Some((Dep::from_name(label)?, None)),
    }
}
