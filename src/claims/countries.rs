//! Countries: their adjectives, peoples and short forms.

use std::sync::OnceLock;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

/// The English short name of the country that a folded mention ([`super::names::fold`]) names:
/// itself, its adjective, its people or an abbreviation.
pub fn country(folded: &str) -> Option<&'static str> {
    static BY_NAME: OnceLock<IndexMap<String, &str, FxBuildHasher>> = OnceLock::new();
    let by_name = BY_NAME.get_or_init(|| {
        let of = |(name, others): &(&'static str, &'static str)| {
            let name = *name;
            let others = others.split(',').map(str::to_string);
            let all: Vec<String> = others.chain([name.to_lowercase()]).collect();
            all.into_iter().map(move |other| (other, name))
        };
        COUNTRIES.iter().flat_map(of).collect()
    });
    by_name.get(folded).copied()
}

/// Country, its other names (folded, by comma).
const COUNTRIES: [(&str, &str); 92] = [
    ("Afghanistan", "afghan,afghans,afghani"),
    ("Albania", "albanian,albanians"),
    ("Algeria", "algerian,algerians"),
    ("Argentina", "argentine,argentines,argentinian,argentinians"),
    ("Armenia", "armenian,armenians"),
    ("Australia", "australian,australians,aussie"),
    ("Austria", "austrian,austrians"),
    ("Azerbaijan", "azerbaijani,azerbaijanis,azeri,azeris"),
    ("Bahrain", "bahraini,bahrainis"),
    ("Bangladesh", "bangladeshi,bangladeshis"),
    ("Belarus", "belarusian,belarusians"),
    ("Belgium", "belgian,belgians"),
    ("Bolivia", "bolivian,bolivians"),
    ("Bosnia", "bosnian,bosnians,bosnia and herzegovina"),
    ("Brazil", "brazilian,brazilians"),
    (
        "Britain",
        "british,briton,britons,uk,united kingdom,great britain",
    ),
    ("Bulgaria", "bulgarian,bulgarians"),
    ("Cambodia", "cambodian,cambodians"),
    ("Canada", "canadian,canadians"),
    ("Chile", "chilean,chileans"),
    ("China", "chinese,prc"),
    ("Colombia", "colombian,colombians"),
    ("Congo", "congolese,drc,democratic republic of congo"),
    ("Croatia", "croatian,croatians,croat,croats"),
    ("Cuba", "cuban,cubans"),
    ("Cyprus", "cypriot,cypriots"),
    ("Czech Republic", "czech,czechs,czechia"),
    ("Denmark", "danish,dane,danes"),
    ("Egypt", "egyptian,egyptians"),
    ("Estonia", "estonian,estonians"),
    ("Ethiopia", "ethiopian,ethiopians"),
    ("Finland", "finnish,finn,finns"),
    ("France", "french,frenchman,frenchmen"),
    ("Georgia", "georgian,georgians"),
    ("Germany", "german,germans"),
    ("Ghana", "ghanaian,ghanaians"),
    ("Greece", "greek,greeks"),
    ("Haiti", "haitian,haitians"),
    ("Hungary", "hungarian,hungarians"),
    ("Iceland", "icelandic,icelander,icelanders"),
    ("India", "indian,indians"),
    ("Indonesia", "indonesian,indonesians"),
    ("Iran", "iranian,iranians"),
    ("Iraq", "iraqi,iraqis"),
    ("Ireland", "irish,irishman,irishmen"),
    ("Israel", "israeli,israelis"),
    ("Italy", "italian,italians"),
    ("Japan", "japanese"),
    ("Jordan", "jordanian,jordanians"),
    ("Kazakhstan", "kazakh,kazakhs"),
    ("Kenya", "kenyan,kenyans"),
    ("Kosovo", "kosovar,kosovars"),
    ("Kuwait", "kuwaiti,kuwaitis"),
    ("Latvia", "latvian,latvians"),
    ("Lebanon", "lebanese"),
    ("Libya", "libyan,libyans"),
    ("Lithuania", "lithuanian,lithuanians"),
    ("Malaysia", "malaysian,malaysians"),
    ("Mexico", "mexican,mexicans"),
    ("Moldova", "moldovan,moldovans"),
    ("Morocco", "moroccan,moroccans"),
    ("Myanmar", "burma,burmese"),
    ("Nepal", "nepali,nepalis,nepalese"),
    ("Netherlands", "dutch,holland,dutchman"),
    ("New Zealand", "new zealander,new zealanders"),
    ("Nigeria", "nigerian,nigerians"),
    ("North Korea", "north korean,north koreans,dprk"),
    ("Norway", "norwegian,norwegians"),
    ("Pakistan", "pakistani,pakistanis"),
    ("Palestine", "palestinian,palestinians"),
    ("Peru", "peruvian,peruvians"),
    ("Philippines", "philippine,filipino,filipinos"),
    ("Poland", "polish,pole,poles"),
    ("Portugal", "portuguese"),
    ("Qatar", "qatari,qataris"),
    ("Romania", "romanian,romanians"),
    ("Russia", "russian,russians,russian federation"),
    ("Saudi Arabia", "saudi,saudis,saudi arabian,ksa"),
    ("Serbia", "serbian,serbians,serb,serbs"),
    ("South Africa", "south african,south africans"),
    ("South Korea", "south korean,south koreans"),
    ("Spain", "spanish,spaniard,spaniards"),
    ("Sudan", "sudanese"),
    ("Sweden", "swedish,swede,swedes"),
    ("Switzerland", "swiss"),
    ("Syria", "syrian,syrians"),
    ("Taiwan", "taiwanese"),
    ("Thailand", "thai,thais"),
    ("Turkey", "turkish,turk,turks,turkiye"),
    ("Ukraine", "ukrainian,ukrainians"),
    (
        "United States",
        "us,usa,american,americans,united states of america",
    ),
    ("Yemen", "yemeni,yemenis"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_known_by_its_names() {
        assert_eq!(country("russians"), Some("Russia"));
        assert_eq!(country("us"), Some("United States"));
        assert_eq!(country("united states"), Some("United States"));
        assert_eq!(country("moscow"), None);
        assert_eq!(country("kelmar"), None);
        assert_eq!(country(""), None);
    }
}
