//! Candidates that are linked and dismissed.

use super::is_settled;
use crate::domain::annotation::Difference;
use crate::domain::command::Command;
use crate::domain::id::Timestamp;
use crate::domain::session::{Intent, Session};
use crate::domain::suggest::contradictions::{Statement, candidates, statements};
use crate::domain::text::Text;

const ONE: &str = "Ferry crews strike\n\nThe company said the crossing was closed for nine days. The union denied that its \
    crews had refused to sail on Monday.\n";
const OTHER: &str = "Quay stays shut\n\nThe crossing was closed for four days, the company said. The union's crews refused to \
    sail on Monday.\n";

fn session() -> Session {
    let mut session = Session::new("ana".into(), 1);
    for (text, file) in [(ONE, "one.txt"), (OTHER, "other.txt")] {
        session.update(Intent::AddArticle(Text::new(text), file.to_owned()), Timestamp(1)).expect("it has words");
    }
    session
}

/// The pair that is most worth a look.
fn first(session: &Session) -> [Statement; 2] {
    let all = statements(session.project());
    let found = candidates(&all);
    let first = found.iter().find(|pair| all[pair.one].article != all[pair.other].article).expect("two differ");
    [all[first.one].clone(), all[first.other].clone()]
}

#[test]
fn a_pair_is_linked_in_one_step_and_is_no_candidate_then() {
    let mut session = session();
    let [one, other] = first(&session);
    assert!(!is_settled(session.project(), &one, &other));
    let pair = Box::new([one.clone(), other.clone()]);
    session.update(Intent::LinkStatements(pair, Difference::Number), Timestamp(5)).expect("both are there");
    assert_eq!((session.project().quotes().count(), session.project().links().len()), (2, 1));
    assert!(is_settled(session.project(), &one, &other) && is_settled(session.project(), &other, &one));
    session.update(Intent::Command(Command::Undo), Timestamp(6)).expect("there is a step");
    assert_eq!((session.project().quotes().count(), session.project().links().len()), (0, 0));
    assert!(!is_settled(session.project(), &one, &other));
}

#[test]
fn a_pair_that_was_dismissed_stays_so() {
    let mut session = session();
    let [one, other] = first(&session);
    session
        .update(Intent::DismissStatements(Box::new([other.clone(), one.clone()])), Timestamp(5))
        .expect("it is there");
    assert!(is_settled(session.project(), &one, &other));
    assert_eq!(session.project().links().len(), 0);
    let mut again = Session::new("ben".into(), 2);
    again.update(Intent::Merge(session.encode()), Timestamp(1)).expect("an update of ours can be merged");
    assert!(is_settled(again.project(), &one, &other));
}
