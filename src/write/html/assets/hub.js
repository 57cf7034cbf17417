// The index: filters, search, order. The address says what is shown, so that it can be shared and the
// back button works.
'use strict';
{
  const { say, make, filter } = qlint;
  const STEP = 60;
  const by = (id) => document.getElementById(id);
  const [form, cards, showing] = [by('filters'), by('cards'), by('showing')];
  const [clear, more, sort, practise] = [by('clear'), by('more'), by('sort'), by('practise')];
  const total = Number(showing.textContent.match(/\d+\D*$/)?.[0].match(/\d+/)[0]);
  let wanted = filter.parse(location.hash);
  let shown = { places: [], found: null };
  let turn = 0;

  // The form as the address says.
  const fill = () => {
    for (const box of form.querySelectorAll('input[type=checkbox]')) {
      box.checked = wanted[box.name].includes(box.value);
      if (box.checked) box.closest('.facet').open = true;
    }
    form.from.value = wanted.from || '';
    form.to.value = wanted.to || '';
    if (document.activeElement !== form.q) form.q.value = wanted.q;
    sort.value = wanted.sort;
  };

  // What the form says.
  const read = () => {
    const said = { q: form.q.value.trim(), sort: sort.value };
    said.from = Number(form.from.value) || 0;
    said.to = Number(form.to.value) || 0;
    for (const name of filter.LISTS) {
      said[name] = [...form.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.value);
    }
    return said;
  };

  const card = (at) => {
    const one = filter.question(at);
    const hash = filter.text(wanted);
    const link = make('a', { href: one.page + (hash ? '#' + hash : '') });
    link.innerHTML = one.title;
    const about = make('p', { class: 'about' }, make('code', {}, one.id));
    for (const text of [one.technology, one.category]) if (text) about.append(' ', make('span', {}, text));
    if (one.level) about.append(' ', make('span', { class: 'badge', 'data-level': one.level }, one.level));
    if (one.difficulty) {
      const meter = make('meter', { min: 0, max: 10, value: one.difficulty, 'aria-hidden': 'true' });
      const name = make('span', { class: 'hidden' }, say('Difficulty') + ' ');
      about.append(' ', make('span', { class: 'difficulty' }, meter, name, `${one.difficulty}/10`));
    }
    const item = make('li', { class: 'card' }, link, about);
    const terms = shown.found?.get(at);
    if (terms) {
      qlint.mark(link, terms);
      qlint.snippet(at, terms).then((text) => text && item.append(text));
    }
    return item;
  };

  const append = () => {
    const from = cards.children.length;
    cards.append(...shown.places.slice(from, from + STEP).map(card));
    more.hidden = cards.children.length >= shown.places.length;
    return cards.children[from];
  };

  const count = (found) => {
    const data = qlint.held.questions;
    const counted = filter.counts(wanted, found);
    for (const box of form.querySelectorAll('input[type=checkbox]')) {
      const number = counted[box.name].get(data[box.name].indexOf(box.value)) ?? 0;
      box.parentElement.querySelector('small').textContent = number;
      box.parentElement.classList.toggle('empty', number === 0 && !box.checked);
    }
  };

  const show = async () => {
    const mine = ++turn;
    const found = await filter.select(wanted);
    // Somebody typed on meanwhile.
    if (mine !== turn) return;
    shown = found;
    cards.replaceChildren();
    append();
    count(found.found);
    const words = [`${say('Showing')} ${found.places.length} ${say('of')} ${total}`];
    showing.textContent = words.concat(filter.words(wanted)).join(' · ');
    clear.hidden = !filter.narrows(wanted);
    by('none').hidden = found.places.length > 0;
    const hash = filter.text(wanted);
    practise.href = 'practice/index.html' + (hash ? '#' + hash : '');
  };

  const follow = () => {
    // What leads to a part of the page filters nothing.
    if (location.hash && !location.hash.includes('=')) return;
    wanted = filter.parse(location.hash);
    fill();
    show();
  };

  // A choice is a step back; while somebody types, the last address is written over.
  const go = (said, typing) => {
    wanted = said;
    const hash = '#' + filter.text(said);
    if (hash === (location.hash || '#')) return;
    if (typing) location.replace(hash); else location.hash = hash;
  };

  let typing = 0;
  form.addEventListener('input', (event) => {
    clearTimeout(typing);
    if (event.target.type === 'checkbox') return go(read(), false);
    typing = setTimeout(() => go(read(), true), 80);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  // The index of the search comes while somebody is about to type.
  form.q.addEventListener('focus', () => qlint.load('assets/search.js').then(() => qlint.search('')));
  sort.addEventListener('change', () => go(read(), false));
  clear.addEventListener('click', () => {
    form.q.value = '';
    go({ ...filter.parse(''), sort: wanted.sort }, false);
    showing.focus();
  });
  more.addEventListener('click', () => append()?.querySelector('a').focus());
  addEventListener('hashchange', follow);
  if (matchMedia('(max-width: 52rem)').matches) form.querySelector('.panel').open = false;
  showing.textContent = `${say('Showing')} ${total} ${say('of')} ${total}`;
  showing.tabIndex = -1;
  more.hidden = cards.children.length >= total;
  if (location.hash.includes('=')) follow();
  else {
    // Until somebody filters, the page is what it was made as; the list comes when it is needed.
    more.addEventListener('click', async (event) => {
      if (qlint.held.questions) return;
      event.stopImmediatePropagation();
      shown = await filter.select(wanted);
      append()?.querySelector('a').focus();
    }, { capture: true, once: true });
  }
}
