//! A whole project as one file, `NAME.counterpoint.json`: to put away, and to come back from.
//!
//! The file holds bytes of replicas and the texts of articles, and says nothing of what they mean. It is JSON in UTF-8:
//!
//! | member | holds |
//! |---|---|
//! | `counterpoint` | `"backup"` |
//! | `schema` | the number of this layout |
//! | `name`, `saved` | the project's name; when the file was written, in RFC 3339 |
//! | `updates` | sealed updates in base64, in any order |
//! | `texts` | the texts of articles, by their ids |
//! | `aside` | what could not be read where it was kept, for a person to look at; it is not read here |
//!
//! The application writes one update, which says everything. Where it could not run any more, the page writes all that
//! the browser has kept, each piece as an update of its own. So a file may be damaged in places, and each piece is
//! proved by itself: a damaged one is left out and named, and takes nothing of the others along.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde_json::{Map, Value, json};
use thiserror::Error;

use super::exchange::jsonld::{RefusedText, name_of, prove};
use super::exchange::moment::{from_rfc3339, rfc3339};
use super::id::{ArticleId, Timestamp, is_valid};
use super::project::Project;
use super::replica::{Replica, is_update};
use super::text::{Text, shorten};

/// The number of the layout that is written here. Files of lower numbers are read as well.
const SCHEMA: u64 = 2;

/// The largest file that is read, in bytes.
const LARGEST: usize = 256 << 20;

/// Base64 that is read with or without the signs that fill it up.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// What a backup file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// The project's name; empty where the file gives none.
    pub name: String,
    /// When it was written.
    pub saved: Option<Timestamp>,
    /// Sealed updates, whole and undamaged, in no particular order.
    pub updates: Vec<Vec<u8>>,
    /// The articles' texts, each proved to be the one that its id names.
    pub texts: Vec<(ArticleId, String)>,
    /// What is left out.
    pub refused: Vec<RefusedPart>,
}

impl Backup {
    /// The project as the backup has it, without the texts.
    #[must_use]
    pub fn project(&self) -> Project {
        // Nothing that it holds leaves it again, so that it needs no number of its own.
        let mut replica = Replica::new(0);
        for update in &self.updates {
            // One that contradicts the others is refused when it is merged, and named there.
            let _ = replica.merge(update);
        }
        let mut project = Project::default();
        project.write_all(replica.fields().writes);
        project
    }
}

/// Why a file is no backup that can be read. Nothing of it comes in then.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BackupError {
    /// The file is larger than this program reads.
    #[error("the file has {bytes} bytes; no more than {most} are read")]
    TooLarge {
        /// How large it is.
        bytes: usize,
        /// How large it may be.
        most: usize,
    },
    /// The text is not JSON; the reason names line and column.
    #[error("the file is not JSON: {0}. Perhaps it did not arrive whole; fetch it once more")]
    NotJson(String),
    /// The JSON is something else.
    #[error("the file is JSON, but not a backup of Counterpoint: {0}")]
    NotABackup(String),
    /// A later version of this program wrote it.
    #[error(
        "a newer version of Counterpoint wrote this backup (layout {0}; this version reads up to {SCHEMA}); reload the \
         page to get the newest version, and open the file again"
    )]
    Newer(u64),
}

/// Why a part of a backup is left out.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RefusedPart {
    /// There is no list of changes, or no texts, where they should be.
    #[error("the backup’s member {member:?} should be {expected}, but is {found}; it is left out")]
    Member {
        /// The member's name.
        member: &'static str,
        /// What should be there.
        expected: &'static str,
        /// What is there.
        found: &'static str,
    },
    /// One of the updates, counted from 1.
    #[error("part {number} of {count} of the backup’s changes is damaged; it is left out")]
    Update {
        /// Which one.
        number: usize,
        /// How many there are.
        count: usize,
    },
    /// A text under what is no id.
    #[error("the backup has a text under “{0}”, which names no article; it is left out")]
    NoArticle(String),
    /// A text that is not the one that was annotated.
    #[error("{0}")]
    Text(#[from] RefusedText),
}

/// The backup of a project named `name`: `update` says everything that its replica holds.
#[must_use]
pub fn to_backup<'a>(
    name: &str,
    update: &[u8],
    texts: impl Iterator<Item = (&'a ArticleId, &'a Text)>,
    saved: Timestamp,
) -> String {
    let texts: Map<String, Value> = texts.map(|(id, text)| (id.to_string(), text.as_str().into())).collect();
    let file = json!({
        "counterpoint": "backup",
        "schema": SCHEMA,
        "name": name,
        "saved": rfc3339(saved),
        "updates": [BASE64.encode(update)],
        "texts": texts,
    });
    file.to_string()
}

/// True where the text of a JSON object says that it is a backup. Whether it can be read, [`from_backup`] says.
///
/// No text inside of a string looks like that: the quotation marks would be escaped.
#[must_use]
pub fn is_backup(text: &str) -> bool {
    text.match_indices("\"counterpoint\"").any(|(at, name)| {
        let value = text[at + name.len()..].trim_start().strip_prefix(':');
        value.is_some_and(|value| value.trim_start().starts_with("\"backup\""))
    })
}

/// Reads a file that [`to_backup`] wrote, or the page where the application could not, whatever has become of it since.
///
/// # Errors
/// The text is too large, is no JSON or no backup, or a newer version wrote it.
pub fn from_backup(text: &str) -> Result<Backup, BackupError> {
    if text.len() > LARGEST {
        return Err(BackupError::TooLarge { bytes: text.len(), most: LARGEST });
    }
    let file = serde_json::from_str(text.trim_start_matches('\u{feff}'));
    let mut members = members(file.map_err(|error| BackupError::NotJson(error.to_string()))?)?;
    let mut refused = Vec::new();
    let updates = take_updates(members.remove("updates"), &mut refused);
    let texts = take_texts(members.remove("texts"), &mut refused);
    Ok(Backup {
        name: members.get("name").and_then(Value::as_str).unwrap_or_default().to_owned(),
        saved: members.get("saved").and_then(Value::as_str).and_then(from_rfc3339),
        updates,
        texts,
        refused,
    })
}

/// The members of the backup that the file is.
fn members(file: Value) -> Result<Map<String, Value>, BackupError> {
    let wrong = |found: String| Err(BackupError::NotABackup(found));
    let Value::Object(members) = file else { return wrong(format!("it is {}", name_of(&file))) };
    if members.get("counterpoint").and_then(Value::as_str) != Some("backup") {
        return wrong("it does not say that it is one".to_owned());
    }
    match members.get("schema").map(|schema| schema.as_u64().ok_or(schema)) {
        Some(Ok(schema)) if schema > SCHEMA => Err(BackupError::Newer(schema)),
        Some(Ok(_)) => Ok(members),
        Some(Err(other)) => wrong(format!("the number of its layout is {}", name_of(other))),
        None => wrong("the number of its layout is missing".to_owned()),
    }
}

fn take_updates(member: Option<Value>, refused: &mut Vec<RefusedPart>) -> Vec<Vec<u8>> {
    let encoded = match member {
        Some(Value::Array(encoded)) => encoded,
        other => {
            refused.push(misplaced("updates", "a list", other.as_ref()));
            return Vec::new();
        }
    };
    let count = encoded.len();
    let mut updates = Vec::with_capacity(count);
    for (index, encoded) in encoded.iter().enumerate() {
        let update = encoded.as_str().and_then(|encoded| BASE64.decode(encoded).ok());
        match update.filter(|update| is_update(update)) {
            Some(update) => updates.push(update),
            None => refused.push(RefusedPart::Update { number: index + 1, count }),
        }
    }
    updates
}

fn take_texts(member: Option<Value>, refused: &mut Vec<RefusedPart>) -> Vec<(ArticleId, String)> {
    let entries = match member {
        Some(Value::Object(entries)) => entries,
        other => {
            refused.push(misplaced("texts", "an object", other.as_ref()));
            return Vec::new();
        }
    };
    let mut texts = Vec::with_capacity(entries.len());
    for (id, text) in entries {
        if !is_valid(&id) {
            refused.push(RefusedPart::NoArticle(shorten(&id, 40)));
            continue;
        }
        match prove(id.into(), text) {
            Ok(text) => texts.push(text),
            Err(reason) => refused.push(reason.into()),
        }
    }
    texts
}

fn misplaced(member: &'static str, expected: &'static str, found: Option<&Value>) -> RefusedPart {
    RefusedPart::Member { member, expected, found: found.map_or("missing", name_of) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::article::article_id;
    use crate::domain::edit::Edit;
    use crate::domain::project::Project;
    use crate::domain::session::{Intent, Session};

    const TEXTS: [&str; 4] = [
        "The ferry 👩‍👩‍👧‍👦 sails.\r\n\r\nThe mayor said: “No.”\r",
        "قال الوزير: «لا نوقّع». ‏(عاجل)\n",
        "Noe\u{308}l said “\u{202e}no\u{202c}” \\ \"yes\" \u{1} {\"counterpoint\": \"backup\"}",
        "\u{feff}A mark at the start.",
    ];
    const SAVED: Timestamp = Timestamp(1_763_790_000_123);

    /// A session with an article for each text, and the update of each change.
    fn session() -> (Session, Vec<Vec<u8>>) {
        let mut session = Session::new("ann".into(), 7);
        let mut updates = Vec::new();
        let mut send = |intent| updates.extend(session.update(intent, Timestamp(1000)).expect("it fits").update);
        for text in TEXTS {
            send(Intent::AddArticle(Text::new(text), String::new()));
        }
        for number in 0..5 {
            let name = format!("Speaker {number} 🧭");
            send(Intent::Perform(Edit::AddSpeaker { speaker: number.to_string().into(), name, colour: 0 }));
        }
        (session, updates)
    }

    fn loaded(backup: &Backup) -> Project {
        let mut session = Session::new("bea".into(), 8);
        for update in &backup.updates {
            session.update(Intent::Adopt(update.clone()), Timestamp(1)).expect("it was proved");
        }
        for (id, text) in &backup.texts {
            let text = Text::new(text.as_str());
            session.update(Intent::AdoptText(id.clone(), text), Timestamp(1)).expect("it was proved");
        }
        session.project().clone()
    }

    /// As the page writes it where the application has stopped: each piece by itself.
    fn pieces(updates: &[Vec<u8>]) -> Value {
        let texts: Map<String, Value> = TEXTS.iter().map(|text| (article_id(text), (*text).into())).collect();
        let updates: Vec<_> = updates.iter().map(|update| BASE64.encode(update)).collect();
        json!({ "counterpoint": "backup", "schema": SCHEMA, "updates": updates, "texts": texts })
    }

    #[test]
    fn a_project_comes_back_as_it_was() {
        let (session, _) = session();
        let file = to_backup("Rubio 📞 “call”", &session.encode(), session.project().texts(), SAVED);
        assert!(is_backup(&file));
        let backup = from_backup(&format!("\u{feff}{file}")).expect("it was just written");
        assert_eq!((backup.name.as_str(), backup.saved), ("Rubio 📞 “call”", Some(SAVED)));
        assert_eq!(backup.refused, []);
        assert_eq!(backup.texts.len(), TEXTS.len());
        assert_eq!(loaded(&backup), *session.project());
    }

    #[test]
    fn pieces_come_together_in_any_order_and_any_base64() {
        let (session, mut updates) = session();
        updates.reverse();
        updates.push(updates[0].clone());
        let padded = from_backup(&pieces(&updates).to_string()).expect("it is a backup");
        assert_eq!(loaded(&padded), *session.project());
        let bare = from_backup(&pieces(&updates).to_string().replace('=', "")).expect("it is a backup");
        assert_eq!((bare.updates, bare.refused), (padded.updates, vec![]));
    }

    #[test]
    fn a_flipped_byte_costs_the_piece_that_it_is_in() {
        let (session, mut updates) = session();
        let (last, middle) = (updates.len() - 1, updates[2].len() / 2);
        updates[last][5] ^= 1;
        let mut file = pieces(&updates);
        file["updates"][2] = BASE64.encode(&updates[2][..middle]).into();
        file["texts"][article_id(TEXTS[0])] = TEXTS[0].replace('\r', "").into();
        file["texts"][article_id(TEXTS[1])] = 7.into();
        file["texts"]["no id!"] = "A text".into();
        let backup = from_backup(&file.to_string()).expect("most of it is sound");
        assert_eq!(backup.updates.len(), updates.len() - 2);
        let mut refused: Vec<_> = backup.refused.iter().map(ToString::to_string).collect();
        refused[2..].sort();
        let count = updates.len();
        let mut expected = vec![
            format!("part 3 of {count} of the backup’s changes is damaged; it is left out"),
            format!("part {count} of {count} of the backup’s changes is damaged; it is left out"),
            "the backup has a text under “no id!”, which names no article; it is left out".to_owned(),
            RefusedText::Changed(article_id(TEXTS[0]).into()).to_string(),
            RefusedText::NotText(article_id(TEXTS[1]).into()).to_string(),
        ];
        expected[2..].sort();
        assert_eq!(refused, expected);
        let (loaded, whole) = (loaded(&backup), session.project());
        assert_eq!(loaded.text(&article_id(TEXTS[3]).into()), whole.text(&article_id(TEXTS[3]).into()));
        assert_eq!(loaded.texts().count(), 2);
    }

    #[test]
    fn what_is_no_backup_is_refused_with_the_reason() {
        let check = |file: &str, part: &str| {
            let message = from_backup(file).expect_err(part).to_string();
            assert!(message.contains(part), "{message}");
        };
        check("", "not JSON");
        check("{", "not JSON");
        check(&"[".repeat(100_000), "not JSON");
        check(&format!("{{\"counterpoint\":\"backup\",\"updates\":{}", "[".repeat(100_000)), "not JSON");
        check("[]", "it is a list");
        check("{}", "does not say that it is one");
        check(r#"{"counterpoint": ["backup"], "schema": 2}"#, "does not say that it is one");
        check(r#"{"counterpoint": "backup"}"#, "layout is missing");
        check(r#"{"counterpoint": "backup", "schema": "2"}"#, "layout is text");
        check(r#"{"counterpoint": "backup", "schema": -2}"#, "layout is a number");
        check(r#"{"counterpoint": "backup", "schema": 3, "updates": 7}"#, "newer version");
        check(&" ".repeat(LARGEST + 1), "no more than");
    }

    #[test]
    fn members_of_a_wrong_type_are_named_and_hold_up_nothing() {
        let check = |members: &str, expected: &[&str]| {
            let file = format!(r#"{{"counterpoint": "backup", "schema": 1{members}}}"#);
            let backup = from_backup(&file).expect("it says that it is a backup");
            let refused: Vec<_> = backup.refused.iter().map(ToString::to_string).collect();
            assert_eq!(refused.len(), expected.len(), "{refused:?}");
            assert!(refused.iter().zip(expected).all(|(found, part)| found.contains(part)), "{refused:?}");
            assert_eq!((backup.updates, backup.texts), (vec![], vec![]));
        };
        check("", &["\"updates\" should be a list, but is missing", "\"texts\" should be an object, but is missing"]);
        check(r#", "updates": {"0": ""}, "texts": ["a"]"#, &["but is an object", "but is a list"]);
        check(r#", "updates": [7, null, [], "", "!"], "texts": {}, "name": 7, "saved": []"#, &["damaged"; 5]);
        check(r#", "updates": [], "texts": {}, "aside": 7"#, &[]);
    }

    #[test]
    fn a_backup_is_told_from_other_json() {
        let check = |text: &str, expected| assert_eq!(is_backup(text), expected, "{text}");
        check(r#"{"counterpoint":"backup"}"#, true);
        check("{\"aside\": {\"a\": \"b\"},\r\n\t\"counterpoint\" :\n\"backup\"", true);
        check(r#"{"counterpoint": 7, "text": "\"counterpoint\": \"backup\""}"#, false);
        check(r#"{"@context": [], "counterpoint:update": "backup"}"#, false);
        check("", false);
    }
}
