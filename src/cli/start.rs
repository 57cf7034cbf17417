//! The options of the commands that people begin with: `init` and `new`.

use std::path::PathBuf;

use clap::Args;

/// The arguments of `init`.
#[derive(Debug, Args)]
pub struct Init {
    /// The folder; made if it is not there
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
}

/// The arguments of `new`.
#[derive(Debug, Args)]
pub struct New {
    /// The folder for the file; by default the one where questions of the technology and the level
    /// are
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// The technology, such as Python
    #[arg(long, value_name = "NAME")]
    pub technology: Option<String>,
    /// The level
    #[arg(long, value_name = "NAME")]
    pub level: Option<String>,
    /// What shape the question has; by default what the schema says
    #[arg(long, value_name = "NAME")]
    pub kind: Option<String>,
    /// The question itself
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// The part of the subject, such as Performance
    #[arg(long, value_name = "NAME")]
    pub category: Option<String>,
    /// How hard
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    pub difficulty: Option<i64>,
    /// A label; may be given again
    #[arg(long = "tag", value_name = "TAG", value_delimiter = ',')]
    pub tags: Vec<String>,
    /// Any other key, its value as in the front matter: source="A talk"; may be given again
    #[arg(long, value_name = "KEY=VALUE", value_parser = pair)]
    pub set: Vec<(String, String)>,
    /// The first part of the id; by default what qlint.toml or other ids of the technology say
    #[arg(long, value_name = "LETTERS")]
    pub prefix: Option<String>,
    /// The second part of the id; by default the code of the level: BEG, INT, ADV
    #[arg(long, value_name = "LETTERS")]
    pub track: Option<String>,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("it is not of the form KEY=VALUE")?;
    Ok((key.trim().to_owned(), value.trim().to_owned()))
}
