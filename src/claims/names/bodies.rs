//! Well-known bodies that go by several names: general knowledge written for this project.

/// The name under which a well-known body is listed that a mention names, all its names being
/// unique; none if it is not listed. `folded` is the mention after [`super::fold`]; `capitals`
/// says whether it is written in capitals, without which a name that is also a word ("is", "who")
/// does not count.
pub fn body(folded: &str, capitals: bool) -> Option<&'static str> {
    if folded.len() <= 4 && !capitals && folded != "nato" {
        return None;
    }
    let row = BODIES.iter().find(|row| row.contains(&folded))?;
    Some(row[0])
}

/// One body a line, its names folded.
#[rustfmt::skip] // one body a line
const BODIES: [&[&str]; 42] = [
    &["united nations", "un", "united nations organization", "united nations organisation"],
    &["un security council", "united nations security council", "unsc"],
    &["un general assembly", "united nations general assembly", "unga"],
    &["unhcr", "un refugee agency", "united nations high commissioner for refugees"],
    &["unicef", "united nations childrens fund"],
    &["unesco", "united nations educational scientific and cultural organization"],
    &["world food programme", "wfp", "world food program", "un world food programme"],
    &["european union", "eu"],
    &["african union", "au"],
    &["arab league", "league of arab states"],
    &["nato", "north atlantic treaty organization", "north atlantic treaty organisation"],
    &["osce", "organization for security and cooperation in europe", "organisation for security and co operation in europe"],
    &["opec", "organization of the petroleum exporting countries"],
    &["opcw", "organisation for the prohibition of chemical weapons", "organization for the prohibition of chemical weapons"],
    &["world health organization", "world health organisation"],
    &["world trade organization", "wto", "world trade organisation"],
    &["international monetary fund", "imf"],
    &["international atomic energy agency", "iaea"],
    &["international criminal court", "icc"],
    &["international committee of the red cross", "icrc"],
    &["doctors without borders", "msf", "medecins sans frontieres"],
    &["gulf cooperation council", "gcc"],
    &["cia", "central intelligence agency"],
    &["fbi", "federal bureau of investigation"],
    &["nsa", "national security agency"],
    &["nasa", "national aeronautics and space administration"],
    &["pentagon", "us department of defense", "us defense department", "department of defense"],
    &["state department", "us state department", "us department of state", "department of state"],
    &["bbc", "british broadcasting corporation"],
    &["fsb", "federal security service"],
    &["kgb", "committee for state security"],
    &["idf", "israel defense forces", "israeli defense forces", "israel defence forces", "israeli defence forces"],
    &["islamic state", "isis", "isil", "is", "daesh", "daish", "islamic state of iraq and syria", "islamic state of iraq and the levant", "islamic state of iraq and al sham", "islamic state in iraq and syria", "islamic state group", "so called islamic state"],
    &["qaeda", "qaida", "al qaeda", "al qaida", "alqaeda", "alqaida"],
    &["hezbollah", "hizbollah", "hizbullah", "hizballah", "party of god"],
    &["taliban", "taleban"],
    &["plo", "palestine liberation organization", "palestine liberation organisation"],
    &["pkk", "kurdistan workers party"],
    &["farc", "revolutionary armed forces of colombia"],
    &["eta", "euskadi ta askatasuna", "basque homeland and freedom"],
    &["ira", "irish republican army"],
    &["tamil tigers", "ltte", "liberation tigers of tamil eelam"],
];
