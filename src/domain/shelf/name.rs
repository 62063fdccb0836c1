//! What a project is called: never nothing, never long, and not like another one.

use std::iter;

use unicode_segmentation::UnicodeSegmentation;

use super::{DEFAULT, Field, Shelf};

/// What the first project of a browser is called until a person says otherwise.
pub const FIRST: &str = "First project";

/// What a project is called that nobody has named.
const UNTITLED: &str = "Untitled project";

/// So many characters (code points) a name has at most.
const LONGEST: usize = 80;

impl Shelf {
    /// What a project is called.
    #[must_use]
    pub fn name(&self, project: &str) -> String {
        match self.value(project, Field::Name).map(tidy).filter(|name| !name.is_empty()) {
            Some(name) => name,
            None if project == DEFAULT => FIRST.to_owned(),
            None => format!("{UNTITLED} {}", cut(project, LONGEST - UNTITLED.len() - 1)),
        }
    }

    /// The name that `project` gets where a person wants to call it `wanted`: without stray spaces, not too long, and
    /// with a number where another project has it. Nothing where nothing is left of it.
    #[must_use]
    pub fn free_name(&self, project: &str, wanted: &str) -> Option<String> {
        let wanted = tidy(wanted);
        if wanted.is_empty() {
            return None;
        }
        let others = self.ids().filter(|id| *id != project && !self.is_gone(id));
        let taken: Vec<String> = others.map(|id| self.name(id).to_lowercase()).collect();
        let numbered = (2_usize..).map(|number| {
            let number = format!(" {number}");
            format!("{}{number}", cut(&wanted, LONGEST - number.len()).trim_end())
        });
        let mut names = iter::once(wanted.clone()).chain(numbered);
        names.find(|name| !taken.contains(&name.to_lowercase()))
    }
}

/// A name without stray spaces and control characters, and not too long.
fn tidy(name: &str) -> String {
    let name: String = name.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let words: Vec<&str> = name.split_whitespace().collect();
    cut(&words.join(" "), LONGEST).trim_end().to_owned()
}

/// The beginning of a name: `longest` characters at most, and none that a reader sees as one cut in half.
fn cut(name: &str, longest: usize) -> &str {
    let mut length = 0;
    let fits = |(_, cluster): &(usize, &str)| {
        length += cluster.chars().count();
        length <= longest
    };
    let end = name.grapheme_indices(true).take_while(fits).last().map_or(0, |(start, cluster)| start + cluster.len());
    &name[..end]
}
