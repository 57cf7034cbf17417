//! `qlint-bank OUT COUNT [clean|faults|python]`: a bank of so many generated questions.
//!
//! The same bank on every machine. `clean` has no fault; of `faults` each hundredth file has one;
//! `python` is as many modules of about the same size, to measure other linters on.

mod code;
mod faults;
mod question;
mod random;
mod words;

use std::error::Error;
use std::fs;
use std::path::Path;

use random::{Random, Theme};

const SEED: u64 = 20_261_121;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let usage = "usage: qlint-bank OUT COUNT [clean|faults|python]";
    let [out, count, what @ ..] = arguments.as_slice() else { return Err(usage.into()) };
    let (out, count) = (Path::new(out), count.parse()?);
    match what.first().map_or("clean", String::as_str) {
        "clean" => questions(out, count, false)?,
        "faults" => questions(out, count, true)?,
        "python" => modules(out, count)?,
        _ => return Err(usage.into()),
    }
    Ok(())
}

fn questions(out: &Path, count: usize, faults: bool) -> std::io::Result<()> {
    fs::create_dir_all(out)?;
    let prefixes =
        question::TECHNOLOGIES.map(|(name, prefix, _)| format!("{prefix} = \"{name}\"\n"));
    let settings = format!("include = [\"decks/**\"]\n\n[prefixes]\n{}", prefixes.concat());
    fs::write(out.join("qlint.toml"), settings)?;
    for number in 0..count {
        let mut text = question::text(number, count, &mut Random::new(SEED, number));
        if faults && number % 100 == 50 {
            text = faults::put(&text, number / 100);
        }
        write(&out.join(question::path(number)), &text)?;
    }
    Ok(())
}

fn modules(out: &Path, count: usize) -> std::io::Result<()> {
    for number in 0..count {
        let random = &mut Random::new(SEED, number);
        let mut text = String::from("\"\"\"Generated.\"\"\"\n");
        while text.len() < 2_300 {
            let theme = Theme::new(random);
            text = text + "\n\n" + &code::python(&theme, random, 2);
        }
        write(&out.join(format!("p{:03}/m{number}.py", number / 200)), &text)?;
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}
