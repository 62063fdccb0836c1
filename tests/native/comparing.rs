//! Laws of comparing replicas: what each has changed apart is found exactly, whoever heard of what before.

use std::collections::BTreeSet;

use counterpoint::domain::annotation::QuoteField;
use counterpoint::domain::project::Write;
use counterpoint::domain::replica::{Comparing, Replica};
use proptest::prelude::*;

/// What happens among three replicas.
#[derive(Clone, Debug)]
enum Step {
    /// One of them sets the note of one of four quotes; an empty one removes the field.
    Set { who: usize, quote: usize, note: String },
    /// One hears of everything that another has.
    Hear { who: usize, whom: usize },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let set = (0..3_usize, 0..4_usize, "[ab]{0,2}").prop_map(|(who, quote, note)| Step::Set { who, quote, note });
    let hear = (0..3_usize, 0..3_usize).prop_map(|(who, whom)| Step::Hear { who, whom });
    proptest::collection::vec(prop_oneof![3 => set, 1 => hear], 0..24)
}

/// The replicas, and for each the numbers of the steps that it has heard of.
fn play(steps: &[Step]) -> (Vec<Replica>, Vec<BTreeSet<usize>>) {
    let mut replicas: Vec<Replica> = (1..=3).map(Replica::new).collect();
    let mut heard = vec![BTreeSet::new(); 3];
    for (number, step) in steps.iter().enumerate() {
        match step {
            Step::Set { who, quote, note } => {
                replicas[*who].commit(&[write(*quote, note)]);
                heard[*who].insert(number);
            }
            Step::Hear { who, whom } => {
                let update = replicas[*whom].encode();
                replicas[*who].merge(&update).expect("an update of ours can be merged");
                let news = heard[*whom].clone();
                heard[*who].extend(news);
            }
        }
    }
    (replicas, heard)
}

fn write(quote: usize, note: &str) -> Write {
    Write::Quote(format!("q{quote}").as_str().into(), QuoteField::Note(note.to_owned()))
}

fn keys(writes: &[Write]) -> BTreeSet<String> {
    writes.iter().map(Write::key).collect()
}

/// The keys of the steps that one has heard of and another has not.
fn news(steps: &[Step], one: &BTreeSet<usize>, other: &BTreeSet<usize>) -> BTreeSet<String> {
    let quotes = one.difference(other).filter_map(|number| match &steps[*number] {
        Step::Set { quote, .. } => Some(*quote),
        Step::Hear { .. } => None,
    });
    quotes.map(|quote| write(quote, "").key()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_was_changed_apart_is_found_exactly(steps in steps()) {
        // Each note tells the step that set it.
        let numbered = steps.into_iter().enumerate().map(|(number, step)| match step {
            Step::Set { who, quote, .. } => Step::Set { who, quote, note: number.to_string() },
            hear @ Step::Hear { .. } => hear,
        });
        let (replicas, heard) = play(&numbered.collect::<Vec<_>>());
        let apart = replicas[0].compare(&replicas[1].encode()).expect("an update of ours can be compared");
        // A field is one's own change where the other has not heard of the step whose note stands there.
        let unheard = |replica: &Replica, heard: &BTreeSet<usize>| -> BTreeSet<String> {
            let fields = replica.fields().writes.into_iter();
            let own = fields.filter(|field| match field {
                Write::Quote(_, QuoteField::Note(note)) => !heard.contains(&note.parse().expect("a number")),
                _ => false,
            });
            own.map(|field| field.key()).collect()
        };
        prop_assert_eq!(keys(&apart.ours), unheard(&replicas[0], &heard[1]));
        prop_assert_eq!(keys(&apart.theirs), unheard(&replicas[1], &heard[0]));
    }

    #[test]
    fn every_difference_is_somebodys_change_and_is_told_with_its_value(steps in steps()) {
        let (replicas, heard) = play(&steps);
        let (ours, theirs) = (&replicas[0], &replicas[1]);
        let apart = ours.compare(&theirs.encode()).expect("an update of ours can be compared");
        prop_assert!(keys(&apart.ours).is_subset(&news(&steps, &heard[0], &heard[1])));
        prop_assert!(keys(&apart.theirs).is_subset(&news(&steps, &heard[1], &heard[0])));
        for quote in 0..4 {
            let value = |replica: &Replica| replica.fields().writes.into_iter().find(|it| it.key() == write(quote, "").key());
            let (here, there) = (value(ours), value(theirs));
            let told = |writes: &[Write]| writes.iter().find(|it| it.key() == write(quote, "").key()).cloned();
            if here != there {
                prop_assert!(told(&apart.ours).is_some() || told(&apart.theirs).is_some(), "quote {}", quote);
            }
            for (found, expected) in [(told(&apart.ours), here), (told(&apart.theirs), there)] {
                if let Some(found) = found {
                    prop_assert_eq!(found, expected.unwrap_or_else(|| write(quote, "")));
                }
            }
        }
    }

    #[test]
    fn a_replica_that_has_heard_of_everything_has_nothing_apart(steps in steps()) {
        let (mut replicas, _) = play(&steps);
        let update = replicas[1].encode();
        replicas[0].merge(&update).expect("an update of ours can be merged");
        let apart = replicas[0].compare(&update).expect("an update of ours can be compared");
        prop_assert_eq!(apart.theirs, []);
    }

    #[test]
    fn a_comparison_in_steps_of_any_size_comes_to_the_same(steps in steps(), size in 1_usize..400) {
        let (replicas, _) = play(&steps);
        let update = replicas[1].encode();
        let mut comparing = Comparing::new(&replicas[0].held(), &update, size).expect("an update of ours can be compared");
        while !comparing.step().expect("an update of ours can be compared") {
            let (done, all) = comparing.progress();
            prop_assert!(done <= all);
        }
        let apart = comparing.finish(&replicas[0]).expect("an update of ours can be compared");
        prop_assert_eq!(apart, replicas[0].compare(&update).expect("an update of ours can be compared"));
    }
}
