//! A conflict is a pair of sides of one cluster that cannot both hold.

/// Two opposed sides of one cluster.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// Stable identifier, made from the two claims' words.
    pub id: String,
    /// Whether they contradict each other or the world moved on between them.
    pub relation: Relation,
    /// What kind of answer differs.
    pub kind: Type,
    /// How strong, for the order of the rows; no probability.
    pub strength: f64,
    /// The estimated probability that a careful reader would call it a true conflict, calibrated
    /// against labelled data; `None` until there is such an estimate.
    pub score: Option<f64>,
    /// The question both answer.
    pub question: String,
    /// What the first says.
    pub answer_a: String,
    /// What the second says.
    pub answer_b: String,
    /// Index of the first claim in the run (the earlier document in order).
    pub claim_a: usize,
    /// Index of the second claim.
    pub claim_b: usize,
    /// How many independent origins say the first.
    pub origins_a: usize,
    /// How many independent origins say the second.
    pub origins_b: usize,
    /// Why the two are opposed, in one sentence.
    pub why: String,
    /// Index of the cluster in the run.
    pub cluster: usize,
}

/// How two sides stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Both cannot hold.
    Conflict,
    /// The world, or what was known, changed between the two.
    Update,
    /// The same answer.
    Agree,
}

impl Relation {
    /// The word that reports use.
    pub fn name(self) -> &'static str {
        match self {
            Relation::Conflict => "conflict",
            Relation::Update => "update",
            Relation::Agree => "agree",
        }
    }
}

/// What kind of answer differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Type {
    /// How many.
    Quantity,
    /// When.
    Time,
    /// Where.
    Place,
    /// Who did it.
    Actor,
    /// To whom, which.
    Object,
    /// Yes or no.
    Polarity,
    /// Leaving or reinforcing.
    Opposite,
    /// Fact or doubt.
    Certainty,
}

impl Type {
    /// The word that reports use.
    pub fn name(self) -> &'static str {
        match self {
            Type::Quantity => "quantity",
            Type::Time => "time",
            Type::Place => "place",
            Type::Actor => "actor",
            Type::Object => "object",
            Type::Polarity => "polarity",
            Type::Opposite => "opposite",
            Type::Certainty => "certainty",
        }
    }
}
