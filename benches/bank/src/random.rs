//! Numbers that are the same on every machine, and texts with places that they fill.

use crate::words::{
    ADJECTIVES, ADVERBS, CONJUNCTIONS, DETERMINERS, NOUNS, OPENINGS, PREPOSITIONS, SENTENCES, VERBS,
};

/// SplitMix64.
pub(crate) struct Random(u64);

impl Random {
    /// For one file of one bank: each file is the same whatever else is made.
    pub(crate) fn new(seed: u64, file: usize) -> Random {
        let mut random = Random(seed ^ (file as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `least` to `most`, both of them possible.
    pub(crate) fn between(&mut self, least: usize, most: usize) -> usize {
        least + (self.next() % (most - least + 1) as u64) as usize
    }

    /// True in so many cases of a hundred.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.between(0, 99) < percent
    }

    pub(crate) fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.between(0, from.len() - 1)]
    }

    /// So many of them, each once, in a new order.
    pub(crate) fn some<'a, T: ?Sized>(&mut self, from: &[&'a T], count: usize) -> Vec<&'a T> {
        let mut left = from.to_vec();
        (0..count.min(left.len()))
            .map(|_| left.swap_remove(self.between(0, left.len() - 1)))
            .collect()
    }
}

/// What a question is about: the same words come back in its title, its text and its code.
pub(crate) struct Theme {
    nouns: [String; 4],
}

impl Theme {
    pub(crate) fn new(random: &mut Random) -> Theme {
        let mut nouns = random.some(&NOUNS, 4).into_iter();
        Theme { nouns: std::array::from_fn(|_| nouns.next().unwrap_or_default().to_owned()) }
    }

    /// The template with its places filled.
    ///
    /// `~1` to `~4` are the nouns of the theme, `~n ~v ~a ~d` any noun, verb (he, she or it does),
    /// adjective, number; `~i` is a name for a variable, `~T` one for a type; `~C` and `~F` are such
    /// names made of the first and the second noun.
    pub(crate) fn fill(&self, template: &str, random: &mut Random) -> String {
        let mut text = String::with_capacity(template.len() * 2);
        let mut rest = template;
        while let Some(at) = rest.find('~') {
            text.push_str(&rest[..at]);
            let place = rest[at + 1..].chars().next().unwrap_or(' ');
            let word = self.word(place, random);
            let article = text.ends_with(" a ") || matches!(text.as_str(), "a " | "A ");
            if article && word.starts_with(['a', 'e', 'i', 'o', 'u']) {
                text.insert(text.len() - 1, 'n');
            }
            text.push_str(&word);
            rest = &rest[at + 1 + place.len_utf8()..];
        }
        text + rest
    }

    fn word(&self, place: char, random: &mut Random) -> String {
        match place {
            '1'..='4' => self.nouns[place as usize - '1' as usize].clone(),
            'n' => random.pick(&NOUNS).to_owned(),
            'v' => random.pick(&VERBS).to_owned(),
            'a' => random.pick(&ADJECTIVES).to_owned(),
            'd' => {
                let most = random.pick(&[&9, &99, &999, &9_999]);
                random.between(2, *most).to_string()
            }
            'i' => format!("{}_{}", random.pick(&ADJECTIVES), random.pick(&NOUNS)),
            'T' => capital(random.pick(&ADJECTIVES)) + &capital(random.pick(&NOUNS)),
            'C' => capital(&self.nouns[0]) + &capital(&self.nouns[1]),
            'F' => format!("{}_{}", self.nouns[0], self.nouns[1]),
            other => other.to_string(),
        }
    }

    /// A sentence: some by a template, most put together word by word, as real text hardly repeats itself.
    pub(crate) fn prose(&self, random: &mut Random) -> String {
        if random.chance(25) {
            let template = random.pick(SENTENCES);
            return self.sentence(template, random);
        }
        let mut text = String::new();
        if random.chance(40) {
            text += random.pick(OPENINGS);
            text += " ";
        }
        text += &clause(random);
        if random.chance(60) {
            text = text + random.pick(CONJUNCTIONS) + " " + &clause(random);
        }
        self.sentence(&(text + "."), random)
    }

    /// A filled sentence, its first letter a capital.
    pub(crate) fn sentence(&self, template: &str, random: &mut Random) -> String {
        capital(&self.fill(template, random))
    }
}

/// A template of who does what to whom.
fn clause(random: &mut Random) -> String {
    let subject = thing(random);
    let adverb = if random.chance(35) { random.pick(&ADVERBS) } else { "" };
    let space = if adverb.is_empty() { "" } else { " " };
    let object = thing(random);
    format!("{subject} {adverb}{space}~v {object}")
}

/// A template of a thing; of three, one is what the question is about.
fn thing(random: &mut Random) -> String {
    let noun = match random.between(0, 5) {
        0 => "~1",
        1 => "~2",
        2 => "~n ~n",
        _ => "~n",
    };
    let mut text = random.pick(&DETERMINERS).to_owned();
    if random.chance(45) {
        text += " ~a";
    }
    text = text + " " + noun;
    match random.between(0, 9) {
        0 => text += " `~i`",
        1..=3 => {
            text = text + " " + random.pick(&PREPOSITIONS) + " " + random.pick(&DETERMINERS) + " ~n"
        }
        _ => {}
    }
    text
}

/// The word with a capital at its beginning.
pub(crate) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
