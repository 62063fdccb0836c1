//! All that is known about the open quote, to be read and changed.

use std::rc::Rc;

use yew::{AttrValue, Callback, Html, Properties, component, html, use_callback, use_memo};

use super::chips_field::ChipsField;
use super::choice::{Choice, options};
use super::draft::NoteField;
use super::parts::{self, fact, fact_group};
use super::quote_actions::{DeleteQuote, QuoteActions};
use super::quote_links::QuoteLink;
use super::spans_field::SpansField;
use super::speaker_field::{self, SpeakerField};
use crate::domain::annotation::{Kind, Quote, Role};
use crate::domain::edit::Edit;
use crate::domain::id::QuoteId;
use crate::domain::listing;
use crate::domain::project::Project;
use crate::domain::session::Intent;
use crate::domain::text::squeeze;
use crate::domain::wording::Wording;
use crate::web::store::{use_dispatcher, use_snapshot};
use crate::web::ui::Field;

/// Which quote.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The quote.
    pub id: QuoteId,
}

/// All that is known about a quote.
#[component]
pub(super) fn QuoteDetails(props: &Props) -> Html {
    let snapshot = use_snapshot();
    let dispatcher = use_dispatcher();
    let about = (dispatcher.clone(), props.id.clone());
    let on_kind = use_callback(about.clone(), |value: String, (dispatcher, quote)| {
        if let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.name() == value) {
            dispatcher.send(Intent::Perform(Edit::SetKind { quote: quote.clone(), kind }));
        }
    });
    let suggestions: Callback<(), Rc<[AttrValue]>> = use_callback(dispatcher, |(), dispatcher| {
        listing::tags(&dispatcher.snapshot().project).into_iter().map(Into::into).collect()
    });
    let on_tags: Callback<Vec<String>> = use_callback(about, |tags, (dispatcher, quote)| {
        dispatcher.send(Intent::Perform(Edit::TagQuote { quote: quote.clone(), tags }));
    });
    let kinds = use_memo((), |()| options(Kind::ALL.into_iter().map(|kind| (kind.name(), parts::kind(kind)))));
    let project = &snapshot.project;
    let Some(quote) = project.quote(&props.id) else { return Html::default() };
    let id = || props.id.clone();
    let speaker = project.speaker_of(quote).map(|(id, speaker)| (id.clone(), speaker.name.clone().into()));
    let spans = |role| html! { <SpansField quote={id()} {role} words={words(project, quote, role)} /> };
    html! {
        <div class="details">
            { fact(speaker_field::ID, "Speaker", html! {
                <SpeakerField quote={id()} source={squeeze(&project.words(quote, Role::Source))} {speaker} />
            }) }
            { fact_group("quote-source", "Source", spans(Role::Source)) }
            { fact_group("quote-cue", "Cue", spans(Role::Cue)) }
            if quote.attribution.content.len() > 1 {
                { fact_group("quote-fragments", "Fragments", spans(Role::Content)) }
            }
            { fact("quote-kind", "Kind", html! {
                <Choice id="quote-kind" options={(*kinds).clone()} value={quote.attribution.kind.name()} on_choose={on_kind} />
            }) }
            { fact("quote-tags", "Tags", html! {
                <ChipsField
                    id="quote-tags"
                    words={quote.tags.iter().map(|tag| tag.clone().into()).collect::<Rc<[AttrValue]>>()}
                    {suggestions}
                    placeholder="Add a tag…"
                    field={Some(Field::Tags)}
                    on_change={on_tags}
                />
            }) }
            { fact("quote-note", "Note", html! {
                <NoteField id="quote-note" of={Wording::Note(id())} placeholder="Add a note…" />
            }) }
            { for listing::links_of(project, &props.id).into_iter().map(|entry| html! {
                <QuoteLink key={entry.id.as_str()} entry={entry.clone()} quote={id()} />
            }) }
            <QuoteActions id={id()} pending={snapshot.view.pending.clone()} />
            { parts::foot(&snapshot, quote.origin.as_ref(), quote.modified, html! { <DeleteQuote id={id()} /> }) }
        </div>
    }
}

fn words(project: &Project, quote: &Quote, role: Role) -> Rc<[AttrValue]> {
    let text = project.text(&quote.attribution.article);
    let words = quote.attribution.spans(role).iter();
    words.map(|&span| text.map_or_else(String::new, |text| squeeze(text.slice(span))).into()).collect()
}
