//! What is being done, for those who wait at a terminal.

use std::time::Duration;

use indicatif::ProgressBar;

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
