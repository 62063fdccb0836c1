//! The lists of words, as text: a word or a line each. Case and order do not matter.

/// Words that say nothing of what a statement is about, in small letters.
pub(super) const STOP: &str = "
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
instead indeed perhaps maybe quite rather almost nearly least like likely else else's yes oh ah kind kinds sort sorts further need needs needed despite recent recently set sets setting according accordingly
i'm i've i'd i'll we're we've we'd we'll you're you've he's she's it's they're they've they'd that's there's what's
don't didn't doesn't isn't aren't wasn't weren't won't wouldn't can't couldn't shouldn't hasn't haven't hadn't
am pm percent cent percentage";

/// Numbers in words: they are quantities and no topics.
pub(super) const NUMBERS: &str = "
zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty thirty forty fifty sixty seventy eighty ninety dozen hundred hundreds thousand thousands million millions
billion trillion half third quarter second fourth fifth sixth seventh eighth ninth tenth once twice
monday tuesday wednesday thursday friday saturday sunday";

/// Words that news use for the same thing, a line each; the first stands for all.
pub(super) const SAME: &str = "
die died dead death deaths kill killed fatal lethal victim casualty toll
hurt injure injured injury wound wounded harm
truce ceasefire armistice
refund compensation compensate reimburse repay rebate repaid reimbursement
price cost costs fee charge fare
pay paid wage wages salary earnings
warn warning alert notify caution
leave left depart departure exit
resign quit resignation
buy bought purchase acquire acquisition
fire blaze wildfire flame flames inferno
crash collide collision accident wreck smash
drug medicine medication pill tablet dose treatment
vote ballot poll
job post position employment
child kid pupil student youngster
see saw notice noticed observe spot witness sighted
boat ship vessel ferry
car vehicle automobile
house home household residence dwelling
meet met meeting talk talks negotiate negotiation summit conversation
accept agree approve consent agreement endorse
reject refuse decline refusal rebuff
protest rally demonstration march demonstrator
hospital clinic infirmary ward
theft steal stole stolen robbery rob thief thieves heist burglary loot
hack hacker breach intrusion break-in cyberattack
outage breakdown disruption
fix repair mend restore
permit licence license authorisation authorization
company firm business operator corporation
boss chief head director executive chairman manager
fog mist haze
loan borrow lend debt credit
know knew aware knowledge
plan intend intention aim mean
wait delay postpone defer postponement
proof evidence prove
guilty convict convicted conviction
dismiss sack sacked fired redundant
begin began start launch commence
hit struck strike slam ram
inquiry investigation probe investigate investigator
complaint complain grievance
inspect inspection survey check examine examination audit test tested trial
trip journey crossing voyage
road street route highway
election contest race
lawyer attorney counsel solicitor barrister
prisoner detainee captive inmate
army troops soldiers military forces
shell shelling bomb bombing shrapnel missile rocket
photo picture image footage
limit cap ceiling maximum
insure insurance insurer insured cover
rule ruling judgment verdict
shut close closed closure
evacuate evacuation flee refuge
rumour rumor gossip
sign signed signature
crew staff personnel workforce worker employee
submit application apply
strong powerful
help aid assist assistance relief
attack assault raid strike offensive
capture seize arrest detain custody arrested
flat apartment
shop store supermarket
town city village municipality
mayor council councillor
minister government cabinet
law legislation statute
money cash funds funding
donate donation gift
increase rise rose raise growth grow climb
fall fell drop decrease decline shrink reduction reduce cut halve
match game fixture
injury strain tear fracture
goal score
coach manager trainer
contract deal agreement
transfer
fitness fit
club team side
school classroom class
teacher head headteacher
roof ceiling
leak seep seepage wet damp moisture
crack damage fault defect faulty
flood flooding overflow inundate
level height
empty vacant
crowded packed
room space
bus coach shuttle
train tram rail railway
driver motorist
passenger traveller commuter
police officer sheriff constable
doctor physician surgeon medic consultant
patient sufferer
disease illness sickness
pain ache
symptom effect reaction
vaccine jab shot
scientist researcher academic
study experiment research
result outcome finding
guard watchman
alarm siren bell
lock bolt
gun weapon firearm rifle
suspect accused defendant
judge court tribunal justice
appeal challenge
sentence prison jail
plant factory
pollution contamination emission
farm farmer cow cattle livestock milk
storm thunderstorm
wind gust gale
forecast prediction predict
power electricity current electrical electric
phone call text message
email letter mail postcard
website online app internet
account login
customer client user
software update upgrade
regulator watchdog
share stock
profit earnings gain
loss deficit
tax levy duty
budget treasury
union organisation association
demand request
offer proposal bid propose
break pause rest
consult consultation
opinion view
support back favour favor
oppose against opposition object
border frontier
soldier fighter troop
rebel insurgent guerrilla
withdraw withdrawal pullout retreat
observer monitor
exchange swap
release free discharge
violence clash fight fighting
peace calm quiet
refugee displaced
hostage captive
talks negotiations dialogue
jewel gem jewellery
painting canvas artwork
museum gallery
fake forgery counterfeit replica
genuine authentic real
value worth price
map drawing plan
captain skipper
engine motor
tow haul
rescue save
collapse cave
fair festival carnival
open reopen opening
cancel scrap abolish
tally count
turnout participation
margin gap
machine device
";

/// Opposites, a line each, parted by a bar.
pub(super) const OPPOSITE: &str = "
open reopen opened | close closed shut closure barred locked
rise rose grow increase climb gain higher growing | fall fell drop decline shrink decrease lower shrinking
accept agree approve back support favour favor welcome endorse honour backed | reject refuse oppose decline resist challenge against
win won victory | lose lost defeat
start begin resume continue proceed reopen ahead | stop halt end cancel suspend postpone abandon
safe harmless precautionary | danger dangerous unsafe risk risky
guilty | innocent
alive survive | dead die kill
quick quickly fast immediate immediately prompt hesitate | slow slowly delay wait waiting late postpone
know known aware knew informed | unaware unknown
public | secret private confidential
voluntary willing want wish | pressure push compel compelled pushed
everybody everyone unanimous whole complete | divided split partial refused
full packed crowded | empty vacant
work working function run running operate operational | broken fail failed failure jam jammed fault idle stall stuck defunct
cheap cheaper below less | expensive above
calm calmly quiet quietly peaceful peacefully orderly | violent violence riot unrest angry panic chaos chaotic
genuine real authentic | fake forged glass counterfeit
legal lawful valid | illegal unlawful invalid
stay stayed remain | leave left depart abandon move
serious severe major worst | mild minor slight
enough plenty ample sufficient | shortage lack scarce insufficient
better improve improved good | worse worsen deteriorate poor
majority most | minority few against
inside | outside
found located | missing
true fact correct | false untrue fantasy rumour myth lie wrong fabricated error
possible likely | impossible unlikely
clear | fog mist haze poor
free gratis | pay charge cost fee
confirm admit | deny
release released discharge discharged | detain detained custody arrest held
ban banned forbid prohibit | allow permit let allowed
voluntarily | sacked forced pushed
success succeed | failure collapse
natural | arson human deliberate
deliberate intentional | accident accidental mistake
buy | sell
borrow loan debt borrowed | savings cash
perfect intact sound | damage damaged crack cracks cracked broken faulty
freeze frozen unchanged | rise increase cut raise
above over | below under
insured | uninsured
sick ill injured injury unfit | healthy fit well
never | always often repeatedly
locked barred | reopened
";

/// Stems and words that say of a claim that it does not hold.
pub(super) const DENIALS: &str = "
deny denied denial reject rejected dismiss dismissed dispute disputed refute rebut rebuff contradict contradicted false
untrue wrong fantasy rumour baseless unfounded groundless lie lying myth hoax fabricated nonsense absurd incorrect
mistaken error invention whatever contrary denounce misleading";

/// Words with which somebody grants what was held against them, or takes back what was said.
pub(super) const CONCESSIONS: &str =
    "admit admitted concede conceded acknowledge acknowledged correct corrected corrects retract
withdrawn conceding";

/// Words that negate what follows in their clause.
pub(super) const NEGATIONS: &str =
    "no not never none nobody nothing neither nor without cannot hardly barely scarcely";

/// Verbs that say that what follows did not happen or is not so.
pub(super) const FAILURES: &str =
    "fail failed refuse refused decline declined lack lacked avoid avoided prevent prevented stop
stopped deny denied rule ruled abandon abandoned cancel cancelled miss missed reject rejected unable";

/// Words that make what they stand with depend.
pub(super) const CONDITIONS: &str =
    "if unless provided condition conditions conditional precondition only exchange depends";

/// Words that say that nothing is made to depend.
pub(super) const WITHOUT_CONDITIONS: &str = "unconditional unconditionally strings automatically";

/// Words of all or none.
pub(super) const ABSOLUTES: &str =
    "all every each always never none no nobody nothing throughout entire entirely whole completely
fully both only sole alone everyone everybody any anyone anybody";

/// Words with which a statement sets itself against something.
pub(super) const CONTRASTS: &str = "but however contrary whatever despite though although instead yet still";
