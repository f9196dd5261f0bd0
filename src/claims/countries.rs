//! Countries: their adjectives, peoples, short forms and seats of government.
//!
//! The table is general knowledge written for this project: the states that are members or
//! observers of the United Nations, and two that are neither.

use std::sync::OnceLock;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

type Index = IndexMap<String, &'static str, FxBuildHasher>;

/// The English short name of the country that a folded mention ([`super::names::fold`]) names:
/// itself, its adjective, its people or an abbreviation.
pub fn country(folded: &str) -> Option<&'static str> {
    static BY_NAME: OnceLock<Index> = OnceLock::new();
    let of = |row: &'static Row| {
        let (name, _, _, others) = *row;
        let others = others.split(',').filter(|o| !o.is_empty());
        let others = others.map(str::to_string);
        let all: Vec<String> = others.chain([name.to_lowercase()]).collect();
        all.into_iter().map(move |other| (other, name))
    };
    let by_name = BY_NAME.get_or_init(|| COUNTRIES.iter().flat_map(of).collect());
    by_name.get(folded).copied()
}

/// The country whose government a folded mention of a place stands for where it acts or speaks:
/// its capital, or the seat of its government.
pub fn governed_from(folded: &str) -> Option<&'static str> {
    static BY_SEAT: OnceLock<Index> = OnceLock::new();
    let of = |row: &'static Row| {
        let (name, _, seats, _) = *row;
        let seats = seats.split(',').filter(|seat| !seat.is_empty());
        seats.map(move |seat| (seat.to_string(), name))
    };
    let by_seat = BY_SEAT.get_or_init(|| COUNTRIES.iter().flat_map(of).collect());
    by_seat.get(folded).copied()
}

/// The country with a code of two letters (ISO 3166-1).
pub fn by_code(code: &str) -> Option<&'static str> {
    let row = COUNTRIES.binary_search_by_key(&code, |row| row.1).ok()?;
    Some(COUNTRIES[row].0)
}

/// Country, its code, capital and seats of government (folded, by comma), other names (folded, by
/// comma).
type Row = (&'static str, &'static str, &'static str, &'static str);

/// Sorted by code.
#[rustfmt::skip] // one country a line
static COUNTRIES: [Row; 197] = [
    ("Andorra", "AD", "andorra la vella", "andorran,andorrans"),
    ("United Arab Emirates", "AE", "abu dhabi", "uae,emirates,emirati,emiratis"),
    ("Afghanistan", "AF", "kabul", "afghan,afghans,afghani"),
    ("Antigua and Barbuda", "AG", "", "antigua,antiguan,antiguans"),
    ("Albania", "AL", "tirana", "albanian,albanians"),
    ("Armenia", "AM", "yerevan", "armenian,armenians"),
    ("Angola", "AO", "luanda", "angolan,angolans"),
    ("Argentina", "AR", "buenos aires,casa rosada", "argentine,argentines,argentinian,argentinians"),
    ("Austria", "AT", "vienna", "austrian,austrians"),
    ("Australia", "AU", "canberra", "australian,australians,aussie,aussies"),
    ("Azerbaijan", "AZ", "baku", "azerbaijani,azerbaijanis,azeri,azeris"),
    ("Bosnia", "BA", "sarajevo", "bosnian,bosnians,bosnia and herzegovina,bosnia herzegovina"),
    ("Barbados", "BB", "bridgetown", "barbadian,barbadians"),
    ("Bangladesh", "BD", "dhaka", "bangladeshi,bangladeshis"),
    ("Belgium", "BE", "", "belgian,belgians"), // Brussels stands for the European Union
    ("Burkina Faso", "BF", "ouagadougou", "burkinabe"),
    ("Bulgaria", "BG", "sofia", "bulgarian,bulgarians"),
    ("Bahrain", "BH", "manama", "bahraini,bahrainis"),
    ("Burundi", "BI", "bujumbura,gitega", "burundian,burundians"),
    ("Benin", "BJ", "porto novo,cotonou", "beninese"),
    ("Brunei", "BN", "bandar seri begawan", "bruneian,bruneians"),
    ("Bolivia", "BO", "la paz,sucre", "bolivian,bolivians"),
    ("Brazil", "BR", "brasilia", "brazilian,brazilians"),
    ("Bahamas", "BS", "nassau", "bahamian,bahamians"),
    ("Bhutan", "BT", "thimphu", "bhutanese"),
    ("Botswana", "BW", "gaborone", "batswana,botswanan"),
    ("Belarus", "BY", "minsk", "belarusian,belarusians,byelorussia"),
    ("Belize", "BZ", "belmopan", "belizean,belizeans"),
    ("Canada", "CA", "ottawa", "canadian,canadians"),
    ("Congo", "CD", "kinshasa", "congolese,drc,democratic republic of congo,democratic republic of the congo,zaire,zairean"),
    ("Central African Republic", "CF", "bangui", "central african,central africans"),
    ("Republic of the Congo", "CG", "brazzaville", "republic of congo,congo brazzaville"),
    ("Switzerland", "CH", "bern,berne", "swiss"),
    ("Ivory Coast", "CI", "abidjan,yamoussoukro", "ivorian,ivorians,cote divoire"),
    ("Chile", "CL", "", "chilean,chileans"), // Santiago is a city of many countries
    ("Cameroon", "CM", "yaounde", "cameroonian,cameroonians"),
    ("China", "CN", "beijing,peking,zhongnanhai", "chinese,prc,peoples republic of china,mainland china"),
    ("Colombia", "CO", "bogota", "colombian,colombians"),
    ("Costa Rica", "CR", "", "costa rican,costa ricans"),
    ("Cuba", "CU", "havana", "cuban,cubans"),
    ("Cape Verde", "CV", "praia", "cape verdean,cape verdeans,cabo verde"),
    ("Cyprus", "CY", "nicosia", "cypriot,cypriots"),
    ("Czech Republic", "CZ", "prague", "czech,czechs,czechia"),
    ("Germany", "DE", "berlin,bundestag", "german,germans,federal republic of germany"),
    ("Djibouti", "DJ", "", "djiboutian,djiboutians"),
    ("Denmark", "DK", "copenhagen", "danish,dane,danes"),
    ("Dominica", "DM", "roseau", ""),
    ("Dominican Republic", "DO", "santo domingo", "dominican,dominicans"),
    ("Algeria", "DZ", "algiers", "algerian,algerians"),
    ("Ecuador", "EC", "quito", "ecuadorian,ecuadorians,ecuadorean,ecuadoreans"),
    ("Estonia", "EE", "tallinn", "estonian,estonians"),
    ("Egypt", "EG", "cairo", "egyptian,egyptians"),
    ("Eritrea", "ER", "asmara", "eritrean,eritreans"),
    ("Spain", "ES", "madrid,moncloa", "spanish,spaniard,spaniards"),
    ("Ethiopia", "ET", "addis ababa", "ethiopian,ethiopians"),
    ("Finland", "FI", "helsinki", "finnish,finn,finns"),
    ("Fiji", "FJ", "suva", "fijian,fijians"),
    ("Micronesia", "FM", "palikir", "micronesian,micronesians"),
    ("France", "FR", "paris,elysee,elysee palace,quai dorsay", "french,frenchman,frenchmen"),
    ("Gabon", "GA", "libreville", "gabonese"),
    ("Britain", "GB", "london,downing street,whitehall,westminster", "british,briton,britons,brits,uk,united kingdom,great britain"),
    ("Grenada", "GD", "", "grenadian,grenadians"),
    ("Georgia", "GE", "tbilisi", "georgian,georgians"),
    ("Ghana", "GH", "accra", "ghanaian,ghanaians"),
    ("Gambia", "GM", "banjul", "gambian,gambians"),
    ("Guinea", "GN", "conakry", "guinean,guineans"),
    ("Equatorial Guinea", "GQ", "malabo", "equatoguinean,equatoguineans"),
    ("Greece", "GR", "athens", "greek,greeks"),
    ("Guatemala", "GT", "guatemala city", "guatemalan,guatemalans"),
    ("Guinea-Bissau", "GW", "bissau", "guinea bissau"),
    ("Guyana", "GY", "", "guyanese"),
    ("Honduras", "HN", "tegucigalpa", "honduran,hondurans"),
    ("Croatia", "HR", "zagreb", "croatian,croatians,croat,croats"),
    ("Haiti", "HT", "port au prince", "haitian,haitians"),
    ("Hungary", "HU", "budapest", "hungarian,hungarians"),
    ("Indonesia", "ID", "jakarta", "indonesian,indonesians"),
    ("Ireland", "IE", "dublin", "irish,irishman,irishmen,republic of ireland"),
    ("Israel", "IL", "", "israeli,israelis"), // which city is the capital is in dispute
    ("India", "IN", "new delhi,delhi", "indian,indians"),
    ("Iraq", "IQ", "baghdad", "iraqi,iraqis"),
    ("Iran", "IR", "tehran,teheran", "iranian,iranians,islamic republic of iran"),
    ("Iceland", "IS", "reykjavik", "icelandic,icelander,icelanders"),
    ("Italy", "IT", "rome", "italian,italians"),
    ("Jamaica", "JM", "", "jamaican,jamaicans"),
    ("Jordan", "JO", "amman", "jordanian,jordanians"),
    ("Japan", "JP", "tokyo", "japanese"),
    ("Kenya", "KE", "nairobi", "kenyan,kenyans"),
    ("Kyrgyzstan", "KG", "bishkek", "kyrgyz,kirghizia"),
    ("Cambodia", "KH", "phnom penh", "cambodian,cambodians"),
    ("Kiribati", "KI", "tarawa", ""),
    ("Comoros", "KM", "moroni", "comorian,comorians"),
    ("Saint Kitts and Nevis", "KN", "basseterre", "st kitts and nevis"),
    ("North Korea", "KP", "pyongyang", "north korean,north koreans,dprk"),
    ("South Korea", "KR", "seoul,blue house", "south korean,south koreans,republic of korea"),
    ("Kuwait", "KW", "kuwait city", "kuwaiti,kuwaitis"),
    ("Kazakhstan", "KZ", "astana,nur sultan", "kazakh,kazakhs,kazakhstani"),
    ("Laos", "LA", "vientiane", "lao,laotian,laotians"),
    ("Lebanon", "LB", "beirut", "lebanese"),
    ("Saint Lucia", "LC", "castries", "st lucia,saint lucian"),
    ("Liechtenstein", "LI", "vaduz", "liechtensteiner"),
    ("Sri Lanka", "LK", "colombo", "sri lankan,sri lankans,ceylon"),
    ("Liberia", "LR", "monrovia", "liberian,liberians"),
    ("Lesotho", "LS", "maseru", "basotho"),
    ("Lithuania", "LT", "vilnius", "lithuanian,lithuanians"),
    ("Luxembourg", "LU", "", "luxembourger,luxembourgers,luxembourgish"),
    ("Latvia", "LV", "riga", "latvian,latvians"),
    ("Libya", "LY", "", "libyan,libyans"), // Tripoli is a city of Lebanon too
    ("Morocco", "MA", "rabat", "moroccan,moroccans"),
    ("Monaco", "MC", "", "monegasque"),
    ("Moldova", "MD", "chisinau", "moldovan,moldovans"),
    ("Montenegro", "ME", "podgorica", "montenegrin,montenegrins"),
    ("Madagascar", "MG", "antananarivo", "malagasy,madagascan"),
    ("Marshall Islands", "MH", "majuro", "marshallese"),
    ("North Macedonia", "MK", "skopje", "macedonian,macedonians,macedonia"),
    ("Mali", "ML", "bamako", "malian,malians"),
    ("Myanmar", "MM", "naypyidaw,rangoon,yangon", "burma,burmese"),
    ("Mongolia", "MN", "ulan bator,ulaanbaatar", "mongolian,mongolians"),
    ("Mauritania", "MR", "nouakchott", "mauritanian,mauritanians"),
    ("Malta", "MT", "valletta", "maltese"),
    ("Mauritius", "MU", "port louis", "mauritian,mauritians"),
    ("Maldives", "MV", "male", "maldivian,maldivians"),
    ("Malawi", "MW", "lilongwe", "malawian,malawians"),
    ("Mexico", "MX", "mexico city", "mexican,mexicans"),
    ("Malaysia", "MY", "kuala lumpur,putrajaya", "malaysian,malaysians"),
    ("Mozambique", "MZ", "maputo", "mozambican,mozambicans"),
    ("Namibia", "NA", "windhoek", "namibian,namibians"),
    ("Niger", "NE", "niamey", "nigerien,nigeriens"),
    ("Nigeria", "NG", "abuja", "nigerian,nigerians"),
    ("Nicaragua", "NI", "managua", "nicaraguan,nicaraguans"),
    ("Netherlands", "NL", "", "dutch,holland,dutchman,dutchmen"), // The Hague stands for its courts
    ("Norway", "NO", "oslo", "norwegian,norwegians"),
    ("Nepal", "NP", "kathmandu", "nepali,nepalis,nepalese"),
    ("Nauru", "NR", "", "nauruan,nauruans"),
    ("New Zealand", "NZ", "wellington", "new zealander,new zealanders"),
    ("Oman", "OM", "muscat", "omani,omanis"),
    ("Panama", "PA", "panama city", "panamanian,panamanians"),
    ("Peru", "PE", "lima", "peruvian,peruvians"),
    ("Papua New Guinea", "PG", "port moresby", "papua new guinean,papua new guineans,png"),
    ("Philippines", "PH", "manila,malacanang", "philippine,filipino,filipinos"),
    ("Pakistan", "PK", "islamabad", "pakistani,pakistanis"),
    ("Poland", "PL", "warsaw", "polish,pole,poles"),
    ("Palestine", "PS", "ramallah", "palestinian,palestinians"),
    ("Portugal", "PT", "lisbon", "portuguese"),
    ("Palau", "PW", "", "palauan,palauans"),
    ("Paraguay", "PY", "asuncion", "paraguayan,paraguayans"),
    ("Qatar", "QA", "doha", "qatari,qataris"),
    ("Romania", "RO", "bucharest", "romanian,romanians"),
    ("Serbia", "RS", "belgrade", "serbian,serbians,serb,serbs"),
    ("Russia", "RU", "moscow,kremlin", "russian,russians,russian federation"),
    ("Rwanda", "RW", "kigali", "rwandan,rwandans"),
    ("Saudi Arabia", "SA", "riyadh", "saudi,saudis,saudi arabian,saudi arabians,ksa"),
    ("Solomon Islands", "SB", "honiara", "solomon islander,solomon islanders"),
    ("Seychelles", "SC", "", "seychellois"),
    ("Sudan", "SD", "khartoum", "sudanese"),
    ("Sweden", "SE", "stockholm", "swedish,swede,swedes"),
    ("Singapore", "SG", "", "singaporean,singaporeans"),
    ("Slovenia", "SI", "ljubljana", "slovenian,slovenians,slovene,slovenes"),
    ("Slovakia", "SK", "bratislava", "slovak,slovaks,slovakian,slovakians"),
    ("Sierra Leone", "SL", "freetown", "sierra leonean,sierra leoneans"),
    ("San Marino", "SM", "", "sammarinese"),
    ("Senegal", "SN", "dakar", "senegalese"),
    ("Somalia", "SO", "mogadishu", "somali,somalis,somalian"),
    ("Suriname", "SR", "paramaribo", "surinamese"),
    ("South Sudan", "SS", "juba", "south sudanese"),
    ("Sao Tome and Principe", "ST", "sao tome", ""),
    ("El Salvador", "SV", "san salvador", "salvador,salvadoran,salvadorans,salvadorean"),
    ("Syria", "SY", "damascus", "syrian,syrians,syrian arab republic"),
    ("Eswatini", "SZ", "mbabane", "swazi,swazis,swaziland"),
    ("Chad", "TD", "ndjamena", "chadian,chadians"),
    ("Togo", "TG", "lome", "togolese"),
    ("Thailand", "TH", "bangkok", "thai,thais"),
    ("Tajikistan", "TJ", "dushanbe", "tajik,tajiks"),
    ("East Timor", "TL", "dili", "east timorese,timorese,timor leste"),
    ("Turkmenistan", "TM", "ashgabat", "turkmen,turkmens"),
    ("Tunisia", "TN", "tunis", "tunisian,tunisians"),
    ("Tonga", "TO", "", "tongan,tongans"),
    ("Turkey", "TR", "ankara", "turkish,turk,turks,turkiye"),
    ("Trinidad and Tobago", "TT", "port of spain", "trinidad,trinidadian,trinidadians"),
    ("Tuvalu", "TV", "funafuti", "tuvaluan,tuvaluans"),
    ("Taiwan", "TW", "taipei", "taiwanese"),
    ("Tanzania", "TZ", "dodoma", "tanzanian,tanzanians"),
    ("Ukraine", "UA", "kyiv,kiev", "ukrainian,ukrainians"),
    ("Uganda", "UG", "kampala", "ugandan,ugandans"),
    ("United States", "US", "washington,washington dc", "us,usa,america,american,americans,united states of america"),
    ("Uruguay", "UY", "montevideo", "uruguayan,uruguayans"),
    ("Uzbekistan", "UZ", "tashkent", "uzbek,uzbeks"),
    ("Vatican", "VA", "", "vatican city,holy see"),
    ("Saint Vincent and the Grenadines", "VC", "kingstown", "st vincent and the grenadines,st vincent"),
    ("Venezuela", "VE", "caracas,miraflores", "venezuelan,venezuelans"),
    ("Vietnam", "VN", "hanoi", "vietnamese,viet nam"),
    ("Vanuatu", "VU", "", "vanuatuan,ni vanuatu"),
    ("Samoa", "WS", "apia", "samoan,samoans"),
    ("Kosovo", "XK", "pristina", "kosovar,kosovars,kosovan,kosovans"),
    ("Yemen", "YE", "sanaa", "yemeni,yemenis"),
    ("South Africa", "ZA", "pretoria", "south african,south africans"),
    ("Zambia", "ZM", "lusaka", "zambian,zambians"),
    ("Zimbabwe", "ZW", "harare", "zimbabwean,zimbabweans"),
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

    #[test]
    fn a_government_is_known_by_its_seat() {
        assert_eq!(governed_from("nairobi"), Some("Kenya"));
        assert_eq!(governed_from("downing street"), Some("Britain"));
        assert_eq!(governed_from("mombasa"), None);
        assert_eq!(governed_from(""), None);
    }

    /// No name stands for two countries, and the codes are in order for [`by_code`].
    #[test]
    fn the_table_is_sound() {
        assert!(COUNTRIES.is_sorted_by(|a, b| a.1 < b.1));
        let mut all: Vec<String> = Vec::new();
        for (name, _, seats, others) in COUNTRIES {
            let names = others.split(',').chain(seats.split(','));
            all.extend(names.filter(|n| !n.is_empty()).map(str::to_string));
            all.push(name.to_lowercase());
        }
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count, "a name stands twice");
        assert_eq!(by_code("KE"), Some("Kenya"));
        assert_eq!(by_code("QQ"), None);
    }
}
