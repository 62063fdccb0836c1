//! All that is known about the open contradiction, to be read and changed.

use std::rc::Rc;

use yew::{Html, MouseEvent, Properties, component, html, use_callback};

use super::draft::NoteField;
use super::member::Member;
use super::parts::{self, fact};
use super::relation_field::RelationField;
use super::status_field::StatusField;
use crate::domain::command::Command;
use crate::domain::edit::Edit;
use crate::domain::listing::LinkEntry;
use crate::domain::session::{Active, Intent, Pending};
use crate::domain::wording::Wording;
use crate::web::components::keys::Keys;
use crate::web::hooks::commands;
use crate::web::store::{use_dispatcher, use_snapshot};

/// Which contradiction.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The contradiction and its statements.
    pub entry: Rc<LinkEntry>,
}

/// All that is known about a contradiction.
#[component]
pub(super) fn LinkDetails(props: &Props) -> Html {
    let snapshot = use_snapshot();
    let entry = &props.entry;
    let about = (use_dispatcher(), entry.id.clone());
    let on_add = use_callback(about.clone(), |_: MouseEvent, (dispatcher, link)| {
        // The button speaks of this contradiction, whatever is selected or active.
        dispatcher.send(Intent::Select(None));
        dispatcher.send(Intent::Activate(Active::Link(link.clone())));
        commands::run(dispatcher, Command::Contradict);
        parts::back_to_text(dispatcher);
    });
    let on_delete = use_callback(about, |_: MouseEvent, (dispatcher, link)| {
        dispatcher.send(Intent::Perform(Edit::DeleteLink { link: link.clone() }));
        dispatcher.say("Contradiction deleted. Its statements stay; undo brings it back.");
        parts::back_to_text(dispatcher);
    });
    let Some(link) = snapshot.project.link(&entry.id) else { return Html::default() };
    let is_waiting = matches!(&snapshot.view.pending, Some(Pending::Link(waiting)) if *waiting == entry.id);
    let add = if is_waiting { "Waiting for the statement that joins" } else { "Add a statement" };
    html! {
        <div class="details">
            <ul class="members">
                { for entry.members.iter().map(|member| html! {
                    <Member
                        key={member.quote.as_str()}
                        link={entry.id.clone()}
                        statement={Rc::new(member.clone())}
                        is_current={snapshot.view.active_quote() == Some(&member.quote)}
                        can_leave={entry.members.len() > 2}
                    />
                }) }
            </ul>
            <div class="actions">
                <button type="button" class="button" aria-pressed={is_waiting.to_string()} onclick={on_add}>
                    { add }<Keys command={Command::Contradict} />
                </button>
            </div>
            <RelationField id={entry.id.clone()} relation={link.relation} />
            <StatusField id={entry.id.clone()} status={link.status} />
            { fact("link-rationale", "Why", html! {
                <NoteField
                    id="link-rationale"
                    of={Wording::Rationale(entry.id.clone())}
                    placeholder="Why they bear on each other…"
                />
            }) }
            { parts::foot(&snapshot, link.origin.as_ref(), link.modified, html! {
                <button type="button" class="button quiet" onclick={on_delete}>{ "Delete" }</button>
            }) }
        </div>
    }
}
