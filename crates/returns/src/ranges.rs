//! Figures outside what their series can be, and figures so far from their baseline that they are probably
//! in another unit.

use std::collections::{BTreeMap, BTreeSet};

use panel_core::{
    Fault, FaultCode, FewFaults, Need, Observation, Period, Quantity, ReturnKind, Returns, Scale,
    SourceText, Terms, Unit, code,
};
use rust_decimal::Decimal;

/// A figure so many times another is told: a unit is a hundred or more times the next, and a figure may
/// have changed by half besides.
const TIMES: u32 = 50;

/// Of counts that are all below this one may be many times another.
const MANY: u32 = 1_000;

/// Figures of one series in one area.
type Group<'a> = Vec<&'a Observation>;

/// Notes figures that cannot be what they say, and those that are unlike the others of their series.
pub(crate) fn check(
    terms: &Terms,
    needs: &[Need],
    returns: &Returns,
    sources: &[SourceText],
    faults: &mut Vec<Fault>,
) {
    let scales = scales(needs);
    let mut groups: BTreeMap<(ReturnKind, &str, &str), Group<'_>> = BTreeMap::new();
    let mut few = FewFaults::from(faults);
    let mut tell = |one: &Observation, found: Option<Found>| {
        let source = sources.iter().find(|source| *source.path == *one.source.file);
        let (Some(found), Some(source)) = (found, source) else { return false };
        let line = source.line(one.source.line);
        let fault =
            Fault::at(found.code, source, line, found.message, found.remedy).naming(&one.series);
        few.keep(faults);
        faults.push(if found.is_warning { fault.as_warning() } else { fault });
        true
    };
    // What was counted from records has their slips.
    let mut in_pounds_told = BTreeSet::new();
    for (_, one) in returns.observations() {
        if tell(one, in_pounds(one)) {
            in_pounds_told.insert((&*one.source.file, one.source.line));
        }
    }
    for (kind, one) in returns.observations().filter(|(_, one)| one.is_returned()) {
        let scale = scales.get(&(kind, &*one.series)).copied().unwrap_or(Scale::Any);
        if kind == ReturnKind::Figures && tell(one, beyond(scale, one)) {
            continue;
        }
        if !matches!(kind, ReturnKind::Words | ReturnKind::Positions) {
            groups.entry((kind, &one.series, &one.area)).or_default().push(one);
        }
    }
    for ((kind, series, _), group) in &groups {
        let scale = scales.get(&(*kind, *series)).copied().unwrap_or(Scale::Any);
        let Some(baseline) = baseline(group, terms.baseline()) else { continue };
        let usual = usual(*kind, scale, group, baseline);
        let told =
            |one: &&&Observation| in_pounds_told.contains(&(&*one.source.file, one.source.line));
        for one in group.iter().filter(|one| !told(one)) {
            let found = other_unit(baseline, one)
                .or_else(|| unlike(*kind, scale, usual, one))
                .or_else(|| fraction(*kind, scale, group, one));
            tell(one, found);
        }
    }
}

/// What is wrong with a figure.
struct Found {
    code: FaultCode,
    message: String,
    remedy: String,
    is_warning: bool,
}

/// What the figures of each series are measured in, as far as a row says.
fn scales(needs: &[Need]) -> BTreeMap<(ReturnKind, &'static str), Scale> {
    let said = needs.iter().filter(|need| need.series.scale() != Scale::Any);
    said.map(|need| ((need.kind, need.series.id()), need.series.scale())).collect()
}

/// A figure that is in another unit than its series, or outside what it can be.
fn beyond(scale: Scale, one: &Observation) -> Option<Found> {
    if let Some(unit) = scale.unit().filter(|unit| *unit != one.value.unit()) {
        return Some(Found {
            code: code!("returns::wrong_unit"),
            message: format!(
                "`{}` has the unit `{}`, and is measured in `{}`",
                one.series,
                name(one.value.unit()),
                name(unit)
            ),
            remedy: "correct the unit or the figure".to_owned(),
            is_warning: false,
        });
    }
    let limits = scale.exceeded(&one.value)?;
    Some(Found {
        code: code!("returns::out_of_range"),
        message: format!("`{}` is {}, which is not between {limits}", one.series, one.value),
        remedy: "correct the figure".to_owned(),
        is_warning: false,
    })
}

/// The figure of the baseline; where there is none, the first.
fn baseline<'a>(group: &Group<'a>, period: Period) -> Option<&'a Observation> {
    let at_baseline = group.iter().find(|one| one.period == period);
    at_baseline.or_else(|| group.iter().min_by_key(|one| one.period)).copied()
}

/// The figure that the others are held against: the baseline, unless it is the one that is unlike most
/// others, or a part of one where the only other is a percentage.
fn usual<'a>(
    kind: ReturnKind,
    scale: Scale,
    group: &Group<'a>,
    baseline: &'a Observation,
) -> &'a Observation {
    let unlike = |one: &&Observation| unlike(kind, scale, baseline, one).is_some();
    let first_unlike = group.iter().copied().find(unlike);
    let is_part = |one: &Observation| {
        is_share(kind, scale, one)
            && one.value.number().is_some_and(|number| number <= Decimal::ONE)
    };
    match first_unlike {
        Some(other) if 2 * group.iter().filter(|one| unlike(one)).count() > group.len() - 1 => {
            if group.len() > 2 || is_part(baseline) {
                other
            } else {
                baseline
            }
        }
        _ => baseline,
    }
}

/// A figure in another unit than its baseline.
fn other_unit(baseline: &Observation, one: &Observation) -> Option<Found> {
    let (unit, other) = (one.value.unit(), baseline.value.unit());
    (unit != other).then(|| Found {
        code: code!("returns::units_differ"),
        message: format!(
            "`{}` has the unit `{}` here, and `{}` at {}",
            one.series,
            name(unit),
            name(other),
            baseline.source
        ),
        remedy: "give both in one unit".to_owned(),
        is_warning: false,
    })
}

/// A figure that is many times its baseline, or a small part of it.
fn unlike(
    kind: ReturnKind,
    scale: Scale,
    baseline: &Observation,
    one: &Observation,
) -> Option<Found> {
    if !is_amount(kind, scale, one) || baseline.period.months() != one.period.months() {
        return None;
    }
    let (before, now) = (baseline.value.number()?.abs(), one.value.number()?.abs());
    let (less, more) = (before.min(now), before.max(now));
    let times = Decimal::from(TIMES);
    if less.is_zero() || more < less.checked_mul(times)? {
        return None;
    }
    if matches!(one.value, Quantity::Count(_)) && more < Decimal::from(MANY) {
        return None;
    }
    let far = if now > before { "more than fifty times" } else { "less than a fiftieth of" };
    let message = format!(
        "`{}` is {} for {}, {far} the {} for {} at {}",
        one.series, one.value, one.period, baseline.value, baseline.period, baseline.source
    );
    let meant = now.checked_mul(Decimal::ONE_HUNDRED)?.normalize();
    let remedy = if is_share(kind, scale, one) && now <= Decimal::ONE {
        format!("see whether {meant}% is meant")
    } else {
        "see whether one of the two is in another unit".to_owned()
    };
    Some(Found { code: code!("returns::unlike_baseline"), message, remedy, is_warning: true })
}

/// The last share of those that are at most one per cent all of them: perhaps parts of one.
fn fraction(kind: ReturnKind, scale: Scale, group: &Group<'_>, one: &Observation) -> Option<Found> {
    let is_last = group.iter().all(|other| other.period <= one.period);
    let all_are =
        group.iter().all(|other| other.value.number().is_some_and(|all| all <= Decimal::ONE));
    let number = one.value.number().filter(|_| is_last && all_are && is_share(kind, scale, one))?;
    if number.is_zero() || number > Decimal::ONE {
        return None;
    }
    let meant = number.checked_mul(Decimal::ONE_HUNDRED)?.normalize();
    Some(Found {
        code: code!("returns::unlike_share"),
        message: format!("`{}` is {number}%", one.series),
        remedy: format!("see whether {meant}% is meant"),
        is_warning: true,
    })
}

/// So many millions of pounds are more than any force has: pounds or thousands were meant.
const MOST_MILLIONS: i64 = 10_000;

/// Money that is more than any force has.
fn in_pounds(one: &Observation) -> Option<Found> {
    let Quantity::Money(_) = one.value else { return None };
    let number = one.value.number()?;
    if number.abs() < Decimal::from(MOST_MILLIONS) {
        return None;
    }
    Some(Found {
        code: code!("returns::unlike_money"),
        message: format!("`{}` is {}, more than any force has", one.series, one.value),
        remedy: "see whether the figure is in pounds; give it in millions".to_owned(),
        is_warning: true,
    })
}

/// Whether a figure is a share of a hundred.
fn is_share(kind: ReturnKind, scale: Scale, one: &Observation) -> bool {
    matches!(one.value, Quantity::Percentage(_))
        || kind == ReturnKind::Figures && scale == Scale::Share
}

/// Whether a figure is an amount, and not a change, which may be many times another.
fn is_amount(kind: ReturnKind, scale: Scale, one: &Observation) -> bool {
    match one.value {
        Quantity::Count(_) | Quantity::Money(_) | Quantity::Percentage(_) => true,
        Quantity::PercentChange(_) => kind == ReturnKind::Figures && scale == Scale::Share,
        _ => false,
    }
}

/// A unit as a row writes it.
fn name(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "count",
        Unit::Percent => "percent",
        Unit::Points => "points",
        Unit::MillionPounds => "million_pounds",
        Unit::Place => "place",
        Unit::Stars => "stars",
        Unit::Number => "number",
        Unit::Words => "words",
    }
}
