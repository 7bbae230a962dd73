//! A sample that anyone can draw again.

use sha2::{Digest as _, Sha256};

/// The first `size` of these keys in the order that the seed gives them; all, where there are fewer.
///
/// The order is that of the SHA-256 of the seed, a line feed and the key, so that no random number is
/// needed: `printf 'SEED\nKEY' | sha256sum` gives a key its place. It depends neither on the order in
/// which the keys are given nor on the others among them, and a larger sample holds every smaller one.
/// Whoever could choose the seed after seeing the keys could choose the sample: it is to be fixed
/// before.
///
/// ```
/// use panel_stats::sampling::draw;
///
/// assert_eq!(draw("2025-26-q2", &["a", "b", "c", "d"], 2), draw("2025-26-q2", &["d", "c", "b", "a"], 2));
/// assert_eq!(draw("2025-26-q2", &["a", "b"], 9).len(), 2);
/// ```
#[must_use]
pub fn draw<'k>(seed: &str, keys: &[&'k str], size: u64) -> Vec<&'k str> {
    let mut placed: Vec<_> = keys.iter().map(|key| (place(seed, key), *key)).collect();
    placed.sort_unstable();
    placed.dedup();
    placed.truncate(usize::try_from(size).unwrap_or(usize::MAX));
    placed.into_iter().map(|(_, key)| key).collect()
}

fn place(seed: &str, key: &str) -> [u8; 32] {
    Sha256::new().chain_update(seed).chain_update("\n").chain_update(key).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Vec<String> {
        (0..200).map(|number| format!("{number:016x}")).collect()
    }

    fn drawn(seed: &str, size: u64) -> Vec<String> {
        let keys = keys();
        let keys: Vec<_> = keys.iter().map(String::as_str).collect();
        draw(seed, &keys, size).into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn the_same_seed_draws_the_same_and_another_seed_another() {
        assert_eq!(drawn("one", 20), drawn("one", 20));
        assert_ne!(drawn("one", 20), drawn("two", 20));
    }

    #[test]
    fn the_order_is_that_of_the_sha_256_of_seed_line_feed_and_key() {
        // printf 'one\n%s' KEY | sha256sum, sorted.
        assert_eq!(drawn("one", 3), PLACES);
    }

    const PLACES: [&str; 3] = ["0000000000000031", "0000000000000085", "0000000000000065"];

    #[test]
    fn a_larger_sample_holds_every_smaller_one_and_nothing_twice() {
        let all = drawn("one", 200);
        assert_eq!(drawn("one", 50), all[..50]);
        let mut sorted = all.clone();
        sorted.sort();
        assert_eq!(sorted, keys());
        assert_eq!(draw("one", &["a", "a", "b"], 3).len(), 2);
    }

    #[test]
    fn nothing_and_more_than_all_can_be_asked() {
        assert_eq!(drawn("one", 0), Vec::<String>::new());
        assert_eq!(drawn("one", u64::MAX).len(), 200);
        assert_eq!(draw("one", &[], 3), Vec::<&str>::new());
    }

    #[test]
    fn each_key_is_drawn_about_as_often_as_another() {
        // 300 samples of 20 of 200: a tenth each, within five standard errors.
        let mut drawn_times = std::collections::BTreeMap::new();
        for seed in 0..300 {
            for key in drawn(&seed.to_string(), 20) {
                *drawn_times.entry(key).or_insert(0_u32) += 1;
            }
        }
        assert!(drawn_times.values().all(|times| (4..=56).contains(times)), "{drawn_times:?}");
    }
}
