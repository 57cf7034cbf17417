//! What signals do.

use std::path::Path;
use std::sync::{Arc, Once, mpsc};
use std::thread;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
use signal_hook::iterator::Signals;
use signal_hook::{flag, low_level};

use super::litter;
use crate::walk;

/// Makes of SIGXFSZ, which would end the process, what the write says that caused it.
pub(super) fn outlive_limits() {
    _ = flag::register(SIGXFSZ, Arc::default());
}

/// From the first draft or line on a terminal on, Ctrl-C and `kill` take the drafts away and let the
/// line end; then the signal does what it does without us, so that whoever waits for the process sees
/// which one it was.
pub(super) fn heed() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let (ready, wait) = mpsc::channel();
        let watch = move || {
            // Where there is no thread for it, the next run takes the drafts away.
            let Ok(mut signals) = Signals::new(heeded()) else { return };
            _ = ready.send(());
            for signal in signals.forever() {
                let _quiet = litter::leave();
                _ = low_level::emulate_default_handler(signal);
            }
        };
        let watching = thread::Builder::new().name("signals".to_owned()).spawn(watch).is_ok();
        // No draft is there before somebody would take it away.
        _ = watching.then(|| wait.recv());
    });
}

/// The signals that end a run, but for those that whoever started it wants to pass by, as nohup(1)
/// and a shell for its jobs in the background do. Where the system does not say, nohup is believed.
fn heeded() -> Vec<i32> {
    let status = walk::text(Path::new("/proc/self/status")).unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    let is_heeded =
        |signal: &i32| mask.map_or(*signal != SIGHUP, |mask| mask >> (signal - 1) & 1 == 0);
    [SIGINT, SIGTERM, SIGHUP].into_iter().filter(is_heeded).collect()
}
