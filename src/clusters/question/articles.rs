//! Articles that headlines leave out: which nouns and names cannot stand without one.

use super::complements::is_one;

/// Whether a noun in the singular names a person.
pub(super) fn is_person(noun: &str) -> bool {
    const PEOPLE: &str = "man woman lady gentleman boy girl person child baby teen teenager mother father parent \
        son daughter brother sister wife husband widow uncle aunt cousin nephew niece friend neighbour \
        neighbor chief captain colonel general major lieutenant sergeant private deputy cop guard spy \
        king queen prince princess president premier chancellor secretary governor mayor judge \
        attorney coach pilot cook thief hostage victim suspect witness patient student pupil nurse \
        priest monk nun pope bishop imam rabbi saint hero heroine chef clerk aide agent client guest \
        host adult youth citizen civilian refugee migrant immigrant resident native rebel militant \
        guerrilla insurgent jihadist activist star celebrity icon legend model athlete champion \
        veteran rookie quarterback receiver goalkeeper champ member head boss owner expert analyst \
        official candidate delegate diplomat envoy ambassador minister senator congressman guru";
    const THINGS: &str = "water weather paper power number letter order summer winter november october \
        september december matter river tower shelter centre center border quarter chapter computer \
        helicopter tanker trawler cruiser destroyer carrier bomber fighter trailer container server \
        browser router printer error terror horror mirror door floor factor vector motor reactor \
        tractor sector harbor labour labor favour favor honour honor humour humor behaviour behavior \
        colour color flavour flavor odor vapor armor murder slaughter laughter gender cancer fever \
        ulcer disorder disaster crater timber lumber silver copper leather butter rubber powder \
        gunpowder cover layer corner counter poster banner folder register ladder finger shoulder \
        liver bladder tumor thriller blockbuster sweater trigger charter quarter meter liter dinner \
        supper offer answer transfer manner manor anchor odour prayer theater theater semester \
        fiber monster skyscraper newspaper encounter cluster barrier pier chamber dozer ferrier \
        tier shower chowder provider supplier manufacturer retailer operator maker \
        publisher broadcaster lender insurer repair pair chair hair cylinder dollar collar solar radar altar";
    let ending = ["er", "or", "ist", "man", "woman", "ian", "eer"];
    is_one(PEOPLE, noun)
        || ending
            .iter()
            .any(|end| noun.len() > end.len() + 2 && noun.ends_with(end))
            && !is_one(THINGS, noun)
            && !noun.ends_with("meter")
            && !noun.ends_with("human")
}

/// Whether a noun in the singular cannot stand without an article ("the crown"), as against
/// "water", "arson", "damage".
pub(super) fn is_counted(noun: &str) -> bool {
    const COUNTED: &str = "agency airport alliance ambulance apartment approach army attack bag ball ballot bank bar base \
        battle belt berth bid bill blast blaze blow boat body bomb bond border boutique box bridge \
        building bullet bus cable campaign campus canal car cargo case castle ceasefire cell \
        ceremony chain chair championship chapel chopper city clinic club coast committee \
        company compound conference contract convoy council country couple crash crew \
        crime crisis crown cup dam deal debate decision defeat department device disaster district \
        doctor door driver drone earthquake election embassy emergency engine event explosion \
        facility factory family farm ferry fight film firm flag flight flood fleet fort game gang \
        garage gate goal grenade group gun harbour harbor hearing helicopter hill home \
        hotel house hurricane idea incident inquiry interview investigation island jet job \
        journey jury kidnapping kitchen knife lab lake landslide lawsuit league lift loan lorry machine \
        mall market match measure meeting memo militia mill mine missile mission motion mosque \
        movie museum nation neighbourhood neighborhood network nominee outage palace pair \
        panel park party patch path patrol pipeline pistol plan plane plant playoff plot poll \
        port post problem program programme project proposal protest province punch pipeline quake \
        race raid railway rally ransom rebellion record referendum refinery regime region report \
        republic resort restaurant revolver rifle ring riot river road robbery rocket roof room route \
        rule ruling seat sentence series server service shell ship shooting shop siege \
        signal site slot spot squad squeeze stadium stage state station storm store strait strategy street strike \
        studio submarine suburb suite summit swimmer system tank tanker target team temple tent theatre \
        theater threat ticket title touchdown tournament tower town train trawler treaty tribunal \
        troupe truce truck tunnel union valley van vehicle venue verdict vessel victory \
        village visit volcano vote wall war warehouse warning warship weapon well win window \
        zone";
    is_one(COUNTED, noun) || is_person(noun)
}

/// A name with the article that it has in a sentence: "the Navy", "the United States".
pub(super) fn named(name: &str) -> String {
    const WITH_ARTICLE: [&str; 33] = [
        "Navy",
        "Army",
        "Air Force",
        "Coast Guard",
        "Senate",
        "Pentagon",
        "Kremlin",
        "White House",
        "Vatican",
        "Treasury",
        "Cabinet",
        "Parliament House",
        "House of Commons",
        "House of Lords",
        "House of Representatives",
        "Supreme Court",
        "State Department",
        "Justice Department",
        "United States",
        "United Nations",
        "United Kingdom",
        "United Arab Emirates",
        "European Union",
        "Netherlands",
        "Philippines",
        "Bahamas",
        "Maldives",
        "US",
        "U.S.",
        "UK",
        "UN",
        "EU",
        "USA",
    ];
    if WITH_ARTICLE.contains(&name) {
        format!("the {name}")
    } else {
        name.to_owned()
    }
}
