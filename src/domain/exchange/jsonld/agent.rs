//! Whether a speaker is a person or an organization, which the model does not say and the vocabulary asks for.

/// Nouns that name an organization where they head a proper name.
const ORGANIZATIONS: &[&str] = &[
    "administration",
    "agency",
    "alliance",
    "army",
    "association",
    "authority",
    "bank",
    "bureau",
    "cabinet",
    "centre",
    "center",
    "coalition",
    "commission",
    "committee",
    "company",
    "congress",
    "corporation",
    "council",
    "court",
    "department",
    "embassy",
    "federation",
    "foundation",
    "government",
    "guard",
    "institute",
    "league",
    "mission",
    "ministry",
    "movement",
    "navy",
    "office",
    "organisation",
    "organization",
    "parliament",
    "party",
    "police",
    "senate",
    "service",
    "union",
    "university",
];

/// Words that stand in a proper name without a capital.
const PARTICLES: &[&str] = &["and", "for", "of", "the", "to"];

/// The W3C's type for somebody of this name. `Organization` where it is plainly the proper name of one ("Ministry
/// of Health", "the State Department"); `Person` for all else, an unnamed official and "a police spokesman" among
/// them. The names are read as English.
pub(in crate::domain::exchange) fn kind(name: &str) -> &'static str {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_proper = words.iter().all(|word| {
        PARTICLES.contains(&word.to_lowercase().as_str()) || word.starts_with(|first: char| first.is_uppercase())
    });
    let head_end = words.iter().position(|word| matches!(*word, "of" | "for")).unwrap_or(words.len());
    let is_headed =
        words[..head_end].last().is_some_and(|head| ORGANIZATIONS.contains(&head.to_lowercase().as_str()));
    if is_proper && is_headed { "Organization" } else { "Person" }
}

#[cfg(test)]
mod tests {
    use super::kind;

    #[test]
    fn only_the_plain_name_of_an_organization_is_one() {
        let check = |name, expected| assert_eq!(kind(name), expected, "{name:?}");
        check("State Department", "Organization");
        check("the State Department", "Organization");
        check("Ministry of Foreign Affairs", "Organization");
        check("Ana Reyes", "Person");
        check("A police spokesman", "Person");
        check("Ministry of Health spokeswoman", "Person");
        check("Minister of Police", "Person");
        check("unnamed official", "Person");
        check("of", "Person");
        check("", "Person");
    }
}
