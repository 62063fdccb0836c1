//! The facts about an article that a person can put right, a field each.

use wasm_bindgen::JsCast;
use web_sys::{HtmlFormElement, HtmlInputElement};
use yew::{AttrValue, Html, Properties, component, html};

use crate::domain::annotation::Article;
use crate::web::typing::use_typing_in_form;

/// A fact about an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fact {
    /// The title.
    Title,
    /// The outlet.
    Outlet,
    /// The byline.
    Byline,
    /// The date.
    Date,
    /// The address.
    Address,
}

impl Fact {
    /// Every fact, in the order in which they are asked.
    pub(super) const ALL: [Self; 5] = [Self::Title, Self::Outlet, Self::Byline, Self::Date, Self::Address];

    /// The fact's name.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Outlet => "Outlet",
            Self::Byline => "Byline",
            Self::Date => "Date",
            Self::Address => "Address",
        }
    }

    /// What is known.
    pub(super) fn of(self, article: &Article) -> String {
        match self {
            Self::Title => article.title(),
            Self::Outlet => article.outlet(),
            Self::Byline => article.byline(),
            Self::Date => article.date(),
            Self::Address => article.address(),
        }
        .to_owned()
    }

    const fn placeholder(self) -> Option<&'static str> {
        match self {
            Self::Date => Some("yyyy-mm-dd"),
            Self::Address => Some("https://"),
            _ => None,
        }
    }
}

/// What stands in the field of a fact.
pub(super) fn value_of(form: &HtmlFormElement, fact: Fact) -> Option<String> {
    let field = form.query_selector(&format!("[name='{}']", fact.name())).ok().flatten()?;
    Some(field.dyn_into::<HtmlInputElement>().ok()?.value().trim().to_owned())
}

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// The fact.
    pub(super) fact: Fact,
    /// What stands there at first. What is typed is read when the form is sent.
    pub(super) value: AttrValue,
}

/// The field of a fact.
#[component]
pub(super) fn FactField(props: &Props) -> Html {
    let name = props.fact.name();
    let (_, oninput) = use_typing_in_form(&props.value);
    html! {
        <label class={name.to_lowercase()}>
            <span class="label">{ name }</span>
            <input
                class="field"
                {name}
                value={props.value.clone()}
                placeholder={props.fact.placeholder()}
                autocomplete="off"
                {oninput}
            />
        </label>
    }
}
