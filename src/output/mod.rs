//! The only place that prints, asks or writes files.

mod draft;
mod former;
mod litter;
#[cfg(unix)]
mod signals;

use std::io::{self, BufRead, ErrorKind, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::failure::{Failure, Result};
use crate::plain::harmless;

pub use draft::{Mend, make_folder, mend_all, write, write_all, write_new};
pub use former::remove;

/// What messages call stdout.
const STDOUT: &str = "to the standard output";

/// Whether the reader of stdout has gone away.
static CUT: AtomicBool = AtomicBool::new(false);

/// What the process does before anything else: a file that grows beyond the limit of the user is
/// from now on a failure of the write, and not the end by a signal with half of it written.
pub fn prepare() {
    #[cfg(unix)]
    signals::outlive_limits();
}

/// Prints to stdout. A reader that has gone away (`| head`) is no failure: the work goes on, and
/// [`is_cut`] says it in the end.
pub fn print(text: &str) -> Result<()> {
    let mut stdout = io::stdout().lock();
    let written = if stdout.is_terminal() {
        // Into a file everything goes as it is; what a terminal obeys is not for content to say.
        by_lines(&mut stdout, &harmless(text))
    } else {
        stdout.write_all(text.as_bytes())
    };
    printed(written.and_then(|()| stdout.flush()))
}

/// Writes to a terminal so that Ctrl-C comes between two lines, and no colour stays on.
fn by_lines(terminal: &mut impl Write, text: &str) -> io::Result<()> {
    #[cfg(unix)]
    signals::heed();
    text.split_inclusive('\n').try_for_each(|line| {
        let _quiet = litter::quiet();
        terminal.write_all(line.as_bytes())
    })
}

/// What it means that something was printed to stdout, or was not.
pub fn printed(result: io::Result<()>) -> Result<()> {
    match result {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => {
            CUT.store(true, Ordering::Relaxed);
            Ok(())
        }
        Err(error) => Err(Failure::stream("write", STDOUT, &error)),
        Ok(()) => Ok(()),
    }
}

/// Whether the reader of stdout went away before it had all.
pub fn is_cut() -> bool {
    CUT.load(Ordering::Relaxed)
}

/// Prints a line to stderr: counts, progress, what was chosen.
pub fn note(line: &str) {
    // Where stderr is closed, there is nobody to tell.
    _ = writeln!(io::stderr().lock(), "{}", harmless(line));
}

/// Whether there is somebody to ask.
pub fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks on stderr for a line; none if the input has ended.
pub fn ask(question: &str) -> Result<Option<String>> {
    let mut stderr = io::stderr().lock();
    _ = write!(stderr, "{question}: ").and_then(|()| stderr.flush());
    let mut line = String::new();
    match io::stdin().lock().read_line(&mut line) {
        Ok(0) => {
            _ = writeln!(stderr);
            Ok(None)
        }
        Ok(_) => Ok(Some(line.trim().to_owned())),
        Err(error) => Err(Failure::stream("read", "from the standard input", &error)),
    }
}

/// Shows on a terminal how far a long work is, on one line that the next call writes over; `done`
/// equal to `of` wipes it out. Elsewhere than on a terminal that can wipe it says nothing.
pub fn progress(what: &str, done: usize, of: usize) {
    /// Short work needs no progress, and a line for each item would be slower than the work.
    const STEP: usize = 100;
    let mut stderr = io::stderr().lock();
    if of < STEP || (!done.is_multiple_of(STEP) && done != of) || !stderr.is_terminal() || is_dumb()
    {
        return;
    }
    let line = if done == of { String::new() } else { format!("{what} {done} of {of}") };
    // To the start of the line, and wipe it (ECMA-48: CR, EL).
    _ = write!(stderr, "\r\u{1b}[K{line}").and_then(|()| stderr.flush());
}

/// Whether the terminal knows no control sequences.
pub fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}
