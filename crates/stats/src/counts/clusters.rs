//! How much more than Poisson's a count varies whose events come from few people.

use crate::counts::rates::{CountMethod, RateInterval, byar, rate_interval};
use crate::counts::{Counted, Dispersion};
use crate::normal::multiple_for;
use crate::number::real;
use crate::{Interval, StatsError};

/// The fewest clusters at which their dispersion is believed.
pub const FEWEST_CLUSTERS: usize = 12;

/// The dispersion of a total whose events come in clusters, such as the events of one person; `None`
/// with fewer than [`FEWEST_CLUSTERS`], or if nothing was counted.
///
/// Formula: for cluster i with yᵢ events over an exposure eᵢ, r = Σyᵢ/Σeᵢ and
/// φ = n/(n − 1)·Σ(yᵢ − r·eᵢ)²/Σyᵢ, held at 1 from below; without units. It is the variance of a ratio
/// of two sums over the one that the rate would have if its events were Poisson: 1 if nobody is prone
/// to more events than others, and more if few people have most of them.
///
/// # Errors
///
/// [`StatsError::DispersionOutOfRange`] if the counts are so large that φ is not finite.
///
/// # Source
///
/// Cochran 1977 (the variance of a ratio); Kish 1965 (its share of a simple one).
///
/// ```
/// use panel_stats::counts::{Counted, clusters::dispersion_of_clusters};
///
/// // Twelve people, a month each: two of them have all twelve events.
/// let of = |events| Counted::new(events, 1.0);
/// let mut people = vec![of(0)?; 10];
/// people.extend([of(6)?, of(6)?]);
/// let dispersion = dispersion_of_clusters(&people)?.expect("enough people");
/// assert_eq!(format!("{:.3}", dispersion.factor()), "5.455");
/// assert_eq!(dispersion_of_clusters(&people[1..])?, None);
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
pub fn dispersion_of_clusters(clusters: &[Counted]) -> Result<Option<Dispersion>, StatsError> {
    let events: f64 = clusters.iter().map(|one| real(one.count())).sum();
    let exposure: f64 = clusters.iter().map(|one| one.exposure()).sum();
    let n = clusters.len();
    if n < FEWEST_CLUSTERS || events == 0.0 {
        return Ok(None);
    }
    let rate = events / exposure;
    let departure = |one: &Counted| (real(one.count()) - rate * one.exposure()).powi(2);
    let departures: f64 = clusters.iter().map(departure).sum();
    let n = real(n as u64);
    Dispersion::new((n / (n - 1.0) * departures / events).max(1.0)).map(Some)
}

/// A rate and its interval, where the events come in clusters: [`rate_interval`] with φ as 1, and Byar's
/// with z√φ in place of z where φ is above 1.
///
/// # Errors
///
/// [`StatsError::ConfidenceOutOfRange`] as for [`rate_interval`]; [`StatsError::MultipleOutOfRange`] if
/// z√φ is above [`LARGEST_Z`](crate::normal::LARGEST_Z), with φ in the hundreds.
///
/// # Source
///
/// As for [`rate_interval`]; φ as in `McCullagh` & Nelder 1989.
///
/// ```
/// use panel_stats::counts::clusters::rate_interval_of_clusters;
/// use panel_stats::counts::{Counted, Dispersion};
///
/// // 60 events in 1,200 months.
/// let of = |dispersion| rate_interval_of_clusters(Counted::new(60, 1200.0)?, dispersion, 0.95);
/// let (even, clustered) = (of(Dispersion::POISSON)?, of(Dispersion::new(3.0)?)?);
/// assert_eq!(format!("{:.3} to {:.3}", even.interval.low(), even.interval.high()), "0.038 to 0.064");
/// assert!(clustered.interval.low() < even.interval.low());
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
pub fn rate_interval_of_clusters(
    counted: Counted,
    dispersion: Dispersion,
    confidence: f64,
) -> Result<RateInterval, StatsError> {
    if dispersion == Dispersion::POISSON {
        return rate_interval(counted, confidence);
    }
    let events = byar(counted.count(), multiple_for(confidence)? * dispersion.factor().sqrt())?;
    let exposure = counted.exposure();
    Ok(RateInterval {
        method: CountMethod::Byar,
        rate: counted.rate(),
        interval: Interval::new(events.low() / exposure, events.high() / exposure)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(clusters: &[(u64, f64)]) -> Option<f64> {
        let clusters: Vec<_> = clusters
            .iter()
            .map(|(count, exposure)| Counted::new(*count, *exposure).expect("an exposure"))
            .collect();
        dispersion_of_clusters(&clusters).expect("finite").map(Dispersion::factor)
    }

    #[test]
    fn events_that_everybody_has_alike_vary_no_more_than_poissons() {
        assert_eq!(found(&[(2, 3.0); 12]), Some(1.0));
    }

    #[test]
    fn it_is_the_variance_of_a_ratio_over_poissons() {
        // r = 18/36 = 0.5; departures 6 × (0 − 1)² + 3 × (6 − 2)² + 3 × (0 − 2)² = 66; n = 12.
        let mut people = vec![(0, 2.0); 6];
        people.extend([(6, 4.0); 3]);
        people.extend([(0, 4.0); 3]);
        let phi = found(&people).expect("enough");
        assert!((phi - 12.0 / 11.0 * 66.0 / 18.0).abs() < 1e-12, "{phi}");
    }

    #[test]
    fn the_unit_of_the_exposure_does_not_matter() {
        let people = |unit: f64| {
            let one = |index: u32| (u64::from(index % 4), unit * f64::from(index + 1));
            found(&(0..20).map(one).collect::<Vec<_>>()).expect("enough")
        };
        assert!((people(1.0) - people(30.4375)).abs() < 1e-9);
    }

    #[test]
    fn too_few_people_and_nothing_counted_leave_it_unknown() {
        assert_eq!(found(&[(1, 1.0); 11]), None);
        assert_eq!(found(&[(0, 1.0); 12]), None);
        assert_eq!(found(&[]), None);
    }

    #[test]
    fn whatever_the_counts_it_is_finite_or_refused() {
        let of = |count| Counted::new(count, 1e-9).expect("an exposure");
        let mut people = vec![of(0); 11];
        people.push(of(u64::MAX));
        assert!(dispersion_of_clusters(&people).is_ok_and(|phi| phi.is_some()));
    }
}
