//! How much the browser keeps for this page, and how much it may be.

use yew::{Html, Properties, component, html};

use crate::domain::journal::LIMIT;
use crate::domain::shelf::amount;
use crate::web::hooks::kept::{Grant, use_local_units};

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// What the browser grants.
    pub(super) grant: Grant,
    /// True where the browser gives the page a database.
    pub(super) has_database: bool,
}

/// How much the browser keeps for this page, all projects together, and how much it may be.
#[component]
pub(super) fn RoomField(props: &Props) -> Html {
    let used = use_local_units();
    let words = match (props.grant.usage, props.grant.quota) {
        (Some(usage), Some(quota)) => format!("{} of {} that this page may use.", amount(usage), amount(quota)),
        (Some(usage), None) => format!("{}.", amount(usage)),
        _ => "The browser does not say.".to_owned(),
    };
    html! {
        <>
            <div>
                <dt>{ "In use" }</dt>
                <dd>
                    { words }
                    if let (Some(usage), Some(quota)) = (props.grant.usage, props.grant.quota) {
                        <Gauge used={usage} of={quota} label="Room in use, of what this page may use" />
                    }
                </dd>
            </div>
            if let Some(used) = used {
                <div>
                    <dt>{ "Local storage" }</dt>
                    <dd>
                        { format!("{} of {}.", amount(used), amount(LIMIT as u64)) }
                        if props.has_database {
                            { " When it fills up, it lets go of what the database has." }
                        }
                        <Gauge used={used} of={LIMIT as u64} label="Local storage in use" />
                    </dd>
                </div>
            }
        </>
    }
}

#[derive(PartialEq, Properties)]
struct GaugeProps {
    used: u64,
    of: u64,
    label: &'static str,
}

#[component]
fn Gauge(props: &GaugeProps) -> Html {
    html! {
        <meter min="0" max={props.of.to_string()} value={props.used.to_string()} aria-label={props.label} />
    }
}
