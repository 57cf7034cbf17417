// The page of a question: the way on within what the index showed, options, steps.
'use strict';
{
  const { say, make, filter } = qlint;
  const article = document.querySelector('.question');
  const [prompt, answer] = [article.querySelector('.prompt'), article.querySelector('.answer')];
  const hash = location.hash.includes('=') ? location.hash : '';

  const neighbour = (at, rel, name) => {
    const one = filter.question(at);
    const title = make('span');
    title.innerHTML = one.title;
    return make('a', { rel, href: `../${one.page}${hash}` }, make('small', {}, say(name)), ' ', title);
  };

  const neighbours = async (wanted) => {
    const { places } = await filter.select(wanted);
    const here = places.findIndex((at) => filter.question(at).id === article.dataset.id);
    if (here < 0) return;
    const nav = document.querySelector('.neighbours');
    nav.replaceChildren();
    if (here > 0) nav.append(neighbour(places[here - 1], 'prev', 'Previous'));
    if (here + 1 < places.length) nav.append(neighbour(places[here + 1], 'next', 'Next'));
    document.getElementById('back').href = `../index.html${hash}`;
  };

  if (hash) {
    const wanted = filter.parse(hash);
    neighbours(wanted);
    if (wanted.q) {
      qlint.load('assets/search.js').then(() => qlint.search(wanted.q)).then((found) => {
        const terms = [...found].find(([at]) => filter.question(at).id === article.dataset.id)?.[1];
        if (terms) qlint.mark(article, terms);
      });
    }
  }
  qlint.choice(prompt, answer);
  if (article.dataset.kind === 'mock-interview') qlint.steps(answer);
}
