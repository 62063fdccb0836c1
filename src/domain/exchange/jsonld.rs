//! The project's own file, `.jsonld`: a W3C Web Annotation collection that is also a replica.
//!
//! Other programs read the annotations; Counterpoint reads the replica's update beside them, so that a file merges
//! exactly. The collection has its one page embedded, and on it
//!
//! - a quote: `identifying` and `classifying`; a target a span, with the span's role as its style class, its words in
//!   context, and its place in code points; bodies for the speaker, the kind, the tags, the note;
//! - a link: `linking` and `assessing`; its targets are the content spans of its quotes, and its one body says how
//!   these bear on each other.
//!
//! What the Web Annotation vocabulary has no word for is under the prefix `counterpoint`, `urn:counterpoint:ns:`:
//!
//! | term | on | meaning |
//! |---|---|---|
//! | `update` | collection | everything that the replica holds, as one Yjs update (v1) in base64 |
//! | `digest` | collection | what `update` and annotations hash to together; see [`from_jsonld`] |
//! | `articles` | collection | the articles: title, outlet, byline, date and address in Dublin Core's words |
//! | `speakers` | collection | the speakers, quoted or not |
//! | `stylesheet` | collection | the style sheet that the annotations name |
//! | `text` | article | the text, character for character; left out by choice |
//! | `aliases`, `role` | speaker | other names; office or part |
//! | `Contradiction`, `Corroboration`, `SameWords` | body of a link | its type: how the members bear on each other |
//! | `members` | body of a link | the quotes, in the order in which they joined |
//! | `difference` | body of a link | what they differ in: denial, number, condition, time, stance, attribution, other |
//! | `rationale`, `status` | body of a link | why; open, resolved or dismissed |
//!
//! Only live records are annotations; what was deleted is in the update alone. A span whose article's text is not at
//! hand is given in bytes of it instead (`DataPositionSelector`), since its words are not known.

pub(super) mod agent;
mod digest;
mod node;
mod outline;
mod read;
mod reading;
pub(super) mod vocabulary;
mod wire;
mod write;

#[cfg(test)]
mod tests;

pub use outline::Unfit;
pub use read::{Incoming, RefusedText, from_jsonld};
pub(in crate::domain) use read::{name_of, prove};
pub use reading::Reading;
pub use write::{Texts, to_jsonld};
