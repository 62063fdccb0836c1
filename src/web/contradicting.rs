//! Looks for statements that might contradict each other, a little at a time, so that the page never stands still.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::{Callback, UseStateHandle, hook, use_callback, use_effect_with, use_state_eq};

use super::background::use_turns;
use super::store::use_dispatcher;
use crate::domain::annotation::Difference;
use crate::domain::project::Project;
use crate::domain::session::is_settled;
use crate::domain::suggest::contradictions::{Progress, Search, Statement, statements};

/// So many statements are looked at between two looks at the clock.
const AT_ONCE: usize = 8;

/// So many pairs are offered: more than a person checks in a sitting.
const MOST: usize = 100;

/// Two statements that might contradict each other.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Candidate {
    /// The statements.
    pub(crate) pair: [Statement; 2],
    /// Why, in words.
    pub(crate) reason: String,
    /// What a link of them would say differs.
    pub(crate) difference: Difference,
}

/// How far a search has come.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Looking {
    /// None was begun.
    #[default]
    Not,
    /// It goes on.
    Going,
    /// These were found, the one most worth a look first.
    Done(Rc<Vec<Rc<Candidate>>>),
}

/// The likeliest pairs that nobody has decided upon. Further ones are put into words only where these are too few.
fn left(project: &Project, all: &[Statement], search: &Search) -> Vec<Rc<Candidate>> {
    let mut asked = MOST;
    loop {
        let best = search.best(asked);
        let is_all = best.len() < asked;
        let open = best.into_iter().filter(|found| !is_settled(project, &all[found.one], &all[found.other]));
        let candidates = open.take(MOST).map(|found| {
            let pair = [all[found.one].clone(), all[found.other].clone()];
            Rc::new(Candidate { pair, reason: found.reason.words(), difference: found.reason.difference() })
        });
        let candidates: Vec<_> = candidates.collect();
        if is_all || candidates.len() == MOST {
            return candidates;
        }
        asked *= 4;
    }
}

/// A search that is begun, and begun anew, by calling what comes with it. It is given up where the component goes.
#[hook]
pub(crate) fn use_candidates() -> (UseStateHandle<Looking>, Callback<()>) {
    let dispatcher = use_dispatcher();
    let looking = use_state_eq(Looking::default);
    let turns = use_turns();
    use_effect_with(turns.clone(), |turns| {
        let turns = turns.clone();
        move || turns.give_up()
    });
    let look = use_callback((dispatcher, looking.setter(), turns), |(), (dispatcher, looking, turns)| {
        let (project, looking, mut work) = (dispatcher.snapshot().project, looking.clone(), turns.begin());
        looking.set(Looking::Going);
        spawn_local(async move {
            // First the page says that it looks.
            work.pause().await;
            let all = statements(&project);
            let mut search = Search::new(all.clone());
            while search.step(AT_ONCE) == Progress::Going {
                if !work.goes_on().await {
                    return;
                }
            }
            looking.set(Looking::Done(Rc::new(left(&project, &all, &search))));
        });
    });
    (looking, look)
}
