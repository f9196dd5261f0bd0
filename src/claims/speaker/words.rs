//! The words that report what somebody says, thinks, wants or judges, by class: general English,
//! after the classes of saying, thinking, judging and wanting verbs in Levin (1993).

use std::sync::OnceLock;

use crate::claims::lists::{ByWord, by_word, is_one_of};

/// What a cue makes of its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Force {
    /// Words that somebody vouches for ("said", "according to").
    Speech,
    /// What somebody holds to be so ("believes").
    Thought,
    /// What somebody takes to be so, and the writer too ("realized", "the rout showed").
    Knowledge,
    /// What somebody asks others to do.
    Demand,
    /// What somebody wants or plans; nobody says that it is so.
    Wish,
    /// What somebody speaks well or ill of; that it is so goes without saying.
    Judgement,
}

impl Force {
    /// Whether the source, not the writer, vouches for the content.
    pub fn vouches(self) -> bool {
        matches!(self, Force::Speech | Force::Thought | Force::Demand)
    }
}

/// What a verb reports, if it does.
pub fn verb(lemma: &str) -> Option<Force> {
    static BY_LEMMA: OnceLock<ByWord<Force>> = OnceLock::new();
    let by_lemma = BY_LEMMA.get_or_init(|| {
        by_word(&[
            (Force::Speech, SPEECH),
            (Force::Speech, SHOWING),
            (Force::Thought, THOUGHT),
            (Force::Knowledge, KNOWLEDGE),
            (Force::Demand, DEMAND),
            (Force::Wish, WISH),
            (Force::Judgement, JUDGEMENT),
        ])
    });
    by_lemma.get(lemma).copied()
}

/// Whether the object of the verb is whom the words are said to, not what is said.
pub fn addresses(lemma: &str) -> bool {
    is_one_of(
        lemma,
        "tell inform assure remind warn advise notify brief ask urge persuade convince reassure \
     interview address caution",
    )
}

/// Whether the verb also reports with a plain object ("announced a truce").
pub fn takes_object(lemma: &str) -> bool {
    !addresses(lemma)
        && !is_one_of(
            lemma,
            "say add think continue reply respond answer agree speak feel believe remark hear \
             exclaim insist wonder joke",
        )
}

/// Whether the verb reports only with a clause or a quotation: with an object, or alone, it is an
/// act ("showed the way", "found a key", "continued the work").
pub fn needs_clause(lemma: &str) -> bool {
    is_one_of(
        lemma,
        "put assume show find see hold continue go write know learn hear feel consider follow read sing start \
     begin conclude decide post share publish estimate interject open offer respond raise \
     understand figure calculate judge establish determine demonstrate realize realise guess \
     notice imagine remember indicate prove discover observe maintain record relate volunteer \
     charge rule appeal repeat recall swear concede quip chant sign email text confess certify \
     testify answer reply add",
    )
}

/// Whether the verb takes its content to be true ("revealed that").
pub fn is_factive(lemma: &str) -> bool {
    is_one_of(
        lemma,
        "reveal acknowledge admit concede know realize realise discover prove demonstrate note \
     recognize recognise confess disclose remember notice understand learn",
    )
}

/// Whether the verb denies its content.
pub fn denies(lemma: &str) -> bool {
    is_one_of(lemma, "deny dispute doubt reject refute disagree dismiss")
}

/// Whether the verb also follows or interrupts what it reports ("…, she added").
pub fn inverts(lemma: &str) -> bool {
    is_one_of(
        lemma,
        "say tell add claim report announce state declare insist argue warn admit acknowledge confirm \
     explain note testify allege assert maintain continue conclude write reply respond answer \
     reveal stress emphasize emphasise reiterate repeat suggest predict complain concede contend \
     estimate recall remark comment tweet boast agree caution speculate exclaim joke swear mention \
     observe point affirm proclaim protest quip recount retort counter elaborate muse opine reason \
     shout yell mutter mumble murmur scream cry whisper gush sing blurt snap sigh interject lament \
     chant post ask wonder inquire enquire think believe suppose hope fear guess feel vow pledge \
     promise read find show reflect gripe grumble preach brag crow echo learn joke rule urge plead \
     charge quote summarize summarise volunteer chime begin start put",
    )
}

/// Whether to do something is what the verb says ("claimed to have seen", "vowed to return"),
/// not what is said to be done ("agreed to leave").
pub fn commits(lemma: &str) -> bool {
    is_one_of(
        lemma,
        "claim profess admit confess boast report allege deny vow pledge promise swear threaten \
     guarantee propose",
    )
}

/// Whether a noun is a document that can state something ("the study shows").
pub fn is_document(lemma: &str) -> bool {
    is_one_of(
        lemma,
        "study poll survey report research datum data figure statistic document letter email \
     transcript video footage record map analysis investigation article statement review filing \
     review inquiry paper memo note message post tweet log image photo photograph picture test \
     census index book advert ad website page headline sign account report source estimate \
     result number text bulletin release audit inspection autopsy recording diary",
    )
}

/// Whether a noun names persons or a body of persons.
pub fn is_person_noun(lemma: &str) -> bool {
    is_one_of(
        lemma,
        "person people man woman child official spokesman spokeswoman spokesperson minister president \
     police officer soldier general commander witness source expert analyst scientist researcher \
     economist lawyer attorney judge prosecutor investigator author writer reporter journalist \
     editor doctor critic supporter opponent activist group party government army ministry agency \
     company firm council court committee commission union team staff crew rebel fighter voter \
     resident neighbor neighbour teacher student worker adviser advisor aide ally leader member \
     candidate mayor governor senator authority department office embassy bank newspaper paper \
     outlet agency pollster family parent mother father brother sister son daughter friend",
    )
}

/// Whether the verb shows rather than says: things do it too.
pub fn shows(lemma: &str) -> bool {
    is_one_of(lemma, SHOWING)
        || is_one_of(
            lemma,
            "reveal suggest indicate underscore underline highlight illustrate confirm explain",
        )
}

/// Whether somebody who "is clear that" something is so says it.
pub fn adjective(lemma: &str) -> Option<Force> {
    let among = |words: &str| is_one_of(lemma, words);
    if among("clear adamant explicit insistent emphatic") {
        Some(Force::Speech)
    } else if among(
        "sure certain confident convinced afraid hopeful worried doubtful optimistic concerned skeptical sceptical fearful",
    ) {
        Some(Force::Thought)
    } else if among("aware conscious mindful") {
        Some(Force::Knowledge)
    } else {
        None
    }
}

/// Whether a noun names words or thoughts that a clause can spell out ("the claim that").
pub fn noun(lemma: &str) -> Option<Force> {
    let among = |words: &str| is_one_of(lemma, words);
    if among(SPEECH_NOUNS) {
        Some(Force::Speech)
    } else if among(THOUGHT_NOUNS) {
        Some(Force::Thought)
    } else if among(WISH_NOUNS) {
        Some(Force::Wish)
    } else {
        None
    }
}

const SPEECH: &str = "disagree put say tell add claim report announce state declare insist argue warn admit \
    acknowledge confirm explain note testify allege assert maintain continue conclude write reply \
    respond answer reveal disclose describe stress emphasize emphasise reiterate repeat inform \
    suggest indicate predict complain concede contend estimate relate recall remark comment tweet \
    boast deny dispute agree quote cite caution speculate exclaim joke swear mention observe \
    assure remind affirm reaffirm proclaim profess protest object quip recount retort counter \
    confess divulge elaborate clarify summarize summarise underline underscore highlight opine \
    forecast foresee theorize theorise hypothesize reckon surmise whisper shout yell mutter mumble \
    murmur scream cry chant gush sing blurt snap sigh interject point lament bemoan vouch \
    certify attest echo blog post email text telegraph cable narrate rule refute rebut reason \
    muse ponder advise counsel notify brief interview volunteer chime gripe grumble preach brag \
    gloat crow deadpan paraphrase liken compare portray characterize characterise paint depict \
    label dub brand outline detail discuss address reference tout trumpet bill charge ask \
    inquire enquire wonder question query vow pledge promise swear threaten guarantee announce";

/// Documents and studies speak too.
const SHOWING: &str = "show find demonstrate prove read establish determine imply signal document";

const THOUGHT: &str = "think believe consider suppose assume suspect expect hope fear feel doubt \
    view regard guess imagine worry judge calculate figure anticipate reckon presume deem hold \
    fancy envision envisage interpret conceive hear decide interpret";

const KNOWLEDGE: &str = "know understand realize realise see remember recognize recognise learn \
    discover notice perceive";

const DEMAND: &str = "demand urge request call recommend encourage appeal plead beg press implore \
    exhort lobby propose advise";

const WISH: &str = "want wish desire plan intend aim seek order invite push refuse decline offer \
    prefer resolve prepare instruct command direct favor favour";

const JUDGEMENT: &str = "criticize criticise praise attack blast slam condemn denounce accuse blame \
    defend support oppose endorse reject dismiss mock ridicule welcome applaud commend hail \
    laud thank congratulate fault chide rebuke scold berate lambast lambaste decry deplore deride \
    disparage insult knock rip scoff sneer question challenge justify tout reprimand censure \
    castigate excoriate trash bash admire distrust disavow repudiate renounce celebrate regret apologize apologise";

const SPEECH_NOUNS: &str = "statement claim assertion accusation allegation report announcement \
    declaration warning suggestion argument contention admission confession acknowledgment \
    acknowledgement confirmation denial prediction insistence testimony complaint comment remark \
    reply answer response revelation rumor rumour tale story news message explanation charge \
    observation estimate forecast promise pledge vow assurance guarantee threat conclusion finding \
    word quote hint indication evidence proof reminder caution lie boast excuse pretext";

const THOUGHT_NOUNS: &str = "view belief opinion idea theory notion thought feeling fear hope doubt \
    suspicion expectation conviction assumption impression perception concern worry sense take \
    understanding assessment judgment judgement position stance hypothesis speculation hunch";

const WISH_NOUNS: &str = "demand request plan proposal call desire wish intention order offer \
    recommendation decision";
