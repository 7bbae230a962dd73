//! Can a printed percentage come from whole numbers?
//!
//! All arithmetic is on integers, so an exact tie is seen as one.

use std::ops::RangeInclusive;

use serde::Serialize;

use crate::StatsError;
use crate::proportions::proportion::Proportion;

/// The most decimals a printed percentage may have: its products then fit 128 bits with any
/// 64-bit count.
pub const MOST_DECIMALS: u8 = 12;

/// A percentage as it was printed: its digits without the point, and how many stand after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PrintedPercentage {
    digits: u64,
    decimals: u8,
}

impl PrintedPercentage {
    /// digits/10^`decimals` percent: 375 with 1 decimal is 37.5%; 40 with 1 decimal is 4.0%.
    ///
    /// # Errors
    ///
    /// [`StatsError::TooManyDecimals`] above [`MOST_DECIMALS`];
    /// [`StatsError::AboveOneHundredPercent`] above 100%.
    pub const fn new(digits: u64, decimals: u8) -> Result<Self, StatsError> {
        if decimals > MOST_DECIMALS {
            return Err(StatsError::TooManyDecimals(decimals));
        }
        let printed = Self { digits, decimals };
        if digits as u128 > printed.one_hundred() {
            return Err(StatsError::AboveOneHundredPercent { digits, decimals });
        }
        Ok(printed)
    }

    /// 100% in units of the last printed digit.
    const fn one_hundred(self) -> u128 {
        100 * 10_u128.pow(self.decimals as u32)
    }
}

/// The two whole-number shares on either side of a printed percentage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Neighbours {
    /// The greatest share not above the printed one.
    pub below: Proportion,
    /// The smallest share not below the printed one; equal to `below` if one is exactly it.
    pub above: Proportion,
}

/// The counts out of `out_of` that round to the printed percentage, or `None` if none does.
///
/// Formula: the whole k, 0 ≤ k ≤ n, with |100k/n − printed| ≤ half a unit of the last printed
/// digit. An exact tie is accepted in both directions (62.5 as 63 and as 62), because publishers
/// differ in how they round one.
///
/// # Errors
///
/// [`StatsError::NoTrials`] if `out_of` is 0.
///
/// # Source
///
/// Brown & Heathers 2017 (the GRIM test).
///
/// ```
/// use panel_stats::proportions::whole_number::{PrintedPercentage, counts_giving};
///
/// let printed = PrintedPercentage::new(375, 1)?;
/// assert_eq!(counts_giving(printed, 64)?, Some(24..=24));
/// assert_eq!(counts_giving(printed, 65)?, None);
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
pub fn counts_giving(
    printed: PrintedPercentage,
    out_of: u64,
) -> Result<Option<RangeInclusive<u64>>, StatsError> {
    if out_of == 0 {
        return Err(StatsError::NoTrials);
    }
    // In half units of the last digit: (2·digits − 1)·n ≤ 2·one_hundred·k ≤ (2·digits + 1)·n.
    let (all, doubled) = (u128::from(out_of), 2 * u128::from(printed.digits));
    let step = 2 * printed.one_hundred();
    let fewest = (doubled.saturating_sub(1) * all).div_ceil(step);
    let most = ((doubled + 1) * all / step).min(all);
    if fewest > most {
        return Ok(None);
    }
    Ok(Some(within(fewest, out_of)..=within(most, out_of)))
}

/// The two whole-number shares of `out_of` around the printed percentage, for saying what it
/// might have been.
///
/// Formula: k = ⌊n·printed/100⌋ and ⌈n·printed/100⌉, each out of n.
///
/// # Errors
///
/// [`StatsError::NoTrials`] if `out_of` is 0.
///
/// ```
/// use panel_stats::proportions::whole_number::{PrintedPercentage, nearest};
///
/// let around = nearest(PrintedPercentage::new(375, 1)?, 65)?;
/// assert_eq!(format!("{:.1}", around.below.percentage()), "36.9");
/// assert_eq!(format!("{:.1}", around.above.percentage()), "38.5");
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
pub fn nearest(printed: PrintedPercentage, out_of: u64) -> Result<Neighbours, StatsError> {
    let product = u128::from(printed.digits) * u128::from(out_of);
    let step = printed.one_hundred();
    Ok(Neighbours {
        below: Proportion::new(within(product / step, out_of), out_of)?,
        above: Proportion::new(within(product.div_ceil(step), out_of), out_of)?,
    })
}

/// `count` as 64 bits. No caller exceeds `most`; were one to, it would be held there.
fn within(count: u128, most: u64) -> u64 {
    u64::try_from(count).map_or(most, |count| count.min(most))
}
