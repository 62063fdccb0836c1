//! The commands: their names, their keys, and the groups in which the palette, the menu and the help show them.
//!
//! What a command does is said elsewhere: in `session/` where it concerns the project or what is in view, in the
//! shell where it concerns the page.

use serde::{Deserialize, Serialize};

/// Something that a person can ask for by key, palette or menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Command {
    /// Makes a quote of the selection.
    MarkQuote,
    /// Makes the selection a source of the active quote.
    MarkSource,
    /// Makes the selection a cue of the active quote.
    MarkCue,
    /// Makes the selection another fragment of the active quote.
    AddFragment,
    /// Begins a contradiction here, or completes it here.
    Contradict,
    /// Goes to the next quote.
    NextQuote,
    /// Goes to the previous quote.
    PreviousQuote,
    /// Picks another of the quotes that lie over each other.
    CycleOverlapping,
    /// Goes from one span of the active quote to the next, so that its ends can be moved.
    CycleSpan,
    /// Moves the start of the active span one word back.
    StartEarlier,
    /// Moves the start of the active span one word on.
    StartLater,
    /// Moves the end of the active span one word back.
    EndEarlier,
    /// Moves the end of the active span one word on.
    EndLater,
    /// Has quotes suggested in the open articles, or no more.
    Suggest,
    /// Accepts the active suggestion.
    Accept,
    /// Deletes the active span, quote or contradiction.
    Delete,
    /// Lets go of the selection, the contradiction begun, or the active record.
    Escape,
    /// Takes the last edit back.
    Undo,
    /// Makes the edit again.
    Redo,
    /// Goes to the next article.
    NextArticle,
    /// Goes to the previous article.
    PreviousArticle,
    /// Shows the next article beside this one.
    OpenBeside,
    /// Closes this article's column.
    CloseColumn,
    /// Goes to the next open column.
    NextColumn,
    /// Marks the selected lines as boilerplate, or as text again.
    ToggleBoilerplate,
    /// Asks who said the active quote.
    ChooseSpeaker,
    /// Goes to the note of the active record.
    EditNote,
    /// Goes to the tags of the active quote.
    EditTags,
    /// Goes to the search field.
    Search,
    /// Shows every command.
    Palette,
    /// Shows the keys.
    Help,
    /// Adds articles.
    Import,
    /// Writes the project to a file.
    Export,
    /// Writes the project to a file of another format.
    ExportAs,
    /// Corrects what is known about the article.
    EditArticle,
    /// Brings the quotes of the article over to a newer text of it.
    ReviseArticle,
    /// Shows the projects.
    Projects,
    /// Shows the settings.
    Settings,
}

/// The groups in which commands are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Making quotes and their spans.
    Mark,
    /// Contradictions.
    Contradict,
    /// Getting about.
    Go,
    /// Articles and columns.
    Articles,
    /// Everything else.
    General,
}

impl Group {
    /// The groups in order.
    pub const ALL: [Self; 5] = [Self::Mark, Self::Contradict, Self::Go, Self::Articles, Self::General];

    /// The heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Mark => "Mark and attribute",
            Self::Contradict => "Contradict",
            Self::Go => "Get about",
            Self::Articles => "Articles",
            Self::General => "General",
        }
    }
}

/// A row of the table: command, group, what it says, its key.
type Row = (Command, Group, &'static str, &'static str);

/// Every command. A key is what the keyboard event calls it; `Mod+` stands for Ctrl, or Cmd on a Mac, and capital
/// letters and signs need no `Shift+`.
const TABLE: &[Row] = &[
    (Command::MarkQuote, Group::Mark, "Quote the selection", "q"),
    (Command::MarkSource, Group::Mark, "Mark the selection as source", "s"),
    (Command::MarkCue, Group::Mark, "Mark the selection as cue", "c"),
    (Command::AddFragment, Group::Mark, "Add the selection as another fragment", "a"),
    (Command::ChooseSpeaker, Group::Mark, "Say who said it", "w"),
    (Command::EditNote, Group::Mark, "Write a note", "n"),
    (Command::EditTags, Group::Mark, "Set tags", "t"),
    (Command::CycleSpan, Group::Mark, "Pick the next span of the quote", "e"),
    (Command::StartEarlier, Group::Mark, "Start the span a word earlier", "<"),
    (Command::StartLater, Group::Mark, "Start the span a word later", ">"),
    (Command::EndEarlier, Group::Mark, "End the span a word earlier", ","),
    (Command::EndLater, Group::Mark, "End the span a word later", "."),
    (Command::Suggest, Group::Mark, "Suggest quotes, or stop", "g"),
    (Command::Accept, Group::Mark, "Accept the suggestion", "Enter"),
    (
        Command::Delete,
        Group::Mark,
        "Delete the active span, quote or contradiction; reject the suggestion",
        "Backspace",
    ),
    (Command::Contradict, Group::Contradict, "Contradiction: first here, then on the other", "x"),
    (Command::NextQuote, Group::Go, "Next quote or suggestion", "j"),
    (Command::PreviousQuote, Group::Go, "Previous quote or suggestion", "k"),
    (Command::CycleOverlapping, Group::Go, "Next of the overlapping quotes", "o"),
    (Command::Search, Group::Go, "Search", "/"),
    (Command::Escape, Group::Go, "Let go of selection or active record", "Escape"),
    (Command::NextArticle, Group::Articles, "Next article", "]"),
    (Command::PreviousArticle, Group::Articles, "Previous article", "["),
    (Command::OpenBeside, Group::Articles, "Open the next article beside this one", "b"),
    (Command::NextColumn, Group::Articles, "Next column", "v"),
    (Command::CloseColumn, Group::Articles, "Close this column", "\\"),
    (Command::EditArticle, Group::Articles, "Correct title, outlet or date", "d"),
    (Command::ReviseArticle, Group::Articles, "Update the article's text, and keep its quotes", "u"),
    (Command::ToggleBoilerplate, Group::Articles, "Mark the lines as boilerplate, or as text", "f"),
    (Command::Import, Group::Articles, "Add articles or a colleague's file", "i"),
    (Command::Undo, Group::General, "Undo", "Mod+z"),
    (Command::Redo, Group::General, "Redo", "Mod+Z"),
    (Command::Export, Group::General, "Export the project", "Mod+s"),
    (Command::ExportAs, Group::General, "Export in another format", "Mod+S"),
    (Command::Projects, Group::General, "Projects: switch, rename, delete", "p"),
    (Command::Palette, Group::General, "All commands", "Mod+k"),
    (Command::Help, Group::General, "Keys and help", "?"),
    (Command::Settings, Group::General, "Settings", "Mod+,"),
];

impl Command {
    /// Every command, in the order in which they are listed.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.0)
    }

    /// The commands of one group.
    pub fn of(group: Group) -> impl Iterator<Item = Self> {
        TABLE.iter().filter(move |row| row.1 == group).map(|row| row.0)
    }

    /// What the command does, in a few words.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.row().2
    }

    /// The key that gives the command unless a person sets another.
    #[must_use]
    pub fn default_key(self) -> &'static str {
        self.row().3
    }

    fn row(self) -> &'static Row {
        TABLE.iter().find(|row| row.0 == self).expect("the table has a row for every command, as a test shows")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_row_and_a_key_of_its_own() {
        let keys: std::collections::BTreeSet<_> = Command::all().map(Command::default_key).collect();
        assert_eq!(keys.len(), Command::all().count(), "two commands share a key");
        let last = Command::Settings as usize;
        assert_eq!(Command::all().collect::<std::collections::BTreeSet<_>>().len(), last + 1, "a command has no row");
        let grouped: usize = Group::ALL.into_iter().map(|group| Command::of(group).count()).sum();
        assert_eq!(grouped, Command::all().count());
    }
}
