//! The signs on buttons that have no room for words. Each button says in words what it does besides.

use yew::{Html, Properties, component, html};

/// A sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// An arrow that turns back.
    Undo,
    /// An arrow that turns onward.
    Redo,
    /// A magnifying glass.
    Search,
    /// Lines: all commands.
    Menu,
    /// Two columns.
    Beside,
    /// An angle that points down: there is a list.
    Down,
    /// A cross.
    Close,
    /// A flash: statements that clash.
    Clash,
    /// Pages: the articles.
    Articles,
    /// A page with lines: the texts.
    Text,
    /// A quotation mark: quotes, speakers, contradictions.
    Records,
}

impl Sign {
    /// The lines of the sign, in a square of 16.
    const fn path(self) -> &'static str {
        match self {
            Self::Undo => "M6 3 2.5 6.5 6 10M2.5 6.5h7a4 4 0 0 1 0 8H7",
            Self::Redo => "M10 3l3.5 3.5L10 10M13.5 6.5h-7a4 4 0 0 0 0 8H9",
            Self::Search => "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.4 10.4 14 14",
            Self::Menu => "M2.5 4h11M2.5 8h11M2.5 12h11",
            Self::Beside => "M2 3h5v10H2zM9.5 3H14v10H9.5z",
            Self::Down => "M4.5 6.5 8 10l3.5-3.5",
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Clash => "M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z",
            Self::Articles => "M5 2.5h8.5v9H5zM2.5 5v9h8.5",
            Self::Text => "M3 2h10v12H3zM5.5 5.5h5M5.5 8h5M5.5 10.5h3",
            Self::Records => "M6.5 4C4 5 3 6.7 3 9.5V12h3.5V9.5H3M13 4c-2.5 1-3.5 2.7-3.5 5.5V12H13V9.5H9.5",
        }
    }
}

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    /// The sign.
    pub(crate) sign: Sign,
}

/// A sign, for the eye only.
#[component]
pub(crate) fn Icon(props: &Props) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d={props.sign.path()} />
        </svg>
    }
}
