//! The labelling interface: what a project needs to show the tasks.

use std::fmt::Write;

use super::part;
use crate::domain::annotation::{Difference, Kind, Relation, Role, Status};
use crate::domain::exchange::labels::{FRAGMENT, label};

/// The colours of the roles, as Label Studio's swatches are written.
const COLOURS: [(Role, &str); 3] = [(Role::Content, "#7fb3d5"), (Role::Cue, "#f0b27a"), (Role::Source, "#82c99b")];

/// The interface as `labeling_config.xml`. All names in it are this program's own: none needs escaping.
pub(super) fn config() -> String {
    let mut labels = String::new();
    for (role, colour) in COLOURS {
        // Writing to a string cannot fail, here and below.
        let _ = write!(labels, "\n    <Label value=\"{}\" background=\"{colour}\"/>", label(role));
    }
    let links = [Relation::default(), Relation::Corroborates, Relation::SameWords].map(Relation::name);
    let ties = [FRAGMENT, Role::Cue.name(), Role::Source.name()].into_iter().chain(links);
    let ties = ties.chain(Difference::ALL.map(Difference::name)).chain(Status::ALL.map(Status::name));
    let relations = ties.map(|name| format!("\n    <Relation value=\"{name}\"/>")).collect::<Vec<_>>().concat();
    let kinds = Kind::ALL.map(|kind| format!("\n    <Choice value=\"{}\"/>", kind.name())).concat();
    let fields: String = [part::SPEAKER, part::TAGS, part::NOTE, part::ANNOTATOR].map(field).concat();
    let (role, kind, text) = (part::ROLE, part::KIND, part::TEXT);
    format!(
        "<View>
  <Style>.htx-text{{ white-space: pre-wrap; }}</Style>
  <Labels name=\"{role}\" toName=\"{text}\">{labels}
  </Labels>
  <Text name=\"{text}\" value=\"${text}\" granularity=\"symbol\"/>
  <Relations choice=\"multiple\">{relations}
  </Relations>
  <Choices name=\"{kind}\" toName=\"{text}\" perRegion=\"true\" whenTagName=\"{role}\" whenLabelValue=\"{content}\">{kinds}
  </Choices>{fields}
</View>
",
        content = label(Role::Content),
    )
}

/// A text field of a content's region.
fn field(name: &str) -> String {
    format!(
        "
  <TextArea name=\"{name}\" toName=\"{}\" perRegion=\"true\" whenTagName=\"{}\" whenLabelValue=\"{}\" \
         placeholder=\"{name}\" editable=\"true\"/>",
        part::TEXT,
        part::ROLE,
        label(Role::Content),
    )
}
