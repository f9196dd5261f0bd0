//! Countries: their adjectives, peoples, short forms and the capitals that stand for them.

/// The English short name of the country that a folded mention ([`super::names::fold`]) names:
/// itself, its adjective, its people or an abbreviation.
pub fn country(folded: &str) -> Option<&'static str> {
    COUNTRIES
        .iter()
        .find(|(name, others, _)| {
            others.split(',').any(|other| other == folded) || name.eq_ignore_ascii_case(folded)
        })
        .map(|(name, _, _)| *name)
}

/// The country whose government a capital's name stands for when it acts ("Moscow said").
pub fn seat(folded: &str) -> Option<&'static str> {
    COUNTRIES
        .iter()
        .find(|(_, _, seats)| !seats.is_empty() && seats.split(',').any(|seat| seat == folded))
        .map(|(name, _, _)| *name)
}

/// Country, its other names (folded, by comma), the seats of its government (folded).
const COUNTRIES: [(&str, &str, &str); 92] = [
    ("Afghanistan", "afghan,afghans,afghani", "kabul"),
    ("Albania", "albanian,albanians", "tirana"),
    ("Algeria", "algerian,algerians", "algiers"),
    (
        "Argentina",
        "argentine,argentines,argentinian,argentinians",
        "buenos aires",
    ),
    ("Armenia", "armenian,armenians", "yerevan"),
    ("Australia", "australian,australians,aussie", "canberra"),
    ("Austria", "austrian,austrians", "vienna"),
    (
        "Azerbaijan",
        "azerbaijani,azerbaijanis,azeri,azeris",
        "baku",
    ),
    ("Bahrain", "bahraini,bahrainis", "manama"),
    ("Bangladesh", "bangladeshi,bangladeshis", "dhaka"),
    ("Belarus", "belarusian,belarusians", "minsk"),
    ("Belgium", "belgian,belgians", ""),
    ("Bolivia", "bolivian,bolivians", ""),
    (
        "Bosnia",
        "bosnian,bosnians,bosnia and herzegovina",
        "sarajevo",
    ),
    ("Brazil", "brazilian,brazilians", "brasilia"),
    (
        "Britain",
        "british,briton,britons,uk,united kingdom,great britain",
        "london,downing street,whitehall",
    ),
    ("Bulgaria", "bulgarian,bulgarians", "sofia"),
    ("Cambodia", "cambodian,cambodians", "phnom penh"),
    ("Canada", "canadian,canadians", "ottawa"),
    ("Chile", "chilean,chileans", ""),
    ("China", "chinese,prc", "beijing"),
    ("Colombia", "colombian,colombians", "bogota"),
    (
        "Congo",
        "congolese,drc,democratic republic of congo",
        "kinshasa",
    ),
    ("Croatia", "croatian,croatians,croat,croats", "zagreb"),
    ("Cuba", "cuban,cubans", "havana"),
    ("Cyprus", "cypriot,cypriots", "nicosia"),
    ("Czech Republic", "czech,czechs,czechia", "prague"),
    ("Denmark", "danish,dane,danes", "copenhagen"),
    ("Egypt", "egyptian,egyptians", "cairo"),
    ("Estonia", "estonian,estonians", "tallinn"),
    ("Ethiopia", "ethiopian,ethiopians", "addis ababa"),
    ("Finland", "finnish,finn,finns", "helsinki"),
    ("France", "french,frenchman,frenchmen", "paris,elysee"),
    ("Georgia", "georgian,georgians", "tbilisi"),
    ("Germany", "german,germans", "berlin"),
    ("Ghana", "ghanaian,ghanaians", "accra"),
    ("Greece", "greek,greeks", "athens"),
    ("Haiti", "haitian,haitians", ""),
    ("Hungary", "hungarian,hungarians", "budapest"),
    ("Iceland", "icelandic,icelander,icelanders", "reykjavik"),
    ("India", "indian,indians", "new delhi,delhi"),
    ("Indonesia", "indonesian,indonesians", "jakarta"),
    ("Iran", "iranian,iranians", "tehran"),
    ("Iraq", "iraqi,iraqis", "baghdad"),
    ("Ireland", "irish,irishman,irishmen", "dublin"),
    ("Israel", "israeli,israelis", "tel aviv,jerusalem"),
    ("Italy", "italian,italians", "rome"),
    ("Japan", "japanese", "tokyo"),
    ("Jordan", "jordanian,jordanians", "amman"),
    ("Kazakhstan", "kazakh,kazakhs", "astana"),
    ("Kenya", "kenyan,kenyans", "nairobi"),
    ("Kosovo", "kosovar,kosovars", "pristina"),
    ("Kuwait", "kuwaiti,kuwaitis", ""),
    ("Latvia", "latvian,latvians", "riga"),
    ("Lebanon", "lebanese", "beirut"),
    ("Libya", "libyan,libyans", "tripoli"),
    ("Lithuania", "lithuanian,lithuanians", "vilnius"),
    ("Malaysia", "malaysian,malaysians", "kuala lumpur"),
    ("Mexico", "mexican,mexicans", ""),
    ("Moldova", "moldovan,moldovans", "chisinau"),
    ("Morocco", "moroccan,moroccans", "rabat"),
    ("Myanmar", "burma,burmese", "naypyidaw"),
    ("Nepal", "nepali,nepalis,nepalese", "kathmandu"),
    ("Netherlands", "dutch,holland,dutchman", "the hague,hague"),
    ("New Zealand", "new zealander,new zealanders", "wellington"),
    ("Nigeria", "nigerian,nigerians", "abuja"),
    (
        "North Korea",
        "north korean,north koreans,dprk",
        "pyongyang",
    ),
    ("Norway", "norwegian,norwegians", "oslo"),
    ("Pakistan", "pakistani,pakistanis", "islamabad"),
    ("Palestine", "palestinian,palestinians", "ramallah"),
    ("Peru", "peruvian,peruvians", "lima"),
    ("Philippines", "philippine,filipino,filipinos", "manila"),
    ("Poland", "polish,pole,poles", "warsaw"),
    ("Portugal", "portuguese", "lisbon"),
    ("Qatar", "qatari,qataris", "doha"),
    ("Romania", "romanian,romanians", "bucharest"),
    (
        "Russia",
        "russian,russians,russian federation",
        "moscow,kremlin",
    ),
    ("Saudi Arabia", "saudi,saudis,saudi arabian,ksa", "riyadh"),
    ("Serbia", "serbian,serbians,serb,serbs", "belgrade"),
    ("South Africa", "south african,south africans", "pretoria"),
    ("South Korea", "south korean,south koreans", "seoul"),
    ("Spain", "spanish,spaniard,spaniards", "madrid"),
    ("Sudan", "sudanese", "khartoum"),
    ("Sweden", "swedish,swede,swedes", "stockholm"),
    ("Switzerland", "swiss", "bern"),
    ("Syria", "syrian,syrians", "damascus"),
    ("Taiwan", "taiwanese", "taipei"),
    ("Thailand", "thai,thais", "bangkok"),
    ("Turkey", "turkish,turk,turks,turkiye", "ankara"),
    ("Ukraine", "ukrainian,ukrainians", "kyiv,kiev"),
    (
        "United States",
        "us,usa,american,americans,united states of america",
        "washington,white house,pentagon",
    ),
    ("Yemen", "yemeni,yemenis", "sanaa"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_known_by_its_names_and_a_capital_only_as_a_seat() {
        assert_eq!(country("russians"), Some("Russia"));
        assert_eq!(country("us"), Some("United States"));
        assert_eq!(country("united states"), Some("United States"));
        assert_eq!(seat("kremlin"), Some("Russia"));
        assert_eq!(country("moscow"), None);
        assert_eq!(country("aleppo"), None);
        assert_eq!(seat(""), None);
    }
}
