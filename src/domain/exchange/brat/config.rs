//! `annotation.conf`: the types that brat may show.

use std::fmt::Write;

use super::vocabulary::{ATTRIBUTION, KIND, WITHOUT_SOURCE, relation_name, relations, role_name};
use crate::domain::annotation::{Kind, Role};

/// The file's name. brat looks for it beside a text and in the folders above.
pub(super) const FILE: &str = "annotation.conf";

/// The file. `Discuss` and `Discard` are `PolNeAR`'s marks for its annotators.
pub(super) fn config() -> String {
    let [content, cue, source] = Role::ALL.map(role_name);
    let event = format!("{ATTRIBUTION}|{WITHOUT_SOURCE}");
    let kinds = Kind::ALL.map(Kind::name).join("|");
    let mut file = format!(
        "# Attributions, as Counterpoint writes them.\n\n\
         [entities]\n{content}\n{cue}\n{source}\nDiscuss\nDiscard\n\n\
         [events]\n\
         {ATTRIBUTION}\t{content}+:{content}, {cue}*:{cue}, {source}+:{source}\n\
         {WITHOUT_SOURCE}\t{content}+:{content}, {cue}*:{cue}\n\n\
         [attributes]\n{KIND}\tArg:{event}, Value:{kinds}\n\n\
         [relations]\n"
    );
    for relation in relations() {
        let name = relation_name(relation);
        writeln!(file, "{name}\tArg1:{event}, Arg2:{event}, <REL-TYPE>:symmetric").expect("a string takes all");
    }
    file
}
