//! Who stands behind a source: the people and bodies of an article and of the project, and whom a phrase means.
//!
//! The project's own speakers and their aliases come first, then whoever the article named before. This file must not
//! know how a source was found.

use super::name::{Naming, is_described, is_role, is_same, naming, strip_article};
use crate::domain::id::SpeakerId;

/// Somebody who may be quoted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The project's speaker, where there is one.
    pub id: Option<SpeakerId>,
    /// The name to show, and after it other names.
    pub names: Vec<String>,
}

/// Whom a suggestion names as its speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// The name: the fullest one that is known, or the phrase where nobody is named.
    pub name: String,
    /// The project's speaker, where it is one of them.
    pub id: Option<SpeakerId>,
}

/// What the article said of somebody.
#[derive(Clone, Debug)]
struct Met {
    person: Person,
    /// Words for what they are, seen beside the name: "spokeswoman".
    roles: Vec<String>,
    gender: Gender,
    is_body: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gender {
    Unknown,
    He,
    She,
}

/// The people and bodies of an article, those who were named last at the end of `recent`.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    met: Vec<Met>,
    recent: Vec<usize>,
}

impl People {
    /// Nobody but those who are known.
    #[must_use]
    pub(super) fn new(known: &[Person]) -> Self {
        let met = known.iter().filter(|person| !person.names.is_empty()).map(|person| Met {
            person: person.clone(),
            roles: Vec::new(),
            gender: Gender::Unknown,
            is_body: false,
        });
        Self { met: met.collect(), recent: Vec::new() }
    }

    /// Takes note of a name that stands in the article with two words or more, so that "Lind" can be "Ada Lind".
    pub(super) fn notice(&mut self, name: &str) {
        if let Naming::Name(name) = naming(name)
            && name.contains(' ')
            && name.starts_with(char::is_uppercase)
            && self.find(&name).is_none()
        {
            self.add(name);
        }
    }

    /// Whom the source `phrase` means; nothing where nobody can be told. Whoever is meant is the next "he".
    pub(super) fn resolve(&mut self, phrase: &str) -> Option<Voice> {
        let number = match naming(phrase) {
            Naming::Nobody => return None,
            Naming::He => self.again(Gender::He)?,
            Naming::She => self.again(Gender::She)?,
            Naming::They => *self.recent.iter().rev().find(|&&number| self.met[number].is_body)?,
            Naming::Role(role, shown) => {
                let bearer = self.recent.iter().rev().find(|&&number| self.met[number].roles.contains(&role));
                match bearer.copied().or_else(|| self.find(&shown)) {
                    Some(number) => number,
                    None => self.add(shown),
                }
            }
            Naming::Name(name) => match self.find(&name) {
                Some(number) => {
                    let person = &mut self.met[number].person;
                    if person.id.is_none() && name.len() > person.names[0].len() && name.contains(' ') {
                        person.names.insert(0, name);
                    }
                    number
                }
                None => self.add(name),
            },
        };
        self.describe(number, phrase);
        if let Some(place) = self.recent.iter().rposition(|&recent| recent == number) {
            self.recent.remove(place);
        }
        self.recent.push(number);
        let met = &self.met[number];
        Some(Voice { name: met.person.names[0].clone(), id: met.person.id.clone() })
    }

    fn add(&mut self, name: String) -> usize {
        let person = Person { id: None, names: vec![name] };
        self.met.push(Met { person, roles: Vec::new(), gender: Gender::Unknown, is_body: false });
        self.met.len() - 1
    }

    /// The project's speakers stand first in the list, so they are found first.
    fn find(&self, name: &str) -> Option<usize> {
        let exact = |met: &Met| {
            met.person.names.iter().any(|known| strip_article(known).eq_ignore_ascii_case(strip_article(name)))
        };
        let alike = |met: &Met| met.person.names.iter().any(|known| is_same(known, name));
        self.met.iter().position(exact).or_else(|| self.met.iter().position(alike))
    }

    /// The person who was named last and of whom nothing speaks against "he" or "she": one with two names or more,
    /// since a single one may be a city's.
    fn again(&mut self, gender: Gender) -> Option<usize> {
        let fits = |met: &Met| !met.is_body && (met.gender == gender || met.gender == Gender::Unknown);
        let is_person = |met: &Met| met.person.names[0].split(' ').count() > 1 && !is_described(&met.person.names[0]);
        let last =
            |is: &dyn Fn(&Met) -> bool| self.recent.iter().rev().copied().find(|&number| is(&self.met[number]));
        let number = last(&|met| fits(met) && is_person(met)).or_else(|| last(&fits))?;
        self.met[number].gender = gender;
        Some(number)
    }

    /// Takes from the phrase what it tells of somebody besides the name.
    fn describe(&mut self, number: usize, phrase: &str) {
        let met = &mut self.met[number];
        for word in phrase.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase) {
            match word.as_str() {
                "mr" | "chairman" | "congressman" | "spokesman" | "king" | "he" | "sir" => met.gender = Gender::He,
                "mrs" | "ms" | "chairwoman" | "congresswoman" | "spokeswoman" | "queen" | "she" => {
                    met.gender = Gender::She;
                }
                _ => {}
            }
            if is_role(&word) && !met.roles.contains(&word) {
                met.roles.push(word);
            }
        }
        let lower = phrase.to_lowercase();
        met.is_body |= met.roles.is_empty()
            && (lower.starts_with("the ") || !met.person.names[0].contains(' ') && is_body(&lower));
    }
}

/// True for an abbreviation, or for words that name a body.
fn is_body(phrase: &str) -> bool {
    ["ministry", "department", "agency", "party", "campaign", "group", "times", "post", "news"]
        .iter()
        .any(|word| phrase.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(names: &[(&str, &[&str])]) -> Vec<Person> {
        let person = |(id, names): &(&str, &[&str])| Person {
            id: Some((*id).into()),
            names: names.iter().map(|&name| name.to_owned()).collect(),
        };
        names.iter().map(person).collect()
    }

    /// Whom each phrase means in turn, after the names were noticed.
    fn resolved(people: &mut People, noticed: &[&str], phrases: &[&str]) -> Vec<String> {
        for name in noticed {
            people.notice(name);
        }
        let voices = phrases.iter().map(|phrase| people.resolve(phrase).map_or_else(String::new, |voice| voice.name));
        voices.collect()
    }

    #[test]
    fn phrases_mean_whom_the_article_named() {
        let check = |noticed: &[&str], phrases: &[&str], expected: &[&str]| {
            assert_eq!(resolved(&mut People::default(), noticed, phrases), expected, "{phrases:?}");
        };
        check(&[], &["Lind"], &["Lind"]);
        check(&["Ada Lind"], &["Mayor Lind", "she", "He"], &["Ada Lind", "Ada Lind", ""]);
        check(&[], &["Ada Lind", "Mr. Wey", "she"], &["Ada Lind", "Wey", "Ada Lind"]);
        check(
            &["Ada Lind", "Oskar Wey"],
            &["Lind", "Mr. Wey", "he", "she"],
            &["Ada Lind", "Oskar Wey", "Oskar Wey", "Ada Lind"],
        );
        check(
            &[],
            &["Oskar Wey, a spokesman for the port", "Ada Lind", "the spokesman"],
            &["Oskar Wey", "Ada Lind", "Oskar Wey"],
        );
        check(&[], &["the Harbour Board", "Ada Lind", "the group"], &["Harbour Board", "Ada Lind", "Harbour Board"]);
        check(
            &[],
            &["Steve Witkoff", "Steven Witkoff", "Special Envoy Witkoff"],
            &["Steve Witkoff", "Steven Witkoff", "Steven Witkoff"],
        );
        check(&[], &["he", "I", ""], &["", "", ""]);
    }

    #[test]
    fn the_projects_speakers_and_aliases_come_first() {
        let mut people = People::new(&known(&[("s1", &["Ada Lind", "the mayor of the port"]), ("s2", &["Wey"])]));
        assert_eq!(resolved(&mut people, &["Oskar Wey"], &["Mayor Lind", "Oskar Wey"]), ["Ada Lind", "Wey"]);
        let voice = people.resolve("the mayor of the port").expect("an alias");
        assert_eq!(voice.id, Some("s1".into()));
    }
}
