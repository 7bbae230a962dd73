//! What is being done, for those who wait at a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A line on standard error that says what is being done; nothing where that is no terminal.
pub(crate) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// Begins with `stage`.
    pub(crate) fn begin(stage: &'static str) -> Self {
        let bar = ProgressBar::new_spinner();
        bar.enable_steady_tick(Duration::from_millis(100));
        bar.set_message(stage);
        Self { bar }
    }

    /// Goes on to `stage`.
    pub(crate) fn stage(&self, stage: &'static str) {
        self.bar.set_message(stage);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// How many things of how many are done, shown on standard error once that takes a while; nothing
/// where that is no terminal.
pub(crate) struct Counted {
    bar: ProgressBar,
}

/// What is done sooner than this needs no bar.
const A_WHILE: Duration = Duration::from_secs(1);

impl Counted {
    /// Begins with nothing done of what `doing` says.
    pub(crate) fn begin(doing: &'static str) -> Self {
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {bar:30} {pos} of {len}") {
            bar.set_style(style);
        }
        bar.set_message(doing);
        Self { bar }
    }

    /// Shows that `done` of `all` are done; what was reached once is not taken back.
    pub(crate) fn show(&self, done: usize, all: usize) {
        if self.bar.is_hidden() && self.bar.elapsed() > A_WHILE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_length(all as u64);
        self.bar.set_position(self.bar.position().max(done as u64));
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
