//! The grounds for a finding: rule, method, settings, inputs and the numbers on the way.

use std::fmt;

use serde::Serialize;

use crate::{Awaited, Caution, Exhibit, Input, Observation, Subject, Unit, Variation};

/// A number that is neither infinite nor “not a number”: nothing else can reach a finding.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct Finite(f64);

impl Finite {
    /// `None` where `number` is infinite or not a number.
    #[must_use]
    pub fn new(number: f64) -> Option<Self> {
        // Zero is added so that there is no negative zero to print.
        number.is_finite().then_some(Self(number + 0.0))
    }

    /// The number.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }
}

/// The rule that a row is judged by, as Appendix B prints it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The dashboard's key: significant change on the baseline year.
    Key,
    /// Note ①: number of offences.
    NumberOfOffences,
    /// Note ②: position in the comparison group, offences.
    GroupPosition,
    /// Note ③: statistical process control.
    SpcVariance,
    /// Note ④: victim-focused outcome.
    VictimOutcome,
    /// Note ⑤: satisfaction and confidence.
    SurveyLevel,
    /// Note ⑥: position in the comparison group, satisfaction and confidence.
    SurveyGroupPosition,
    /// The plan sets no test.
    NoTest,
}

impl Rule {
    /// As printed beside a finding.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Key => "Key: significant change on the baseline year",
            Self::NumberOfOffences => "Note ①: number of offences",
            Self::GroupPosition => "Note ②: position in the comparison group, offences",
            Self::SpcVariance => "Note ③: statistical process control",
            Self::VictimOutcome => "Note ④: victim-focused outcome",
            Self::SurveyLevel => "Note ⑤: satisfaction and confidence",
            Self::SurveyGroupPosition => {
                "Note ⑥: position in the comparison group, satisfaction and confidence"
            }
            Self::NoTest => "The plan sets no test",
        }
    }

    /// The mark of the note in the dashboard, where it has one.
    #[must_use]
    pub fn mark(self) -> Option<&'static str> {
        match self {
            Self::NumberOfOffences => Some("①"),
            Self::GroupPosition => Some("②"),
            Self::SpcVariance => Some("③"),
            Self::VictimOutcome => Some("④"),
            Self::SurveyLevel => Some("⑤"),
            Self::SurveyGroupPosition => Some("⑥"),
            Self::Key | Self::NoTest => None,
        }
    }
}

/// A setting in force, such as the width of control lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Setting {
    /// Its name in `plan.toml`.
    pub name: &'static str,
    /// Its value as printed.
    pub value: String,
}

/// A number on the way from inputs to finding.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Number {
    /// What it is, such as `difference`.
    pub name: &'static str,
    /// The number.
    pub value: Finite,
    /// How many decimals it is printed with.
    pub decimals: usize,
}

impl Number {
    /// As printed; a number that would round away says so.
    #[must_use]
    pub fn printed(&self) -> String {
        self.value.printed(self.decimals)
    }
}

impl Finite {
    /// With so many decimals; a number that would round away says so.
    #[must_use]
    pub fn printed(self, decimals: usize) -> String {
        let value = self.get();
        let printed = half_away(value, decimals).replace('-', "\u{2212}");
        let digits = printed.trim_start_matches('\u{2212}');
        if value == 0.0 || digits.bytes().any(|byte| !matches!(byte, b'0' | b'.')) {
            return printed;
        }
        let least = match decimals {
            0 => "1".to_owned(),
            more => format!("0.{}1", "0".repeat(more - 1)),
        };
        if value > 0.0 { format!("below {least}") } else { format!("above \u{2212}{least}") }
    }
}

/// An interval that a test rests on, in the unit of the figure.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// Its confidence in per cent.
    pub level: u8,
    /// Lower end.
    pub low: Finite,
    /// Upper end.
    pub high: Finite,
    /// The unit of both.
    pub unit: Unit,
}

impl Interval {
    /// `75.8% to 96.8%`.
    #[must_use]
    pub fn printed(&self) -> String {
        let sign = if self.unit == Unit::Percent { "%" } else { "" };
        let end =
            |end: Finite| format!("{}{sign}", half_away(end.get(), 1)).replace('-', "\u{2212}");
        format!("{} to {}", end(self.low), end(self.high))
    }
}

/// What a test found, in the form in which it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Statistic {
    /// A z.
    Z(Finite),
    /// The p-value of an exact test.
    Exact(Finite),
    /// The 95% interval of a change in percentage points.
    Change {
        /// Lower end.
        low: Finite,
        /// Upper end.
        high: Finite,
    },
}

/// The grounds for a finding.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evidence {
    /// The rule.
    pub rule: Rule,
    /// The method that decided, such as `Newcombe's interval for a difference of two proportions`;
    /// `None` where no test was made.
    pub method: Option<&'static str>,
    /// The settings that the method read.
    pub settings: Vec<Setting>,
    /// The figures, each with its file and line.
    pub inputs: Vec<Input>,
    /// The figures that the finding rests on beside those: months that its exhibit alone draws, a part
    /// that weighs nothing. Disclosure control screens them like inputs; no output has them.
    pub(crate) further: Vec<Input>,
    /// The numbers on the way.
    pub numbers: Vec<Number>,
    /// The number of people behind the latest figure.
    pub n: Option<u64>,
    /// The interval of the latest figure.
    pub interval: Option<Interval>,
    /// What an exhibit of the finding draws; [`Evidence::drawing`] sets it.
    pub(crate) exhibit: Option<Exhibit>,
    /// What the test found, where there was one.
    pub statistic: Option<Statistic>,
    /// The two-sided chance of a difference at least as large if nothing had changed.
    pub p_value: Option<Finite>,
    /// What the control chart says of the latest month, beside the colour.
    pub variation: Option<Variation>,
    /// The widest that the 95% interval of a share could be around it, in percentage points.
    pub worst_case_margin: Option<Finite>,
    /// What the figures are really of, where another series is used for the row's own.
    pub proxy_for: Option<&'static str>,
    /// Why a test is still to be made of what the row shows.
    pub waits_for: Option<Awaited>,
    /// What a reader must know.
    pub cautions: Vec<Caution>,
}

impl Evidence {
    /// Evidence for `rule`, with nothing in it yet.
    #[must_use]
    pub fn for_rule(rule: Rule) -> Self {
        Self {
            rule,
            method: None,
            settings: Vec::new(),
            inputs: Vec::new(),
            further: Vec::new(),
            numbers: Vec::new(),
            n: None,
            interval: None,
            exhibit: None,
            statistic: None,
            p_value: None,
            variation: None,
            worst_case_margin: None,
            proxy_for: None,
            waits_for: None,
            cautions: Vec::new(),
        }
    }

    /// Adds an input.
    #[must_use]
    pub fn with_input(mut self, name: &'static str, observation: &Observation) -> Self {
        self.inputs.push(Input::new(name, observation));
        self
    }

    /// Adds figures that the finding rests on and that are not among its inputs.
    #[must_use]
    pub fn resting_on<'a>(mut self, figures: impl IntoIterator<Item = &'a Observation>) -> Self {
        for one in figures {
            let input = Input::new("", one);
            let known = self.inputs.iter().chain(&self.further);
            if known.clone().all(|known| known.subject != input.subject) {
                self.further.push(input);
            }
        }
        self
    }

    /// Draws `exhibit` of these figures, so that disclosure control knows of every one of them. An
    /// exhibit that draws months or areas of no figure that it names, or of an input, is not drawn.
    ///
    /// ```
    /// use panel_core::{Evidence, Exhibit, NamedCount, NamedCounts, Rule};
    ///
    /// let counts = vec![NamedCount { name: "others", count: 3 }];
    /// let exhibit = NamedCounts { period: "2014-07/2014-09".parse()?, counts };
    /// // Nothing says which figure it draws.
    /// let evidence = Evidence::for_rule(Rule::NoTest);
    /// assert_eq!(evidence.drawing(Some(Exhibit::NamedCounts(exhibit)), []).exhibit(), None);
    /// # Ok::<(), panel_core::PeriodError>(())
    /// ```
    #[must_use]
    pub fn drawing<'a>(
        self,
        exhibit: Option<Exhibit>,
        figures: impl IntoIterator<Item = &'a Observation>,
    ) -> Self {
        let mut evidence = self.resting_on(figures);
        let known: Vec<_> =
            evidence.inputs.iter().chain(&evidence.further).map(|one| &one.subject).collect();
        let declared = |exhibit: &Exhibit| {
            exhibit.draws().iter().all(|(area, period)| {
                let of_area = |one: &&&Subject| area.is_none_or(|area| *area == *one.area);
                known.iter().filter(of_area).any(|one| one.period == *period)
            })
        };
        let exhibit = exhibit.filter(declared);
        evidence.exhibit = exhibit;
        evidence
    }

    /// What an exhibit of the finding draws.
    #[must_use]
    pub fn exhibit(&self) -> Option<&Exhibit> {
        self.exhibit.as_ref()
    }

    /// Adds a number; a number that is not finite is left out, with a caution.
    #[must_use]
    pub fn with_number(mut self, name: &'static str, value: f64, decimals: usize) -> Self {
        match Finite::new(value) {
            Some(value) => self.numbers.push(Number { name, value, decimals }),
            None => self.cautions.push(Caution::NotComputed),
        }
        self
    }

    /// Whether the numbers behind the finding are withheld.
    #[must_use]
    pub fn is_withheld(&self) -> bool {
        self.cautions.iter().any(|one| matches!(one, Caution::Withheld | Caution::Rounded))
    }

    /// Whether a figure that the finding rests on is withheld, and not only rounded.
    #[must_use]
    pub fn rests_on_withheld(&self) -> bool {
        self.cautions.contains(&Caution::Withheld)
    }

    /// Adds a caution, once.
    #[must_use]
    pub fn with_caution(mut self, caution: Caution) -> Self {
        if !self.cautions.contains(&caution) {
            self.cautions.push(caution);
        }
        self
    }

    /// Adds the setting `name` of `plan.toml`, once.
    #[must_use]
    pub fn with_setting(mut self, name: &'static str, value: &dyn fmt::Display) -> Self {
        if self.settings.iter().all(|known| known.name != name) {
            self.settings.push(Setting { name, value: value.to_string() });
        }
        self
    }
}

/// With so many decimals, a half going away from zero, as everywhere in the paper.
fn half_away(value: f64, decimals: usize) -> String {
    let scale = 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
    let scaled = (value * scale).round() / scale;
    if scaled.is_finite() { format!("{scaled:.decimals$}") } else { format!("{value:.decimals$}") }
}
