// Full-text search with MiniSearch over the index that was made with the site.
'use strict';
{
  const SPACELESS = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
  const RUNS = new RegExp(`${SPACELESS.source}+|(?:(?!${SPACELESS.source})[\\p{L}\\p{N}])+`, 'gu');
  const WORDS = /(?<![\p{L}\p{N}])\p{L}(?:\+\+|#)|[\p{L}\p{N}]+/gu;

  // As `terms.rs` does it: lower case without accents; of Chinese and Japanese pairs of characters.
  const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const terms = (text) => (fold(text).match(WORDS) ?? []).flatMap((word) => {
    if (!SPACELESS.test(word)) return [word];
    return word.match(RUNS).flatMap((run) => {
      const signs = [...run];
      if (!SPACELESS.test(run) || signs.length === 1) return [run];
      return signs.slice(1).map((sign, at) => signs[at] + sign);
    });
  });

  // What `search.rs` packed, as MiniSearch wants it.
  const unpack = ([fields, lengths, packed]) => {
    const index = new Map();
    packed.forEach(([words, lists], field) => {
      const lines = lists.split('\n');
      words.split('\n').forEach((word, number) => {
        if (!word) return;
        const counts = {};
        let at = 0;
        for (const posting of lines[number].split(' ')) {
          const [step, count] = posting.split('*');
          at += parseInt(step, 36);
          counts[at] = count ? parseInt(count, 36) : 1;
        }
        const known = index.get(word);
        if (known) known[field] = counts; else index.set(word, { [field]: counts });
      });
    });
    const sum = (field) => lengths.reduce((total, one) => total + one[field], 0);
    return {
      documentCount: lengths.length,
      nextId: lengths.length,
      documentIds: Object.fromEntries(lengths.map((_, at) => [at, at])),
      fieldIds: Object.fromEntries(fields.map((name, at) => [name, at])),
      fieldLength: Object.fromEntries(lengths.map((length, at) => [at, length])),
      averageFieldLength: fields.map((_, at) => sum(at) / Math.max(1, lengths.length)),
      storedFields: {},
      dirtCount: 0,
      index: [...index],
      serializationVersion: 2,
    };
  };

  let ready;
  const prepare = () => {
    ready ??= Promise.all([qlint.load('assets/minisearch.js'), qlint.load('data/search.js')])
      .then(() => MiniSearch.loadJS(unpack(qlint.held.index), {
        fields: qlint.held.index[0],
        tokenize: terms,
        processTerm: (term) => term,
      }));
    return ready;
  };

  // The questions that have all of the words, or something like them: terms that were found, by place,
  // the best first.
  qlint.search = async (text) => {
    const mini = await prepare();
    const options = {
      boost: { title: 4, about: 3 },
      combineWith: 'AND',
      // One letter begins too much.
      prefix: (term) => term.length > 1,
      fuzzy: (term) => (term.length > 3 ? 0.2 : false),
      weights: { fuzzy: 0.2, prefix: 0.6 },
    };
    return new Map(mini.search(text, options).map((one) => [one.id, one.terms]));
  };

  // Marks words in an element.
  qlint.mark = (element, found) => {
    const wanted = new Set(found);
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const node of texts) {
      const parts = [];
      let done = 0;
      for (const { 0: word, index } of node.data.matchAll(/[\p{L}\p{N}\p{M}]+(?:\+\+|#)?/gu)) {
        for (const [from, to] of hits(word, wanted)) {
          parts.push(node.data.slice(done, index + from));
          parts.push(qlint.make('mark', {}, node.data.slice(index + from, index + to)));
          done = index + to;
        }
      }
      if (parts.length > 0) node.replaceWith(...parts, node.data.slice(done));
    }
  };

  // Where a word, or a part of one without spaces, is one of those wanted.
  const hits = (word, wanted) => {
    if (!SPACELESS.test(word)) {
      const bare = word.replace(/(?:\+\+|#)$/, '');
      if (wanted.has(fold(word))) return [[0, word.length]];
      return wanted.has(fold(bare)) ? [[0, bare.length]] : [];
    }
    const found = [];
    for (const term of wanted) {
      const at = word.indexOf(term);
      if (at >= 0 && (found.length === 0 || at >= found.at(-1)[1])) found.push([at, at + term.length]);
    }
    return found;
  };

  // Some words around the first that was found in the text of a question.
  qlint.snippet = async (at, found) => {
    const html = (await qlint.filter.texts(at)).join(' ');
    const page = new DOMParser().parseFromString(html, 'text/html');
    for (const heading of page.querySelectorAll('h2')) heading.remove();
    const text = page.body.textContent.replace(/\s+/g, ' ').trim();
    const wanted = new Set(found);
    for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}\p{M}]+(?:\+\+|#)?/gu)) {
      if (hits(word, wanted).length === 0) continue;
      const from = index < 80 ? 0 : text.indexOf(' ', index - 70) + 1;
      const to = text.indexOf(' ', index + 120);
      const cut = text.slice(from, to < 0 ? undefined : to);
      const line = qlint.make('p', { class: 'snippet' }, `${from > 0 ? '… ' : ''}${cut}${to < 0 ? '' : ' …'}`);
      qlint.mark(line, found);
      return line;
    }
    return null;
  };
}
