//! Gives the focus back to the control that another took the place of.

use web_sys::HtmlElement;
use yew::{NodeRef, hook, use_effect_with, use_mut_ref};

/// Focuses `control` when `is_away` has been true and is so no longer.
#[hook]
pub(crate) fn use_refocus(is_away: bool, control: &NodeRef) {
    let was_away = use_mut_ref(|| false);
    use_effect_with((is_away, control.clone()), move |(is_away, control)| {
        if was_away.replace(*is_away)
            && !is_away
            && let Some(control) = control.cast::<HtmlElement>()
        {
            // A control that cannot take the focus leaves it where it was.
            let _ = control.focus();
        }
    });
}
