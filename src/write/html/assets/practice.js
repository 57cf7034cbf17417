// Practice: some of the questions that the address means, in random order, each graded by oneself.
// What was known stays in the browser.
'use strict';
{
  const { say, make, filter } = qlint;
  const by = (id) => document.getElementById(id);
  const [start, card, done] = [by('start'), by('card'), by('done')];
  const wanted = filter.parse(location.hash);
  let round = [];
  let missed = [];
  let at = 0;
  let known = 0;

  // By id: the last grade, 0 to 2, and how often it was asked.
  const progress = () => {
    try { return JSON.parse(qlint.recall('progress')) ?? {}; } catch { return {}; }
  };

  const shuffled = (list) => {
    const mixed = [...list];
    for (let last = mixed.length - 1; last > 0; last--) {
      const other = Math.floor(Math.random() * (last + 1));
      [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
    }
    return mixed;
  };

  const id = (place) => filter.question(place).id;

  // Those that are meant and of the sort that is chosen.
  const chosen = (places) => {
    const grades = progress();
    const sorts = {
      new: (place) => !grades[id(place)],
      missed: (place) => grades[id(place)]?.[0] === 0,
    };
    return places.filter(sorts[by('which').value] ?? (() => true));
  };

  const intro = async () => {
    const { places } = await filter.select(wanted);
    const grades = progress();
    const noun = places.length === 1 ? say('question') : say('questions');
    const words = [`${places.length} ${noun}`].concat(filter.words(wanted));
    by('what').textContent = words.join(' · ');
    const counts = [0, 0, 0];
    for (const place of places) {
      const grade = grades[id(place)]?.[0];
      if (grade !== undefined) counts[grade]++;
    }
    const names = ['Missed', 'Partly', 'Knew it'];
    const some = counts.some((count) => count > 0);
    by('progress').textContent = some
      ? names.map((name, grade) => `${say(name)}: ${counts[grade]}`).join(' · ') : '';
    by('reset').hidden = !some;
    by('go').disabled = chosen(places).length === 0;
    [start.hidden, card.hidden, done.hidden] = [false, true, true];
    return places;
  };

  const begin = async (places) => {
    [round, missed, at, known] = [shuffled(places), [], 0, 0];
    // Nothing is shown before there is something to show.
    await filter.texts(round[0]);
    [start.hidden, card.hidden, done.hidden] = [true, false, true];
    ask();
  };

  const ask = async () => {
    const one = filter.question(round[at]);
    const [prompt, answer] = await filter.texts(one.at);
    by('place').textContent = `${at + 1} ${say('of')} ${round.length}`;
    by('id').textContent = one.id;
    by('stem').innerHTML = one.title;
    by('prompt').innerHTML = prompt;
    by('the-answer').innerHTML = answer;
    qlint.enliven(by('prompt'));
    qlint.enliven(by('the-answer'));
    by('the-answer').hidden = by('grades').hidden = true;
    const options = qlint.choice(by('prompt'), by('the-answer'), () => reveal());
    by('reveal').hidden = options;
    by('stem').focus();
  };

  const reveal = () => {
    by('the-answer').hidden = by('grades').hidden = false;
    by('reveal').hidden = true;
    by('the-answer').focus();
  };

  const grade = (value) => {
    const place = round[at];
    const grades = progress();
    grades[id(place)] = [value, (grades[id(place)]?.[1] ?? 0) + 1];
    qlint.keep('progress', JSON.stringify(grades));
    if (value === 0) missed.push(place);
    if (value === 2) known++;
    at++;
    if (at < round.length) ask(); else finish();
  };

  const finish = () => {
    [card.hidden, done.hidden] = [true, false];
    const counts = [`${say('Knew it')}: ${known} ${say('of')} ${round.length}`];
    if (missed.length > 0) counts.push(`${say('Missed')}: ${missed.length}`);
    by('score').textContent = counts.join(' · ');
    by('missed').replaceChildren(...missed.map((place) => {
      const one = filter.question(place);
      const link = make('a', { href: '../' + one.page });
      link.innerHTML = one.title;
      return make('li', {}, link);
    }));
    by('again').hidden = missed.length === 0;
    by('done-title').focus();
  };

  by('go').addEventListener('click', async () => {
    const { places } = await filter.select(wanted);
    const count = Number(by('count').value);
    const list = shuffled(chosen(places));
    begin(count ? list.slice(0, count) : list);
  });
  by('which').addEventListener('change', intro);
  by('reveal').addEventListener('click', reveal);
  by('grades').addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (button) grade(Number(button.dataset.grade));
  });
  by('again').addEventListener('click', () => begin(missed));
  by('other').addEventListener('click', intro);
  by('reset').addEventListener('click', () => {
    qlint.keep('progress', '{}');
    intro();
  });
  addEventListener('keydown', (event) => {
    const busy = event.target.closest('button, input, select, textarea, summary, a');
    if (card.hidden || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === ' ' && !busy && !by('reveal').hidden) {
      event.preventDefault();
      reveal();
    } else if (['1', '2', '3'].includes(event.key) && !by('grades').hidden) {
      grade(Number(event.key) - 1);
    }
  });
  // A link of the text may lead to a part of it; other questions are another practice.
  addEventListener('hashchange', () => {
    if (!location.hash || location.hash.includes('=')) location.reload();
  });
  intro();
}
