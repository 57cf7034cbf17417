// Which questions are meant: what the part of the address behind `#` says, as `level=Advanced&q=lock`.
'use strict';
{
  const LISTS = ['technology', 'level', 'kind', 'category', 'tag'];
  const PLACES = { technology: 3, level: 4, kind: 5, category: 6 };
  const [ID, TITLE, NAME, DIFFICULTY, TAGS] = [0, 1, 2, 7, 8];

  // What an address asks for; null if it asks for nothing, or leads to a section.
  const parse = (hash) => {
    const said = new URLSearchParams(hash.replace(/^#/, ''));
    const wanted = { q: said.get('q') ?? '', sort: said.get('sort') ?? '' };
    for (const name of LISTS) wanted[name] = said.getAll(name);
    for (const name of ['from', 'to']) {
      const number = Number(said.get(name));
      wanted[name] = number >= 1 && number <= 10 ? number : 0;
    }
    return wanted;
  };

  const text = (wanted) => {
    const said = new URLSearchParams();
    for (const name of LISTS) for (const value of wanted[name]) said.append(name, value);
    for (const name of ['from', 'to', 'q', 'sort']) if (wanted[name]) said.set(name, wanted[name]);
    return said.toString();
  };

  // Whether anything is left out.
  const narrows = (wanted) =>
    Boolean(wanted.q || wanted.from || wanted.to) || LISTS.some((name) => wanted[name].length > 0);

  // What is said of the choice, a word each.
  const words = (wanted) => {
    const said = LISTS.flatMap((name) => wanted[name]);
    const { from, to, q } = wanted;
    if (from || to) said.push(`${qlint.say('Difficulty')} ${from || 1}–${to || 10}`);
    if (q) said.push(`“${q}”`);
    return said;
  };

  // Whether a row is meant; `but` names a list that does not count.
  const tester = (wanted) => {
    const data = qlint.held.questions;
    const sets = LISTS.map((name) => {
      const places = wanted[name].map((value) => data[name].indexOf(value));
      return [name, new Set(places)];
    }).filter(([, set]) => set.size > 0);
    const { from, to } = wanted;
    return (row, but) => {
      if (from && row[DIFFICULTY] < from) return false;
      if (to && (row[DIFFICULTY] > to || !row[DIFFICULTY])) return false;
      return sets.every(([name, set]) => name === but
        || (name === 'tag' ? row[TAGS].some((tag) => set.has(tag)) : set.has(row[PLACES[name]])));
    };
  };

  // The places of the questions that are meant, in order, and what was found in each.
  const select = async (wanted) => {
    await qlint.load('data/questions.js');
    const { rows } = qlint.held.questions;
    const test = tester(wanted);
    let places = rows.map((_, at) => at);
    let found = null;
    if (wanted.q) {
      await qlint.load('assets/search.js');
      found = await qlint.search(wanted.q);
      places = [...found.keys()];
    }
    places = places.filter((at) => test(rows[at]));
    const by = {
      difficulty: (a, b) => (rows[a][DIFFICULTY] || 11) - (rows[b][DIFFICULTY] || 11) || a - b,
      id: (a, b) => (rows[a][ID] < rows[b][ID] ? -1 : 1),
      title: (a, b) => plain(rows[a][TITLE]).localeCompare(plain(rows[b][TITLE])) || a - b,
    }[wanted.sort];
    if (by) places.sort(by);
    return { places, found };
  };

  // How many questions each value of a list would leave, the other lists as they are.
  const counts = (wanted, found) => {
    const { rows } = qlint.held.questions;
    const test = tester(wanted);
    const counted = {};
    for (const name of LISTS) {
      const count = new Map();
      rows.forEach((row, at) => {
        if ((found && !found.has(at)) || !test(row, name)) return;
        for (const value of name === 'tag' ? row[TAGS] : [row[PLACES[name]]]) {
          count.set(value, (count.get(value) ?? 0) + 1);
        }
      });
      counted[name] = count;
    }
    return counted;
  };

  // HTML of a title without its tags.
  const plain = (html) => html.replace(/<[^>]*>/g, '');

  // A question by its place.
  const question = (at) => {
    const data = qlint.held.questions;
    const row = data.rows[at];
    const value = (name) => data[name][row[PLACES[name]]] ?? '';
    return {
      at,
      id: row[ID],
      title: row[TITLE],
      page: `questions/${encodeURIComponent(row[NAME] || row[ID])}.html`,
      technology: value('technology'),
      category: value('category'),
      level: value('level'),
      difficulty: row[DIFFICULTY],
    };
  };

  // What a question asks and answers, as HTML.
  const texts = async (at) => {
    const { chunk } = qlint.held.site;
    const number = Math.floor(at / chunk);
    await qlint.load(`data/texts/${number}.js`);
    return qlint.held.texts.get(number)[at % chunk];
  };

  qlint.filter = { LISTS, parse, text, narrows, words, select, counts, question, texts };
}
