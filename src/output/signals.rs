//! What signals do.

use std::sync::{Arc, Once};
use std::thread;

use signal_hook::consts::{SIGINT, SIGTERM, SIGXFSZ};
use signal_hook::iterator::Signals;
use signal_hook::{flag, low_level};

use super::litter;

/// Makes of SIGXFSZ, which would end the process, what the write says that caused it.
pub(super) fn outlive_limits() {
    _ = flag::register(SIGXFSZ, Arc::default());
}

/// From the first draft on, Ctrl-C and `kill` take the drafts away; then the signal does what it
/// does without us, so that whoever waits for the process sees which one it was.
pub(super) fn heed() {
    static ONCE: Once = Once::new();
    let wait = || {
        // Where there is no thread for it, the next run takes the drafts away.
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
        for signal in signals.forever() {
            let _quiet = litter::leave();
            _ = low_level::emulate_default_handler(signal);
        }
    };
    ONCE.call_once(|| _ = thread::Builder::new().name("signals".to_owned()).spawn(wait));
}
