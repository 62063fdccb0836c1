//! What English words do in a statement: which carry no topic, which mean the same, which are opposites, which deny.
//!
//! The lists are of general news English. A word that is in none of them is compared by its stem alone.

use std::collections::{HashMap, HashSet};

use super::words::stem;

/// Words that say nothing of what a statement is about, in small letters.
const STOP: &str = "
a an the this that these those such same other another each every either neither both all any some few many much more
most less least several own very too so just only even still yet already again ever never always often soon now then
there here where when while whether why how what which who whom whose as at by for from in into of off on onto out over
about above after against along among around before behind below beneath beside between beyond down during except
inside near outside past per since through throughout till to toward towards under until up upon via with within
without and but or nor if unless though although because than
i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her hers herself it its
itself they them their theirs themselves one ones somebody someone something anybody anyone anything everybody everyone
everything nobody none nothing no not cannot
am is are was were be been being do does did done doing have has had having can could may might must shall should will
would ought let get got gets getting go goes going went gone come comes came coming make makes made making take takes
took taken put puts give gives gave given
say says said saying tell tells told telling speak speaks spoke according add added adds ask asked asks call called calls
announce announced announces state stated states note noted explain explained report reported reports reporting
reportedly claim claimed claims argue argued insist insisted insists stress stressed declare declared confirm confirmed
mr mrs ms dr sir madam spokesman spokeswoman spokesperson statement interview reporter reporters newspaper news agency
people person man woman men women thing things way ways lot day days week weeks month months year years hour hours
minute minutes today yesterday tomorrow morning afternoon evening night time times ago later earlier last next first
number numbers new old big large small long short great good bad high low far well back away also however meanwhile
instead indeed perhaps maybe quite rather almost nearly least like likely else else's yes oh ah
i'm i've i'd i'll we're we've we'd we'll you're you've he's she's it's they're they've they'd that's there's what's
don't didn't doesn't isn't aren't wasn't weren't won't wouldn't can't couldn't shouldn't hasn't haven't hadn't
am pm percent cent percentage";

/// Words that news use for the same thing, a line each; the first stands for all.
const SAME: &str = "
die died dead death deaths kill killed fatal lethal
hurt injure injured injury wound wounded casualty
truce ceasefire armistice
walkout stoppage
refund compensation compensate reimburse repay rebate repaid
price cost costs fee charge fare
pay paid wage wages salary
warn warning alert notify
leave left depart
resign quit
buy bought purchase acquire
fire blaze wildfire flame flames
crash collide collision
drug medicine medication pill tablet
vote ballot poll
job post position
child kid pupil student
see saw notice noticed observe spot
boat ship vessel ferry
car vehicle automobile
house home household
meet met meeting talk talks negotiate negotiation
accept agree approve consent
reject refuse decline
protest rally demonstration
hospital clinic infirmary
theft steal stole robbery thief heist burglary
hack hacker breach intrusion break-in
outage failure breakdown
fix repair mend
permit licence license
company firm
boss chief head director
fog mist haze
loan borrow lend debt
know knew aware
plan intend intention
wait delay postpone defer
proof evidence prove
guilty convict convicted
sack fire dismissed
search hunt
begin began start launch
hit struck strike
inquiry investigation probe
complaint complain
inspect inspection survey check examine
trip journey crossing
road street route
election contest race
lawyer attorney counsel
prisoner detainee captive
army troops soldiers military
shell shelling bomb bombing shrapnel
photo picture image
limit cap ceiling
sum amount
insure insurance insurer insured
rule ruling judgment verdict decision
shut close closed closure
develop developer
doubt question
evacuate evacuation
rumour rumor gossip
sign signed signature
crew staff
lie lying
";

/// Opposites, a line each, parted by a bar.
const OPPOSITE: &str = "
open reopen opened | close closed shut closure barred locked
rise rose grow increase climb gain more higher | fall fell drop decline shrink decrease lose lower fewer
accept agree approve back support favour favor welcome endorse honour | reject refuse oppose decline resist
win won victory | lose lost defeat
start begin resume continue proceed reopen | stop halt end cancel suspend postpone abandon
safe harmless danger-free | danger dangerous unsafe risk risky
guilty | innocent
alive survive | dead die kill
quick fast immediate prompt early hurry | slow delay wait late hesitate postpone hours
know aware | unaware unknown
public open | secret private confidential
voluntary willing want wish | force pressure push compel must
all every each everybody everyone unanimous whole full fully complete both throughout | some partly divided split partial only half
full complete | empty
work function run operate operational | break broken fail failed failure jam fault dead idle stall stuck defunct still
cheap cheaper less below under | expensive more above over
calm quiet peaceful orderly panic-free | violent violence ugly riot unrest angry panic shelling
genuine real authentic | fake forged glass counterfeit
legal lawful valid | illegal unlawful invalid
stay remain keep | leave go depart move abandon
serious severe major | mild minor slight
enough plenty ample sufficient | shortage lack scarce short insufficient
better improve | worse worsen deteriorate
majority most | minority few against
inside | outside
find found locate | missing lose lost
true fact correct right | false untrue fantasy rumour myth lie wrong fabricated error
possible likely | impossible unlikely
clear visible | fog mist haze poor
free gratis | pay charge cost fee
confirm admit | deny
release free discharge | detain custody arrest hold held
ban forbid prohibit | allow permit let
never nobody none nothing | always often repeatedly several
single one alone sole | several two three many
own voluntarily | towed sacked forced pushed
success succeed | fail failure collapse
natural lightning | electrical arson human deliberate
deliberate intentional | accident accidental mistake
strong | weak
buy | sell
borrow loan debt bank | cash savings own
love | hate
perfect intact sound | damage damaged crack cracked broken faulty
";

/// Stems and words that say of a claim that it does not hold.
const DENIALS: &str = "
deny denied denial reject rejected dismiss dismissed dispute disputed refute rebut rebuff contradict contradicted false
untrue wrong fantasy rumour baseless unfounded groundless lie lying myth hoax fabricated nonsense absurd incorrect
mistaken error invention whatever contrary denounce misleading";

/// Words with which somebody grants what was held against them, or takes back what was said.
const CONCESSIONS: &str =
    "admit admitted concede conceded acknowledge acknowledged correct corrected corrects retract
withdraw withdrawn now actually conceding";

const NEGATIONS: &str = "no not never none nobody nothing neither nor without cannot hardly barely scarcely";

/// Verbs that say that what follows did not happen or is not so.
const FAILURES: &str = "fail failed refuse refused decline declined lack lacked avoid avoided prevent prevented stop
stopped deny denied rule ruled abandon abandoned cancel cancelled miss missed reject rejected unable";

const CONDITIONS: &str = "if unless until provided once condition conditions conditional precondition when exchange
depend depends subject";

const WITHOUT_CONDITIONS: &str = "unconditional unconditionally strings automatically everyone everybody";

/// One side of a pair of opposites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pole {
    /// The number of the pair.
    pub(super) axis: u16,
    /// True for the second side.
    pub(super) is_second: bool,
}

/// The lists, ready to be asked.
pub(super) struct Lexicon {
    stop: HashSet<&'static str>,
    /// By stem: the stem of the word that stands for it.
    same: HashMap<String, String>,
    /// By stem.
    poles: HashMap<String, Vec<Pole>>,
    denials: HashSet<String>,
    concessions: HashSet<String>,
    failures: HashSet<String>,
    negations: HashSet<&'static str>,
    conditions: HashSet<&'static str>,
    without_conditions: HashSet<&'static str>,
}

impl Lexicon {
    pub(super) fn new() -> Self {
        let stems = |list: &'static str| list.split_whitespace().map(stem).collect();
        let mut same = HashMap::new();
        for line in SAME.lines() {
            let mut words = line.split_whitespace().map(stem);
            let Some(first) = words.next() else { continue };
            for word in words {
                same.entry(word).or_insert_with(|| first.clone());
            }
        }
        let mut poles: HashMap<String, Vec<Pole>> = HashMap::new();
        for (axis, line) in (0_u16..).zip(OPPOSITE.lines().filter(|line| !line.is_empty())) {
            for (is_second, side) in [false, true].into_iter().zip(line.split('|')) {
                for word in side.split_whitespace() {
                    let poles = poles.entry(stem(word)).or_default();
                    let pole = Pole { axis, is_second };
                    if !poles.contains(&pole) {
                        poles.push(pole);
                    }
                }
            }
        }
        Self {
            stop: STOP.split_whitespace().collect(),
            same,
            poles,
            denials: stems(DENIALS),
            concessions: stems(CONCESSIONS),
            failures: stems(FAILURES),
            negations: NEGATIONS.split_whitespace().collect(),
            conditions: CONDITIONS.split_whitespace().collect(),
            without_conditions: WITHOUT_CONDITIONS.split_whitespace().collect(),
        }
    }

    /// The key that a word is compared by; nothing for a word that says nothing of the topic.
    pub(super) fn key(&self, word: &str) -> Option<String> {
        let letters = word.chars().next().is_some_and(char::is_alphabetic);
        if !letters || word.len() < 2 || self.stop.contains(word) {
            return None;
        }
        let stem = stem(word);
        Some(self.same.get(&stem).cloned().unwrap_or(stem))
    }

    pub(super) fn poles(&self, word: &str) -> &[Pole] {
        self.poles.get(&stem(word)).map_or(&[], Vec::as_slice)
    }

    pub(super) fn is_negation(&self, word: &str) -> bool {
        word.ends_with("n't") || self.negations.contains(word)
    }

    pub(super) fn is_failure(&self, word: &str) -> bool {
        self.failures.contains(&stem(word))
    }

    pub(super) fn is_denial(&self, word: &str) -> bool {
        self.denials.contains(&stem(word))
    }

    pub(super) fn is_concession(&self, word: &str) -> bool {
        self.concessions.contains(&stem(word))
    }

    pub(super) fn is_condition(&self, word: &str) -> bool {
        self.conditions.contains(word)
    }

    pub(super) fn lifts_conditions(&self, word: &str) -> bool {
        self.without_conditions.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_one_thing_have_one_key() {
        let lexicon = Lexicon::new();
        let check = |one: &str, other: &str, same| {
            assert_eq!(lexicon.key(one) == lexicon.key(other), same, "{one} and {other}");
        };
        check("ceasefire", "truce", true);
        check("refunds", "compensated", true);
        check("ships", "vessel", true);
        check("ships", "shops", false);
        assert_eq!(lexicon.key("said"), None);
        assert_eq!(lexicon.key("12"), None);
    }

    #[test]
    fn opposites_stand_on_two_sides_of_one_axis() {
        let lexicon = Lexicon::new();
        let check = |one: &str, other: &str, expected| {
            let opposed = lexicon.poles(one).iter().any(|one| {
                lexicon.poles(other).iter().any(|other| one.axis == other.axis && one.is_second != other.is_second)
            });
            assert_eq!(opposed, expected, "{one} and {other}");
        };
        check("opened", "closes", true);
        check("rising", "fell", true);
        check("mild", "serious", true);
        check("open", "reopen", false);
        check("tram", "closed", false);
    }
}
