//! The table: what was measured, on the floor, by the peer and in the page, and which goals that meets.

use std::fmt;

/// A figure with its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Figure {
    /// Milliseconds.
    Time(f64),
    /// Bytes, shown in units of a thousand.
    Bytes(f64),
    /// A number of things.
    Count(usize),
}

impl Figure {
    fn value(self) -> f64 {
        match self {
            Self::Time(value) | Self::Bytes(value) => value,
            Self::Count(value) => f64::from(u32::try_from(value).unwrap_or(u32::MAX)),
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Time(value) if value < 100.0 => write!(to, "{value:.1} ms"),
            Self::Time(value) => write!(to, "{value:.0} ms"),
            Self::Bytes(value) if value < 1_000.0 => write!(to, "{value:.0} B"),
            Self::Bytes(value) if value < 1_000_000.0 => write!(to, "{:.1} kB", value / 1_000.0),
            Self::Bytes(value) => write!(to, "{:.1} MB", value / 1_000_000.0),
            Self::Count(value) => write!(to, "{value}"),
        }
    }
}

/// What the page's figure should be.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Goal {
    /// No more than this.
    AtMost(Figure),
    /// No more than so many times the floor's.
    OfFloor(f64),
    /// No more than so many times the floor's and the peer's.
    OfBoth(f64, f64),
}

/// One thing that was measured.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    measure: String,
    floor: Option<Figure>,
    peer: Option<Figure>,
    page: Option<Figure>,
    goal: Option<Goal>,
    remark: String,
}

impl Row {
    /// What is measured.
    pub(crate) fn new(measure: impl Into<String>) -> Self {
        Self { measure: measure.into(), ..Self::default() }
    }

    /// The floor's figure.
    pub(crate) fn floor(self, figure: Figure) -> Self {
        Self { floor: Some(figure), ..self }
    }

    /// The peer's.
    pub(crate) fn peer(self, figure: Figure) -> Self {
        Self { peer: Some(figure), ..self }
    }

    /// The page's.
    pub(crate) fn page(self, figure: Figure) -> Self {
        Self { page: Some(figure), ..self }
    }

    /// What the page's should be.
    pub(crate) fn goal(self, goal: Goal) -> Self {
        Self { goal: Some(goal), ..self }
    }

    /// What else there is to say.
    pub(crate) fn remark(self, remark: impl Into<String>) -> Self {
        Self { remark: remark.into(), ..self }
    }

    /// The page's figure in terms of another.
    fn ratio(&self, to: Option<Figure>) -> Option<f64> {
        Some(self.page?.value() / to?.value()).filter(|ratio| ratio.is_finite())
    }

    fn outcome(&self) -> String {
        let Some(goal) = self.goal else { return self.remark.clone() };
        let (words, is_met) = match goal {
            Goal::AtMost(most) => {
                (format!("at most {most}"), self.page.is_some_and(|page| page.value() <= most.value()))
            }
            Goal::OfFloor(most) => {
                (format!("at most {most:.1} × floor"), self.ratio(self.floor).is_some_and(|ratio| ratio <= most))
            }
            Goal::OfBoth(floor, peer) => (
                format!("at most {floor:.1} × floor, {peer:.1} × Recogito"),
                self.ratio(self.floor).is_some_and(|ratio| ratio <= floor)
                    && self.ratio(self.peer).is_some_and(|ratio| ratio <= peer),
            ),
        };
        let outcome = if is_met { "met" } else { "**missed**" };
        let remark = if self.remark.is_empty() { String::new() } else { format!(" ({})", self.remark) };
        format!("{words}: {outcome}{remark}")
    }
}

impl fmt::Display for Row {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let figure = |figure: Option<Figure>| figure.map_or_else(|| "–".to_owned(), |figure| figure.to_string());
        let ratio = |to| self.ratio(to).map_or_else(|| "–".to_owned(), |ratio| format!("{ratio:.2}"));
        write!(
            to,
            "| {} | {} | {} | {} | {} | {} | {} |",
            self.measure,
            figure(self.floor),
            figure(self.peer),
            figure(self.page),
            ratio(self.floor),
            ratio(self.peer),
            self.outcome()
        )
    }
}

/// All rows so far. Each is told as it comes, too.
#[derive(Default)]
pub(crate) struct Table {
    rows: Vec<Row>,
    notes: Vec<String>,
}

impl Table {
    /// Takes a row.
    pub(crate) fn add(&mut self, row: Row) {
        eprintln!("    {row}");
        self.rows.push(row);
    }

    /// Takes what there is to say below the table.
    pub(crate) fn note(&mut self, note: String) {
        self.notes.push(note);
    }
}

impl fmt::Display for Table {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(to, "| measure | floor | Recogito | Counterpoint | × floor | × Recogito | goal |")?;
        writeln!(to, "|---|---|---|---|---|---|---|")?;
        self.rows.iter().try_for_each(|row| writeln!(to, "{row}"))?;
        self.notes.iter().try_for_each(|note| writeln!(to, "\n{note}"))
    }
}
