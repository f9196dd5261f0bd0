//! Affixes that deny: "unsafe", "impossible", "dishonest", "hopeless".

/// Where in a word the affix stands that denies the rest of it, in bytes: `0..2` of "unsafe",
/// `4..8` of "hopeless". `word` is in lower case.
pub fn find(word: &str) -> Option<std::ops::Range<usize>> {
    if !word.is_ascii() {
        return None;
    }
    let stem = ["ness", "ly"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .unwrap_or(word);
    if let Some(base) = stem.strip_suffix("less") {
        let denies = base.len() > 2 && !NOT_LESS.contains(&stem);
        return denies.then_some(base.len()..stem.len());
    }
    if let Some(rest) = word.strip_prefix("un") {
        let denies = rest.len() > 3
            && !NOT_UN.iter().any(|begins| rest.starts_with(begins))
            && !rest.starts_with('-');
        return denies.then_some(0..2);
    }
    let affix = BEGINNINGS
        .iter()
        .find(|begins| word.starts_with(**begins))?;
    let listed = DENYING.split_whitespace().any(|stem| {
        word.strip_prefix(stem).is_some_and(|ending| {
            matches!(
                ending,
                "" | "ly" | "ness" | "d" | "s" | "ed" | "y" | "ies" | "ty" | "ity" | "ally"
            )
        })
    });
    listed.then_some(0..affix.len())
}

/// Words in "less" that deny nothing, or whose first part is no word of today.
const NOT_LESS: [&str; 14] = [
    "nonetheless",
    "nevertheless",
    "regardless",
    "doubtless",
    "unless",
    "bless",
    "ruthless",
    "reckless",
    "listless",
    "feckless",
    "priceless",
    "needless",
    "countless",
    "numberless",
];

/// What follows "un" in words where it denies nothing.
const NOT_UN: [&str; 26] = [
    "der", "til", "less", "ion", "ique", "ite", "iting", "ity", "iverse", "iversal", "iversit",
    "iform", "ilateral", "ison", "isex", "icorn", "ifi", "ify", "animous", "dulat", "dulate",
    "couth", "ctuous", "guent", "derst", "kempt",
];

/// The affixes of [`DENYING`]. Few words begin so, and every word of every sentence is asked for.
const BEGINNINGS: [&str; 6] = ["in", "im", "ir", "il", "dis", "non"];

/// Beginnings of words in "in", "im", "ir", "il", "dis" and "non" that deny the rest.
const DENYING: &str = "\
    inability inaccessible inaccurac inaccurate inaction inactive inadequac inadequate inadmissible \
    inadvertent inadvisable inanimate inapplicable inappropriate inarticulate inattentive inaudible \
    incalculable incapable incapacity incautious incoherent incomparable incompatible incompetent \
    incompetence incomplete incomprehensible inconceivable inconclusive inconsiderate inconsistent \
    inconsolable inconspicuous inconstant incontestable inconvenient inconvenience incorrect \
    incorrigible incorruptible incredib incredible incredulous incurable indecent indecision indecisive \
    indefensible indefinite indefinable indescribable indescribab indestructible indeterminate \
    indirect indiscreet indiscretion indispensable indisputable indistinct indistinguishable \
    indivisible ineffective ineffectual inefficient ineligible inept inequality inequitable inescapable \
    inevitable inexact inexcusable inexhaustible inexorable inexpensive inexperience inexperienced \
    inexplicable inexplicab infallible infertile infidelity infinite inflexible informal infrequent \
    inhospitable inhuman inhumane inimitable injustice innumerable inoffensive inoperable inoperative \
    inopportune inorganic insane insanity insatiable insecure insensible insensitive inseparable \
    insignificant insincere insoluble insolvent instability insubordinate insufferable insufficient \
    insufficienc insuperable insurmountable intangible interminable intolerable intolerab intolerant \
    intractable intransigent invalid invariable invisible invisib involuntary involuntaril \
    invulnerable \
    imbalance immaterial immature immeasurable immobile immoderate immodest immoral immortal immovable \
    immutable impartial impassable impatient impatience impenetrable impenetrab imperceptible \
    imperceptib imperfect imperfection impermeable impersonal impervious implausible impolite \
    imponderable impossible impossib impossibility impotent impotence impracticable impractical \
    imprecise improbable improbab improper impropriet imprudent imprudence impure impurit \
    illegal illegible illegitimate illiberal illicit illiterate illogical \
    irrational irreconcilable irrecoverable irrefutable irregular irregularit irrelevant irrelevance \
    irreligious irremediable irreparable irreplaceable irrepressible irreproachable irresistible \
    irresolute irrespective irresponsible irretrievable irretrievab irreverent irreversible \
    irrevocable irrevocab \
    disability disabled disadvantageous disaffected disagree disagreeable disallow disapprobation \
    disapproval disapprove disbelief disbelieve discomfort disconnected discontent discontented \
    discontinue discourteous discredit disfavour disfavor dishonest dishonour dishonor dishonourable \
    disinclined disingenuous disinterested disloyal disobedient disobedience disobey disorderly \
    disorganised disorganized dispassionate displease displeasure disproportionate disproportion \
    disqualify disreputable disrespect disrespectful dissatisfaction dissatisfied dissimilar distaste \
    distasteful distrust distrustful disunited disused \
    nonexistent non-existent nonviolent non-violent";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn affixes_are_found_only_where_they_deny() {
        for (word, affix) in [
            ("unsafe", Some("un")),
            ("unable", Some("un")),
            ("hopeless", Some("less")),
            ("restlessly", Some("less")),
            ("dishonest", Some("dis")),
            ("impossible", Some("im")),
            ("irregular", Some("ir")),
            ("under", None),
            ("union", None),
            ("university", None),
            ("nevertheless", None),
            ("regardless", None),
            ("important", None),
            ("instance", None),
            ("distance", None),
            ("iron", None),
        ] {
            assert_eq!(find(word).map(|range| &word[range]), affix, "{word}");
        }
    }

    #[test]
    fn every_listed_word_denies() {
        for stem in DENYING.split_whitespace() {
            let affix = find(stem).map(|range| &stem[range]);
            assert!(
                affix.is_some_and(|affix| BEGINNINGS.contains(&affix)),
                "{stem}: {affix:?}"
            );
        }
    }
}
