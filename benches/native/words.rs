//! Invented news: sentences in which somebody says something, from a seed. It knows nothing of quotes.

/// Numbers that look random and are the same each time (splitmix64).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.roll() % u64::try_from(limit).expect("a count fits")).expect("it is below a count")
    }

    pub(crate) fn one_of(&mut self, words: &[&'static str]) -> &'static str {
        words[self.below(words.len())]
    }
}

const WORDS: [&str; 48] = [
    "ferry",
    "harbour",
    "committee",
    "budget",
    "council",
    "envoy",
    "delay",
    "contract",
    "winter",
    "storm",
    "bridge",
    "survey",
    "figures",
    "repairs",
    "tenants",
    "rising",
    "without",
    "before",
    "after",
    "seven",
    "hundred",
    "would",
    "could",
    "never",
    "always",
    "said",
    "held",
    "closed",
    "opened",
    "promised",
    "denied",
    "waited",
    "water",
    "station",
    "minister",
    "report",
    "costs",
    "schools",
    "union",
    "drivers",
    "talks",
    "vote",
    "street",
    "market",
    "village",
    "crossing",
    "officials",
    "engineers",
];

const CUES: [&str; 6] = ["said", "told reporters", "insisted", "according to", "denied", "added"];

const FIRST: [&str; 16] = [
    "Mira", "Tomas", "Ilse", "Joren", "Petra", "Aldo", "Runa", "Casper", "Nadia", "Oskar", "Lene", "Viktor", "Greta",
    "Emil", "Sanna", "Anton",
];

const LAST: [&str; 16] = [
    "Holt", "Wey", "Lindgren", "Pell", "Brandt", "Okafor", "Rossi", "Dahl", "Novak", "Keller", "Moreau", "Silva",
    "Vance", "Quist", "Tamm", "Ferro",
];

pub(crate) fn cue(dice: &mut Dice) -> &'static str {
    dice.one_of(&CUES)
}

/// The name of somebody by number: no two of the first 25,600 are the same.
pub(crate) fn name(number: usize) -> String {
    let (first, last) = (FIRST[number % 16], LAST[number / 16 % 16]);
    match number / 256 {
        0 => format!("{first} {last}"),
        more => {
            format!("{first} {last}-{}{}", LAST[more % 16], if more < 16 { String::new() } else { more.to_string() })
        }
    }
}

/// Words of about so many characters.
pub(crate) fn sentence(dice: &mut Dice, length: usize) -> String {
    let mut sentence = String::new();
    while sentence.len() < length {
        if !sentence.is_empty() {
            sentence.push(' ');
        }
        sentence.push_str(dice.one_of(&WORDS));
    }
    sentence
}
