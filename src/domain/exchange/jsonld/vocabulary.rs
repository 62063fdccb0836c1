//! The names in the file: contexts, our own namespace, and the IRIs of records.

use std::fmt::Write;

use serde_json::{Value, json};

/// The context of the Web Annotation vocabulary.
const ANNOTATIONS: &str = "http://www.w3.org/ns/anno.jsonld";

/// Our own terms. They keep their prefix in the file, so that they never meet a term of another vocabulary.
const NAMESPACE: &str = "urn:counterpoint:ns:";

/// What the IRIs of articles begin with.
const ARTICLE: &str = "urn:counterpoint:article:";

/// The IRI of the one style sheet.
pub(super) const STYLESHEET: &str = "urn:counterpoint:stylesheet";

/// Role shows by form, as on the page; colours are left to whoever draws it.
pub(super) const STYLES: &str = ".content { background: Mark; color: MarkText } \
     .cue { text-decoration: underline dotted } \
     .source { text-decoration: underline }";

/// The members of a collection, and of what it holds, that are read back.
pub(in super::super) mod member {
    pub(in super::super::super) const ARTICLES: &str = "counterpoint:articles";
    pub(in super::super::super) const SPEAKERS: &str = "counterpoint:speakers";
    pub(in super::super::super) const DIGEST: &str = "counterpoint:digest";
    pub(in super::super::super) const UPDATE: &str = "counterpoint:update";
    pub(in super::super::super) const TEXT: &str = "counterpoint:text";
}

/// The file's `@context`: the Web Annotation vocabulary, then our terms.
pub(super) fn context() -> Value {
    json!([ANNOTATIONS, {
        "counterpoint": NAMESPACE,
        (member::UPDATE): { "@type": "xsd:base64Binary" },
        "counterpoint:members": { "@type": "@id", "@container": "@list" },
    }])
}

/// The IRI of a record. Ids are plain, but for those that a forged replica holds: of these, every other character
/// is percent-encoded.
pub(super) fn iri(record: &str, id: &str) -> String {
    let mut iri = format!("urn:counterpoint:{record}:");
    for byte in id.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' => iri.push(char::from(byte)),
            other => {
                // Writing to a string cannot fail.
                let _ = write!(iri, "%{other:02X}");
            }
        }
    }
    iri
}

/// The id of the article that `iri` names, if it names one.
pub(super) fn article_of(iri: &str) -> Option<&str> {
    iri.strip_prefix(ARTICLE).filter(|id| crate::domain::id::is_valid(id))
}
