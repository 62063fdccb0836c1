//! The project as a file, and a file as changes of the project.

use super::{Exported, FileError, Taken};
use crate::domain::exchange::{Texts, from_jsonld, to_jsonld};
use crate::domain::session::Intent;
use crate::domain::text::{Text, counted};
use crate::web::browser::now;
use crate::web::store::Dispatcher;

/// The project as W3C JSON-LD, named by the day.
pub(super) fn write(dispatcher: &Dispatcher) -> Exported {
    let snapshot = dispatcher.snapshot();
    let text = to_jsonld(&snapshot.project, &dispatcher.encode(), now(), &snapshot.me, Texts::Included);
    Exported { name: format!("counterpoint-{}.jsonld", today()), mime: "application/ld+json", text }
}

/// Merges what an export holds into the project.
pub(super) fn merge(dispatcher: &Dispatcher, text: &str) -> Result<Taken, FileError> {
    let refuse = |error: &dyn std::fmt::Display| FileError::Export(error.to_string());
    let incoming = from_jsonld(text).map_err(|error| refuse(&error))?;
    let update = incoming.mergeable().map_err(|error| refuse(&error))?.to_vec();
    let outcome = dispatcher.try_send(Intent::Adopt(update)).map_err(|refusal| refuse(&refusal))?;
    for (article, text) in incoming.texts {
        dispatcher.try_send(Intent::AdoptText(article, Text::new(text))).map_err(|refusal| refuse(&refusal))?;
    }
    for refused in incoming.refused {
        dispatcher.warn(refused.to_string());
    }
    if outcome.unread > 0 {
        let fields = counted(outcome.unread, "field", "fields");
        dispatcher.warn(format!(
            "{fields} of the file came from a newer version and cannot be shown here; nothing is lost."
        ));
    }
    Ok(Taken::Merged(outcome.merged))
}

/// The day by the browser's clock and time zone: `yyyy-mm-dd`.
fn today() -> String {
    let now = js_sys::Date::new_0();
    format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}
