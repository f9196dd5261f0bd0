//! A bar per stage on a terminal, nothing elsewhere.

use std::sync::Mutex;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use atodds::pipeline::{Progress, Stage};

/// How often a bar without steps moves.
const TICK: Duration = Duration::from_millis(100);

/// The bar of the stage that runs. indicatif draws to standard error, and only on a terminal.
#[derive(Debug, Default)]
pub struct Bars(Mutex<Option<ProgressBar>>);

impl Bars {
    fn with(&self, act: impl FnOnce(&ProgressBar)) {
        if let Ok(bar) = self.0.lock()
            && let Some(bar) = &*bar
        {
            act(bar);
        }
    }
}

impl Progress for Bars {
    fn start(&self, stage: Stage, steps: usize) {
        let (bar, template) = match steps {
            0 => (ProgressBar::new_spinner(), "{spinner} {msg}"),
            _ => (ProgressBar::new(steps as u64), "{bar:30} {pos}/{len} {msg}"),
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(stage.doing());
        if steps == 0 && !bar.is_hidden() {
            bar.enable_steady_tick(TICK);
        }
        if let Ok(mut current) = self.0.lock() {
            *current = Some(bar);
        }
    }

    fn advance(&self) {
        self.with(|bar| bar.inc(1));
    }

    fn finish(&self) {
        self.with(ProgressBar::finish_and_clear);
    }
}
