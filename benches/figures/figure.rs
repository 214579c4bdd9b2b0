//! A figure, and the bound that it has to keep.

use std::fmt;

/// Its `Display` is the line on stdout.
#[derive(Debug)]
pub(crate) struct Figure {
    pub(crate) name: &'static str,
    pub(crate) value: f64,
    pub(crate) unit: &'static str,
    pub(crate) bound: Bound,
    /// How it came about, for stderr.
    pub(crate) note: String,
}

#[derive(Debug)]
pub(crate) enum Bound {
    AtMost(f64),
    AtLeast(f64),
}

impl Figure {
    pub(crate) fn holds(&self) -> bool {
        match self.bound {
            Bound::AtMost(most) => self.value <= most,
            Bound::AtLeast(least) => self.value >= least,
        }
    }

    pub(crate) fn remark(&self) -> String {
        let verdict = if self.holds() { "holds" } else { "BROKEN" };
        let bound = match self.bound {
            Bound::AtMost(most) => format!("at most {most}"),
            Bound::AtLeast(least) => format!("at least {least}"),
        };
        format!("{}: {bound}: {verdict}; {}", self.name, self.note)
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\t{:.3}\t{}", self.name, self.value, self.unit)
    }
}
