//! A JSON value that borrows the words of its file, and its canonical form: compact, with sorted keys.
//!
//! It is what [`serde_json::Value`] is, without a copy of every word: most of a file is only hashed.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::Number;

use crate::domain::order;

/// A JSON value.
#[derive(Debug, PartialEq)]
pub(super) enum Node<'file> {
    Null,
    Bool(bool),
    Number(Number),
    Text(Cow<'file, str>),
    List(Vec<Self>),
    /// The members, sorted by their names. Of several of one name the last one counted.
    Object(Vec<(Words<'file>, Self)>),
}

/// A text, borrowed where nothing in it is escaped.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Words<'file>(Cow<'file, str>);

impl<'file> Node<'file> {
    /// Reads a value.
    pub(super) fn read(bytes: &'file [u8]) -> serde_json::Result<Self> {
        serde_json::from_slice(bytes)
    }

    /// The text that this is.
    pub(super) fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// A member of the object that this is.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        self.place(name)
            .and_then(|place| if let Self::Object(members) = self { Some(&members[place].1) } else { None })
    }

    /// Takes a member out of the object that this is.
    pub(super) fn remove(&mut self, name: &str) -> Option<Self> {
        let place = self.place(name)?;
        if let Self::Object(members) = self { Some(members.remove(place).1) } else { None }
    }

    fn place(&self, name: &str) -> Option<usize> {
        let Self::Object(members) = self else { return None };
        members.binary_search_by(|(known, _)| known.0.as_ref().cmp(name)).ok()
    }

    /// Writes the canonical form to the end of `out`.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Null => out.extend(b"null"),
            Self::Bool(true) => out.extend(b"true"),
            Self::Bool(false) => out.extend(b"false"),
            Self::Number(number) => write(number, out),
            Self::Text(text) => write(text, out),
            Self::List(elements) => {
                for (number, element) in elements.iter().enumerate() {
                    out.push(if number == 0 { b'[' } else { b',' });
                    element.write(out);
                }
                out.extend(if elements.is_empty() { &b"[]"[..] } else { b"]" });
            }
            Self::Object(members) => {
                for (number, (name, member)) in members.iter().enumerate() {
                    out.push(if number == 0 { b'{' } else { b',' });
                    write(&name.0, out);
                    out.push(b':');
                    member.write(out);
                }
                out.extend(if members.is_empty() { &b"{}"[..] } else { b"}" });
            }
        }
    }
}

fn write(value: &impl Serialize, out: &mut Vec<u8>) {
    serde_json::to_writer(out, value).expect("memory takes any text and any number");
}

impl<'de: 'file, 'file> Deserialize<'de> for Words<'file> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Node::deserialize(deserializer)? {
            Node::Text(text) => Ok(Self(text)),
            _ => Err(serde::de::Error::custom("the name of a member is text")),
        }
    }
}

impl<'de: 'file, 'file> Deserialize<'de> for Node<'file> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Node<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Number::from_f64(value).map_or(Node::Null, Node::Number))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Node::Text(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Node::Text(value.to_owned().into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = elements.next_element()? {
            list.push(element);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut object: Vec<(Words<'de>, Node<'de>)> = Vec::new();
        while let Some(member) = members.next_entry()? {
            object.push(member);
        }
        if !object.is_sorted_by(|one, next| one.0 < next.0) {
            // Of one name the last member comes first, and only that is kept.
            object.reverse();
            order::sort_by(&mut object, |one, other| one.0.cmp(&other.0));
            object.dedup_by(|one, kept| one.0 == kept.0);
        }
        Ok(Node::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn a_value_is_read_and_written_as_any_other_program_would() {
        let check = |file: &str| {
            let mut written = Vec::new();
            Node::read(file.as_bytes()).expect("it is JSON").write(&mut written);
            let value: Value = serde_json::from_str(file).expect("it is JSON");
            assert_eq!(String::from_utf8_lossy(&written), value.to_string(), "{file}");
        };
        check("null");
        check(" [true, false, [], {}, [{}]] ");
        check(r#"{"b": 1, "a": 2, "b": 3, "": {"z": [], "y": null}}"#);
        check(r#"{"\u0061": 1, "b": 2, "a": 3, "é": 4, "\"": 5, "𝄞": 6}"#);
        check(r#"["a\/b", "\u00e9\ud834\udd1e", "\b\f\n\r\t\u0000\u007f", "\\\"", "“quay”"]"#);
        check("[0, -0, 1.0, -1, 18446744073709551615, 18446744073709551616, -9223372036854775809, 1e3, 1E-7, 0.1]");
        let text = Node::Text("quay".into());
        let mut node = Node::read(br#"{"b": "quay", "a": 1}"#).expect("it is JSON");
        assert_eq!(node.get("b"), Some(&text));
        assert_eq!((node.remove("b"), node.remove("c")), (Some(text), None));
    }

    #[test]
    fn what_is_no_json_is_refused_with_the_same_words() {
        let check = |file: &[u8]| {
            let error = Node::read(file).expect_err("it is no JSON").to_string();
            let value = serde_json::from_slice::<Value>(file).expect_err("it is no JSON").to_string();
            assert_eq!(error, value);
        };
        for file in ["", "{", "[1,]", "{\"a\" 1}", "\"\\ud800\"", "1e999", "\"\n\"", "[1] 2", "tru", "01", "{1: 2}"] {
            check(file.as_bytes());
        }
        check(b"\"\xff\"");
        check(&[b'['; 1_000]);
    }
}
