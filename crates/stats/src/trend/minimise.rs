//! The smallest value of a function in a box: no derivatives, no random numbers.

/// Grid points along each side of the box.
const GRID: usize = 6;

/// How many of the best grid points are searched from.
const STARTS: usize = 4;

/// The search stops once its step is this share of the box's side.
const FINEST: f64 = 1e-8;

/// The most sweeps of one search.
const MOST_SWEEPS: u32 = 4_000;

/// Where `objective` is smallest within `bounds`, one pair (low, high) a variable.
///
/// A coarse grid (6 points a side, at the middles of its cells), then the pattern search of
/// Hooke & Jeeves 1961 from the best four of its points: try each variable a step up and down,
/// and where that helped, the same move again; halve the step where nothing helps, down to 1e-8
/// of the side. Values that are not numbers count as infinite. Ties go to the point found first,
/// so the answer is the same on every run.
pub(super) fn minimise(bounds: &[(f64, f64)], objective: impl Fn(&[f64]) -> f64) -> Vec<f64> {
    // In the unit box, so that sides of every length are searched alike.
    let place = |unit: &[f64]| -> Vec<f64> {
        unit.iter().zip(bounds).map(|(u, (low, high))| low + u * (high - low)).collect()
    };
    let cost = |unit: &[f64]| {
        let cost = objective(&place(unit));
        if cost.is_nan() { f64::INFINITY } else { cost }
    };

    let mut starts: Vec<(f64, Vec<f64>)> =
        grid(bounds.len()).into_iter().map(|point| (cost(&point), point)).collect();
    starts.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let found = starts.into_iter().take(STARTS).map(|start| search(start, &cost));
    let best = found.min_by(|(a, _), (b, _)| a.total_cmp(b));
    best.map_or_else(Vec::new, |(_, point)| place(&point))
}

/// The middles of the grid's cells in the unit box.
fn grid(variables: usize) -> Vec<Vec<f64>> {
    #[expect(clippy::cast_precision_loss, reason = "six small numbers")]
    let side = (0..GRID).map(|cell| (cell as f64 + 0.5) / GRID as f64);
    (0..variables).fold(vec![Vec::new()], |points, _| {
        points
            .iter()
            .flat_map(|point| side.clone().map(move |next| [point.as_slice(), &[next]].concat()))
            .collect()
    })
}

/// Hooke and Jeeves from one start.
fn search(
    (mut cost_here, mut here): (f64, Vec<f64>),
    cost: &impl Fn(&[f64]) -> f64,
) -> (f64, Vec<f64>) {
    let mut step = 0.25;
    for _ in 0..MOST_SWEEPS {
        let (tried_cost, tried) = explore(cost_here, &here, step, cost);
        if tried_cost < cost_here {
            // The same move once more, and explored from there.
            let further: Vec<f64> =
                here.iter().zip(&tried).map(|(a, b)| (2.0 * b - a).clamp(0.0, 1.0)).collect();
            let from_further = explore(cost(&further), &further, step, cost);
            (cost_here, here) =
                if from_further.0 < tried_cost { from_further } else { (tried_cost, tried) };
        } else if step > FINEST {
            step /= 2.0;
        } else {
            break;
        }
    }
    (cost_here, here)
}

/// The best of one step up or down in each variable in turn.
fn explore(
    mut cost_here: f64,
    from: &[f64],
    step: f64,
    cost: &impl Fn(&[f64]) -> f64,
) -> (f64, Vec<f64>) {
    let mut here = from.to_vec();
    for variable in 0..here.len() {
        let stood = here[variable];
        for moved in [(stood + step).min(1.0), (stood - step).max(0.0)] {
            here[variable] = moved;
            let tried = cost(&here);
            if tried < cost_here {
                cost_here = tried;
                break;
            }
            here[variable] = stood;
        }
    }
    (cost_here, here)
}

#[cfg(test)]
mod tests {
    use super::minimise;

    #[test]
    fn a_narrow_valley_and_a_corner() {
        let valley = minimise(&[(-2.0, 2.0), (-1.0, 3.0)], |x| {
            (1.0 - x[0]).powi(2) + 100.0 * (x[1] - x[0] * x[0]).powi(2)
        });
        assert!((valley[0] - 1.0).abs() < 1e-4 && (valley[1] - 1.0).abs() < 1e-4, "{valley:?}");
        let corner = minimise(&[(0.0, 1.0), (0.8, 0.98)], |x| x[0] - x[1]);
        assert!(corner[0].abs() < 1e-12 && (corner[1] - 0.98).abs() < 1e-12, "{corner:?}");
    }
}
