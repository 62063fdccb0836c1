//! How many statements a second are searched.

use std::time::Instant;

use counterpoint::domain::id::ArticleId;
use counterpoint::domain::suggest::contradictions::{Progress, Search, Statement};

use crate::stories::Story;

/// What a search among so many statements took.
pub(crate) struct Speed {
    pub(crate) statements: usize,
    pub(crate) seconds: f64,
    /// How many times two statements were held against each other.
    pub(crate) compared: usize,
    /// The longest step of [`STEP`] statements, in milliseconds.
    pub(crate) longest: f64,
}

/// How many statements a step takes.
pub(crate) const STEP: usize = 64;

/// Searches among `count` statements: those of the stories again and again, each copy with a number of its own among
/// its words, so that copies are alike but not the same.
pub(crate) fn measure(stories: &[Story], count: usize) -> Speed {
    let all = stories.iter().flat_map(|story| &story.statements);
    let statements: Vec<Statement> = (0..)
        .flat_map(|copy: usize| all.clone().map(move |statement| (copy, statement)))
        .take(count)
        .map(|(copy, statement)| Statement {
            article: ArticleId::from(format!("{}-{copy}", statement.article)),
            text: format!("{} Place{copy}", statement.text).into(),
            ..statement.clone()
        })
        .collect();
    let start = Instant::now();
    let mut search = Search::new(statements);
    let mut longest: f64 = 0.0;
    loop {
        let step = Instant::now();
        let progress = search.step(STEP);
        longest = longest.max(step.elapsed().as_secs_f64() * 1000.0);
        if progress == Progress::Done {
            break;
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    Speed { statements: count, seconds, compared: search.compared(), longest }
}
