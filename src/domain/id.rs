//! Identifiers of records, and moments in time. Both are handed in from outside: the domain has neither clock nor chance.

use std::fmt;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

/// True for what may be an id: 1 to 80 of the characters `A-Z a-z 0-9 - _`. Anything else could not stand in a
/// replica's key, an address or an attribute.
#[must_use]
pub fn is_valid(id: &str) -> bool {
    (1..=80).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Rc<str>);

        impl $name {
            /// The id as it is written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        /// The empty id, which no record has: an edit that carries it asks for a new one.
        impl Default for $name {
            fn default() -> Self {
                Self("".into())
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.into())
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id.into())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    )+};
}

ids! {
    /// An article: the hash of its text.
    ArticleId,
    /// A quote.
    QuoteId,
    /// A speaker.
    SpeakerId,
    /// A link between quotes.
    LinkId,
    /// A person who annotates.
    AnnotatorId,
}

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub u64);

/// Makes ids that no other session makes, from the number that names the session and a count.
#[derive(Clone, Debug)]
pub struct Mint {
    session: u64,
    made: u64,
}

impl Mint {
    /// A mint for the session with this random number.
    #[must_use]
    pub const fn new(session: u64) -> Self {
        Self { session, made: 0 }
    }

    /// The next id: the session's number, a hyphen and the count, both to the base of 36.
    pub fn mint<Id: From<String>>(&mut self) -> Id {
        self.made += 1;
        Id::from(format!("{}-{}", base36(self.session), base36(self.made)))
    }
}

/// A number to the base of 36: digits and small letters.
pub(crate) fn base36(mut number: u64) -> String {
    const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let mut digits = Vec::new();
    loop {
        // The remainder is below 36, so it fits any integer.
        digits.push(char::from(DIGITS[usize::try_from(number % 36).unwrap_or_default()]));
        number /= 36;
        if number == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minted_ids_differ_between_and_within_sessions() {
        let (mut one, mut two) = (Mint::new(1), Mint::new(u64::MAX >> 11));
        let ids: Vec<QuoteId> = vec![one.mint(), one.mint(), two.mint(), two.mint()];
        let distinct: std::collections::BTreeSet<_> = ids.iter().collect();
        assert_eq!(distinct.len(), ids.len());
        assert!(ids.iter().all(|id| is_valid(id.as_str())), "{ids:?}");
    }

    #[test]
    fn an_id_is_short_and_plain() {
        let check = |id: &str, valid| assert_eq!(is_valid(id), valid, "{id:?}");
        check("2gosa7pa2gv-1", true);
        check("", false);
        check("a/b", false);
        check("a b", false);
        check("__proto__", true);
        check(&"a".repeat(81), false);
    }
}
