//! Visits: looking at a quote in the text from within a speaker or a contradiction, which stays open meanwhile. And
//! the fields that commands ask for, each of which takes the focus once.

use std::cell::Cell;
use std::rc::Rc;

use yew::{NodeRef, UseStateSetter, hook, use_context, use_effect_with, use_memo, use_state};

use crate::domain::session::{Active, Intent};
use crate::web::store::{Dispatcher, use_ui};
use crate::web::ui::{Action, Field, Pane};

/// A record that stays open for as long as another is active.
#[derive(Clone, PartialEq)]
struct Visit {
    host: Active,
    shown: Active,
}

/// Makes and ends visits, and remembers which request for a field was answered last. Never changes.
#[derive(Clone)]
pub(super) struct Visits {
    current: UseStateSetter<Option<Visit>>,
    answered: Rc<Cell<u64>>,
}

impl PartialEq for Visits {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.answered, &other.answered)
    }
}

impl Visits {
    /// Shows a record in the text, and keeps open the one in whose details it is listed.
    pub(super) fn show(&self, dispatcher: &Dispatcher, host: Active, shown: Active) {
        self.current.set(Some(Visit { host, shown: shown.clone() }));
        dispatcher.ui(Action::Turn(Pane::Texts));
        dispatcher.send(Intent::Activate(shown));
    }

    /// Opens the active record itself.
    pub(super) fn end(&self) {
        self.current.set(None);
    }

    /// Counts a request for a field as answered, and tells whether it was not before.
    fn answer(&self, number: u64) -> bool {
        self.answered.replace(number.max(self.answered.get())) < number
    }
}

/// The visits of the panel, and the record that is open in it: the active one, or the one that it is visited from.
#[hook]
pub(super) fn use_visits(active: Option<&Active>) -> (Visits, Option<Active>) {
    let current = use_state(|| None::<Visit>);
    let answered = use_memo((), |()| Rc::new(Cell::new(0)));
    let visits = Visits { current: current.setter(), answered: Rc::clone(&answered) };
    {
        let (visits, visit) = (visits.clone(), (*current).clone());
        use_effect_with(active.cloned(), move |active| {
            if visit.is_some_and(|visit| Some(&visit.shown) != active.as_ref()) {
                visits.end();
            }
        });
    }
    let host = current.as_ref().filter(|visit| Some(&visit.shown) == active).map(|visit| visit.host.clone());
    (visits, host.or_else(|| active.cloned()))
}

/// Shows records without leaving the one that they are listed in.
///
/// # Panics
/// Outside the panel.
#[hook]
pub(super) fn use_visiting() -> Visits {
    use_context().expect("every part of the panel stands inside it, and it provides the visits")
}

/// Gives the element the focus when a command asks for this field; never where it stands for none.
#[hook]
pub(super) fn use_wanted(field: Option<Field>, element: NodeRef) {
    let (ui, visits) = (use_ui(), use_visiting());
    use_effect_with(ui.wanted, move |wanted| {
        let Some((_, number)) = wanted.filter(|(wanted, _)| Some(*wanted) == field) else { return };
        if let Some(element) = element.cast::<web_sys::HtmlElement>()
            && visits.answer(number)
        {
            // An element that is gone again cannot be given the focus, and needs none.
            let _ = element.focus();
        }
    });
}
