//! The part that a token plays in an attribution, and what of them may follow what.
//!
//! A label tells a content that stands before its cue from one that stands after it, and so for a source: linking
//! them is then a matter of looking that way. This file must not know who labels.

/// The part that a token plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Label {
    /// None.
    Outside,
    /// None, but it stands between the parts of an attribution.
    Between,
    /// The first token of a cue.
    Cue,
    /// A further one.
    CueOn,
    /// A source whose cue follows.
    SourceBefore,
    /// A source whose cue stands before it.
    SourceAfter,
    /// The first token of a content whose cue follows.
    Before,
    /// A further one.
    BeforeOn,
    /// The first token of a content whose cue stands before it.
    After,
    /// A further one.
    AfterOn,
}

/// How many labels there are.
pub const LABELS: usize = 10;

impl Label {
    /// Every label, in the order of their numbers.
    pub const ALL: [Self; LABELS] = [
        Self::Outside,
        Self::Between,
        Self::Cue,
        Self::CueOn,
        Self::SourceBefore,
        Self::SourceAfter,
        Self::Before,
        Self::BeforeOn,
        Self::After,
        Self::AfterOn,
    ];

    /// True where the label may come first.
    #[must_use]
    pub const fn may_begin(self) -> bool {
        !matches!(self, Self::CueOn | Self::BeforeOn | Self::AfterOn)
    }

    /// True where `next` may follow.
    #[must_use]
    pub const fn may_precede(self, next: Self) -> bool {
        match next {
            Self::CueOn => matches!(self, Self::Cue | Self::CueOn),
            Self::BeforeOn => matches!(self, Self::Before | Self::BeforeOn),
            Self::AfterOn => matches!(self, Self::After | Self::AfterOn),
            _ => true,
        }
    }

    /// True for content.
    #[must_use]
    pub const fn is_content(self) -> bool {
        matches!(self, Self::Before | Self::BeforeOn | Self::After | Self::AfterOn)
    }

    /// True where both stand for the same part, be it its first token or a further one.
    #[must_use]
    pub const fn is_like(self, other: Self) -> bool {
        match self {
            Self::Outside | Self::Between => other.is_outside(),
            Self::Cue | Self::CueOn => matches!(other, Self::Cue | Self::CueOn),
            Self::SourceBefore | Self::SourceAfter => matches!(other, Self::SourceBefore | Self::SourceAfter),
            Self::Before | Self::BeforeOn | Self::After | Self::AfterOn => other.is_content(),
        }
    }

    /// True for none of the parts.
    #[must_use]
    pub const fn is_outside(self) -> bool {
        matches!(self, Self::Outside | Self::Between)
    }
}
