//! A number by the fifteen digits that a spreadsheet works with, for exact shifts and roundings.

/// A number that is not negative: its digits without noughts at either end, and how many of them stand
/// before the point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Digits {
    digits: Vec<u8>,
    whole: i32,
}

/// The digits before the point, without noughts at their beginning, and those after it.
pub(super) struct Laid {
    pub(super) whole: String,
    pub(super) decimals: String,
}

impl Digits {
    /// Those of a number that is neither negative nor without end.
    pub(super) fn new(number: f64) -> Self {
        let written = format!("{number:.14e}");
        let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
        let digits = mantissa.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0');
        let mut all = Self { digits: digits.collect(), whole: exponent.parse().unwrap_or(0) + 1 };
        all.trim();
        all
    }

    fn trim(&mut self) {
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        let noughts = self.digits.iter().take_while(|digit| **digit == 0).count();
        self.digits.drain(..noughts);
        self.whole -= i32::try_from(noughts).unwrap_or(0);
        if self.digits.is_empty() {
            self.whole = 0;
        }
    }

    /// How many digits stand before the point; less than nought for noughts after it.
    pub(super) fn whole(&self) -> i32 {
        self.whole
    }

    /// With the point so many places further to the right.
    pub(super) fn shifted(mut self, places: i32) -> Self {
        if !self.digits.is_empty() {
            self.whole = self.whole.saturating_add(places);
        }
        self
    }

    /// With so many decimals, a half rounded away from nought.
    pub(super) fn rounded(&self, decimals: usize) -> Laid {
        let places = i32::try_from(decimals).unwrap_or(i32::MAX);
        let kept = self.whole.saturating_add(places);
        let mut digits = self.digits.clone();
        let mut whole = self.whole;
        if let Ok(kept) = usize::try_from(kept) {
            let up = digits.get(kept).is_some_and(|digit| *digit >= 5);
            digits.truncate(kept);
            if up {
                // One more than nines is one more digit.
                while digits.last() == Some(&9) {
                    digits.pop();
                }
                if let Some(last) = digits.last_mut() {
                    *last += 1;
                } else {
                    digits.push(1);
                    whole += 1;
                }
            }
        } else {
            digits.clear();
        }
        let letter = |place: i32| {
            let digit = usize::try_from(place).ok().and_then(|place| digits.get(place));
            char::from(b'0' + digit.copied().unwrap_or(0))
        };
        Laid {
            whole: (0..whole).map(letter).collect(),
            decimals: (whole..whole.saturating_add(places)).map(letter).collect(),
        }
    }
}
