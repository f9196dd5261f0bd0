//! Forms of English verbs: a list of the irregular ones, and the rules for all others.

/// The past: "took", "stopped".
pub(super) fn past(lemma: &str) -> String {
    irregular(lemma).map_or_else(|| regular(lemma), |(past, _)| past)
}

/// The past participle: "taken", "stopped".
pub(super) fn participle(lemma: &str) -> String {
    irregular(lemma).map_or_else(|| regular(lemma), |(_, participle)| participle)
}

/// The third person of the present: "takes", "carries".
pub(super) fn third(lemma: &str) -> String {
    match lemma {
        "be" => "is".to_owned(),
        "have" => "has".to_owned(),
        _ => super::plurals::with_s(lemma),
    }
}

/// The form in "-ing": "taking", "stopping", "dying".
pub(super) fn present_participle(lemma: &str) -> String {
    if let Some(stem) = lemma.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    match lemma.strip_suffix('e') {
        Some(stem) if !lemma.ends_with("ee") && !lemma.ends_with("ye") && stem.len() > 1 => {
            format!("{stem}ing")
        }
        _ if doubles(lemma) => {
            let last = lemma.chars().last().map_or(String::new(), String::from);
            format!("{lemma}{last}ing")
        }
        _ => format!("{lemma}ing"),
    }
}

/// Past and participle of an irregular verb, alone or after a prefix ("overtake", "rebuild").
fn irregular(lemma: &str) -> Option<(String, String)> {
    const PREFIXES: [&str; 11] = [
        "", "re", "over", "under", "with", "mis", "out", "fore", "un", "up", "broad",
    ];
    PREFIXES.iter().find_map(|prefix| {
        let stem = lemma.strip_prefix(prefix)?;
        let forms = IRREGULAR.lines().find_map(|line| {
            let mut words = line.split_whitespace();
            (words.next() == Some(stem)).then(|| (words.next(), words.next()))
        })?;
        let past = forms.0?;
        let participle = forms.1.unwrap_or(past);
        Some((format!("{prefix}{past}"), format!("{prefix}{participle}")))
    })
}

fn regular(lemma: &str) -> String {
    let before_y = lemma.strip_suffix('y').filter(|stem| !ends_in_vowel(stem));
    match before_y {
        Some(stem) => format!("{stem}ied"),
        None if lemma.ends_with('e') => format!("{lemma}d"),
        None if lemma.ends_with('c') => format!("{lemma}ked"),
        None if doubles(lemma) => {
            let last = lemma.chars().last().map_or(String::new(), String::from);
            format!("{lemma}{last}ed")
        }
        None => format!("{lemma}ed"),
    }
}

/// Whether the last letter is doubled: one vowel before one consonant at the end of a stressed
/// syllable, which is any of a verb of one syllable and the last of those listed.
fn doubles(lemma: &str) -> bool {
    const STRESSED: &str = "admit commit permit submit omit emit occur refer prefer transfer confer \
        defer infer deter incur recur control patrol compel expel propel repel rebel equip kidnap \
        abhor allot regret acquit unplug program";
    if STRESSED.split_whitespace().any(|verb| verb == lemma) {
        return true;
    }
    let letters: Vec<char> = lemma.chars().collect();
    let vowels = letters.iter().filter(|c| is_vowel(**c)).count();
    matches!(letters.as_slice(), [.., a, b, c]
        if !is_vowel(*a) && is_vowel(*b) && !is_vowel(*c) && !matches!(c, 'w' | 'x' | 'y'))
        && vowels == 1
}

fn ends_in_vowel(stem: &str) -> bool {
    stem.chars().last().is_some_and(is_vowel)
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Lemma, past, and the participle where it is another word.
const IRREGULAR: &str = "arise arose arisen
awake awoke awoken
be was been
bear bore borne
beat beat beaten
become became become
befall befell befallen
begin began begun
bend bent
bet bet
bind bound
bite bit bitten
bleed bled
blow blew blown
break broke broken
breed bred
bring brought
build built
burst burst
buy bought
cast cast
catch caught
choose chose chosen
cling clung
come came come
cost cost
creep crept
cut cut
deal dealt
die died
dig dug
do did done
draw drew drawn
drink drank drunk
drive drove driven
eat ate eaten
fall fell fallen
feed fed
feel felt
fight fought
find found
flee fled
fly flew flown
forbid forbade forbidden
forget forgot forgotten
forgive forgave forgiven
freeze froze frozen
get got got
give gave given
go went gone
grind ground
grow grew grown
hang hung
have had
hear heard
hide hid hidden
hit hit
hold held
hurt hurt
keep kept
know knew known
lay laid
lead led
leave left
lend lent
let let
lie lay lain
light lit
lose lost
make made
mean meant
meet met
pay paid
prove proved proven
put put
quit quit
read read
ride rode ridden
ring rang rung
rise rose risen
run ran run
say said
see saw seen
seek sought
sell sold
send sent
set set
shake shook shaken
shed shed
shine shone
shoot shot
show showed shown
shrink shrank shrunk
shut shut
sing sang sung
sink sank sunk
sit sat
slay slew slain
sleep slept
slide slid
speak spoke spoken
spend spent
spin spun
split split
spread spread
spring sprang sprung
stand stood
steal stole stolen
stick stuck
sting stung
strike struck struck
swear swore sworn
sweep swept
swim swam swum
swing swung
take took taken
teach taught
tear tore torn
tell told
think thought
throw threw thrown
undergo underwent undergone
understand understood
upset upset
wake woke woken
wear wore worn
weave wove woven
win won
wind wound
write wrote written";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_and_irregular_verbs_have_their_forms() {
        for (lemma, wanted_past, wanted_participle) in [
            ("take", "took", "taken"),
            ("overtake", "overtook", "overtaken"),
            ("withdraw", "withdrew", "withdrawn"),
            ("rebuild", "rebuilt", "rebuilt"),
            ("release", "released", "released"),
            ("stop", "stopped", "stopped"),
            ("bomb", "bombed", "bombed"),
            ("ram", "rammed", "rammed"),
            ("open", "opened", "opened"),
            ("carry", "carried", "carried"),
            ("destroy", "destroyed", "destroyed"),
            ("commit", "committed", "committed"),
            ("visit", "visited", "visited"),
            ("fix", "fixed", "fixed"),
            ("regain", "regained", "regained"),
        ] {
            assert_eq!(past(lemma), wanted_past);
            assert_eq!(participle(lemma), wanted_participle);
        }
        for (lemma, wanted) in [
            ("take", "taking"),
            ("run", "running"),
            ("lie", "lying"),
            ("be", "being"),
            ("flee", "fleeing"),
        ] {
            assert_eq!(present_participle(lemma), wanted);
        }
        for (lemma, wanted) in [("reach", "reaches"), ("carry", "carries"), ("own", "owns")] {
            assert_eq!(third(lemma), wanted);
        }
    }
}
