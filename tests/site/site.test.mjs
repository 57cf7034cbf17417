// The question hub as a person uses it.
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { bank, close, folder, launch, make, open, question, violations } from './browser.mjs';

let browser;
let site;
before(async () => {
  site = make('decks');
  browser = await launch();
});
after(() => browser.close());

const showing = (page) => page.textContent('#showing');
// Waits until the line of results says so.
const shows = (page, pattern) => page.waitForFunction(
  (source) => new RegExp(source).test(document.getElementById('showing')?.textContent), pattern.source);

test('filters combine, stand in the address, and go back', async () => {
  const page = await open(browser, site, 'index.html');
  assert.match(await showing(page), /of 63$/);
  await page.check('[name=technology][value=Python]');
  await shows(page, /^Showing 21 of 63 · Python$/);
  await page.check('[name=level][value=Advanced]');
  await shows(page, /^Showing 7 of 63 · Python · Advanced$/);
  const address = page.url();
  assert.match(address, /#technology=Python&level=Advanced$/);
  await page.goBack();
  await shows(page, /^Showing 21 of 63 · Python$/);
  assert.equal(await page.isChecked('[name=level][value=Advanced]'), false);
  await page.goForward();
  await page.fill('[name=from]', '8');
  await shows(page, /Difficulty 8–10$/);
  await page.click('#clear');
  await shows(page, /^Showing 63 of 63$/);
  await close(page);
  // Whoever gets the address sees the same.
  const other = await open(browser, site, address.split(`${site}/`)[1]);
  await shows(other, /^Showing 7 of 63 · Python · Advanced$/);
  await close(other);
});

test('the order can be chosen', async () => {
  const page = await open(browser, site, 'index.html');
  const ids = () => page.$$eval('.card .about > code', (all) => all.map((one) => one.textContent));
  await page.selectOption('#sort', 'id');
  await shows(page, /63/);
  await page.waitForURL(/sort=id/);
  await page.waitForFunction(() => document.querySelector('.card p code')?.textContent === 'PY-ADV-001');
  const sorted = await ids();
  assert.deepEqual(sorted, [...sorted].sort());
  await page.selectOption('#sort', 'difficulty');
  await page.waitForURL(/sort=difficulty/);
  await page.waitForFunction(() => document.querySelector('.card .difficulty')?.textContent.includes(' 1/10'));
  const hard = await page.$$eval('.card meter', (all) => all.map((one) => one.value));
  assert.deepEqual(hard, [...hard].sort((one, other) => one - other));
  await page.selectOption('#sort', 'title');
  await page.waitForURL(/sort=title/);
  await page.waitForFunction(() => {
    const titles = [...document.querySelectorAll('.card > a')].map((one) => one.textContent);
    return titles.every((title, at) => at === 0 || titles[at - 1].localeCompare(title) <= 0);
  });
  // What is not shown yet comes when it is asked for.
  assert.equal((await ids()).length, 60);
  await page.click('#more');
  assert.equal((await ids()).length, 63);
  await close(page);
});

test('search forgives slips, marks what it found, and is quick', async () => {
  const page = await open(browser, site, 'index.html');
  await page.fill('[name=q]', 'generatr expresion');
  await shows(page, /“generatr expresion”$/);
  assert.match(await page.textContent('.card a'), /generator expression/);
  assert.ok((await page.$$eval('.card a mark', (all) => all.map((one) => one.textContent)))
    .includes('generator'));
  await page.waitForSelector('.card .snippet mark');
  const took = await page.evaluate(async () => {
    const start = performance.now();
    await qlint.search('transaction isolaton');
    return performance.now() - start;
  });
  assert.ok(took < 50, `${took} ms`);
  await page.click('.card a');
  await page.waitForSelector('h1 mark');
  await close(page);
});

test('5,000 questions: a light index, a quick answer', async () => {
  const { folder, words } = bank(5000);
  const large = make(folder);
  const page = await open(browser, large, 'about:blank');
  const loaded = [];
  page.on('request', (request) => loaded.push(request.url()));
  await page.goto(`file://${large}/index.html`);
  await page.waitForLoadState('networkidle');
  const size = loaded.reduce((sum, url) => sum + statSync(fileURLToPath(url)).size, 0);
  assert.ok(loaded.length > 5 && size < 300_000, `${size} bytes: ${loaded}`);
  await page.focus('[name=q]');
  await page.waitForFunction(() => qlint.held.index && qlint.search);
  // Words as they are, cut short, with a slip, two of them, one that nobody says.
  const queries = words.slice(0, 8).flatMap((word, at) => [
    word, word.slice(0, 3), word.slice(0, 2) + word.slice(3), `${word} ${words[at + 1]}`]).concat('qqqqqqqq');
  const slow = await page.evaluate(async (queries) => {
    await qlint.search('');
    const times = [];
    for (const query of queries) {
      const start = performance.now();
      await qlint.search(query);
      times.push([performance.now() - start, query]);
    }
    return times.sort((one, other) => other[0] - one[0])[0];
  }, queries);
  assert.ok(slow[0] < 50, `${slow}`);
  await page.fill('[name=q]', words[0]);
  await shows(page, /^Showing \d+ of 5000 · “/);
  await close(page);
});

test('what nobody asks says so, and there is a way back', async () => {
  const page = await open(browser, site, 'index.html#level=Advanced&sort=title');
  await page.fill('[name=q]', 'zzzqqqxxx');
  await shows(page, /^Showing 0 of 63/);
  assert.equal(await page.isVisible('#none'), true);
  await page.click('#clear');
  await shows(page, /^Showing 63 of 63$/);
  assert.equal(await page.isVisible('#none'), false);
  assert.equal(await page.inputValue('#sort'), 'title');
  await close(page);
});

test('by keyboard alone: skip, search, card, options, next', async () => {
  const page = await open(browser, site, 'index.html#kind=mcq');
  await shows(page, /mcq$/);
  const focused = () => page.evaluate(() => document.activeElement.outerHTML);
  await page.keyboard.press('Tab');
  assert.match(await focused(), /class="skip"/);
  await page.keyboard.press('Enter');
  // What was filtered stays.
  assert.match(page.url(), /#kind=mcq$/);
  assert.match(await showing(page), /mcq$/);
  const tab = async (pattern) => {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press('Tab');
      if (pattern.test(await focused())) return;
    }
    assert.fail(`${pattern} cannot be reached`);
  };
  await tab(/type="search"/);
  await page.keyboard.type('row');
  await shows(page, /“row”$/);
  await tab(/^<a href="questions/);
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.equal(outline, 'solid');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.options');
  await tab(/name="option"/);
  await page.keyboard.press(' ');
  await tab(/>Check</);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.verdict:not(:empty)');
  assert.equal(await page.isVisible('.answer'), true);
  await page.goBack();
  await shows(page, /mcq · “row”$/);
  await close(page);
});

test('code is copied, sections have addresses, paper shows all', async () => {
  const page = await open(browser, site, 'questions/PY-ADV-007.html', { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.click('text=All steps');
  await page.click('summary >> nth=1');
  const code = page.locator('pre:visible').first();
  await code.hover();
  await page.locator('.copied:has(pre:visible) button').first().click();
  await page.waitForSelector('text=Copied');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await code.textContent());
  const link = page.locator('.answer h2 .anchor').first();
  await link.click();
  assert.equal(new URL(page.url()).hash, await link.getAttribute('href'));
  await close(page);
  const paper = await open(browser, site, 'questions/PY-BEG-003.html');
  assert.equal(await paper.isVisible('.answer'), false);
  await paper.emulateMedia({ media: 'print' });
  assert.equal(await paper.isVisible('.answer'), true);
  assert.equal(await paper.isVisible('.top'), false);
  await close(paper);
  // What is folded, and the steps that are not shown.
  const talk = await open(browser, site, 'questions/PY-ADV-007.html');
  const seen = () => talk.$$eval('[data-part=Candidate]', (all) => all.filter((one) => one.checkVisibility()).length);
  assert.equal(await seen(), 0);
  await talk.emulateMedia({ media: 'print' });
  assert.equal(await seen(), 5);
  await close(talk);
});

test('downloads are there, and questions lead to those beside them', async () => {
  const page = await open(browser, site, 'questions/PY-ADV-007.html');
  const files = await page.$$eval('.foot [download]', (all) => all.map((one) => one.href));
  assert.deepEqual(files.map((url) => url.split('.').pop()), ['apkg', 'csv', 'json']);
  for (const url of files) assert.ok(statSync(fileURLToPath(url)).size > 1000, url);
  await page.click('.references a >> nth=0');
  await page.waitForURL(/questions\/(?!PY-ADV-007)[^/]+\.html$/);
  assert.equal(await page.isVisible('.answer'), true);
  await close(page);
});

test('the next question is the next of what was filtered', async () => {
  const page = await open(browser, site, 'index.html#technology=SQL&level=Beginner');
  await shows(page, /^Showing 7/);
  const hrefs = await page.$$eval('.card a', (all) => all.map((one) => one.getAttribute('href')));
  await page.click('.card a');
  for (const href of hrefs.slice(1)) {
    await page.waitForSelector('.neighbours [rel=next][href*="technology="]');
    await page.click('.neighbours [rel=next]');
    await page.waitForURL((url) => url.href.endsWith(href));
  }
  await page.waitForFunction(() => !document.querySelector('.neighbours [rel=next]'));
  await page.click('#back');
  await shows(page, /^Showing 7 of 63 · SQL · Beginner$/);
  await close(page);
});

test('options are answered in the page', async () => {
  const page = await open(browser, site, 'index.html#kind=mcq');
  await shows(page, /mcq$/);
  await page.click('.card a');
  await page.waitForSelector('.options');
  assert.equal(await page.isVisible('.answer'), false);
  const wrong = page.locator('.options li:not([data-ok])').first();
  await wrong.click();
  await page.click('text=Check');
  assert.equal(await page.textContent('.verdict'), 'That is not right.');
  assert.equal(await page.isVisible('.answer'), true);
  assert.equal(await page.locator('.options li.right').count(),
    await page.locator('.options li[data-ok]').count());
  await close(page);
});

test('of several right options all are to be chosen', async () => {
  const several = folder({ 'A-X-001.md': question('A-X-001', 'T', 'kind: mcq', '## Options\n\n- [x] a\n- [ ] b\n- [x] c\n') });
  for (const [chosen, verdict] of [[[0], 'That is not right.'], [[0, 2], 'That is right.']]) {
    const page = await open(browser, make(several), 'questions/A-X-001.html');
    for (const at of chosen) await page.locator('.options li').nth(at).click();
    await page.click('text=Check');
    assert.equal(await page.textContent('.verdict'), verdict);
    await close(page);
  }
});

test('text that looks like HTML is text, also where scripts put it', async () => {
  const bad = '"><img src=https://a.org/x onerror=alert(1)></script><script>alert(1)</script>';
  const page = await open(browser, make(folder({
    'A-X-001.md': question('A-X-001', bad, `technology: '${bad}'\nlevel: '${bad}'\ntags: ['${bad}']`, `## ${bad}\n\nword ${bad}\n`),
    'A-X-002.md': question('A-X-002', 'Other', 'related: [A-X-001]', '## Answer\n\nx\n'),
  })), 'index.html');
  page.on('dialog', (dialog) => page.faults.push(dialog.message()));
  const bare = async () => assert.equal(await page.locator('main img, main script').count(), 0);
  await page.locator('[name=tag]').first().setChecked(true, { force: true });
  await shows(page, /^Showing 1 of 2/);
  await page.fill('[name=q]', 'word');
  await page.waitForSelector('.snippet mark');
  await bare();
  await page.click('.card a');
  await page.waitForSelector('.answer mark');
  await bare();
  await page.click('#back');
  await page.click('#practise');
  await page.click('#go');
  await page.click('#reveal');
  assert.match(await page.textContent('#the-answer'), /word ">.*alert\(1\)/);
  await bare();
  await close(page);
});

test('title, colours, words and footer are the corpus\'s own', async () => {
  const page = await open(browser, make(folder({
    'qlint.toml': '[site]\ntitle = "Fragen"\nlanguage = "de"\nfooter = "Von *uns*."\n[site.colors]\nlink = ["#7a1fa2", "#d7a6f0"]\n[site.words]\nShowing = "Gezeigt"\nof = "von"\n',
    'A-X-001.md': question('A-X-001', 'T', 'level: Beginner', '## Answer\n\nx\n'),
  })), 'index.html#level=Beginner');
  await shows(page, /^Gezeigt 1 von 1 · Beginner$/);
  assert.equal(await page.title(), 'Fragen');
  assert.equal(await page.getAttribute('html', 'lang'), 'de');
  assert.equal(await page.textContent('.foot em'), 'uns');
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('.top nav a')).color), 'rgb(122, 31, 162)');
  await close(page);
});

test('an interview goes step by step', async () => {
  const page = await open(browser, site, 'index.html#kind=mock-interview');
  await shows(page, /mock-interview$/);
  await page.click('.card a');
  await page.waitForSelector('text=Step 1 of');
  assert.equal(await page.locator('.step:visible').count(), 1);
  await page.click('text=Next step');
  await page.waitForSelector('text=Step 2 of');
  await page.click('.contents a >> nth=0');
  await page.waitForSelector('text=Step 1 of');
  await page.click('text=All steps');
  assert.ok(await page.locator('.step:visible').count() > 1);
  await close(page);
});

test('practice is by keyboard, and is remembered', async () => {
  const page = await open(browser, site, 'practice/index.html#technology=Rust&kind=concept');
  await page.waitForSelector('#go:enabled');
  await page.selectOption('#count', '5');
  await page.click('#go');
  for (let at = 1; at <= 5; at++) {
    await page.waitForSelector(`text=${at} of 5`);
    assert.equal(await page.isVisible('#the-answer'), false);
    await page.keyboard.press(' ');
    await page.waitForSelector('#the-answer:visible');
    await page.keyboard.press(at === 1 ? '1' : '3');
  }
  await page.waitForSelector('text=Knew it: 4 of 5');
  assert.equal(await page.locator('#missed li').count(), 1);
  await page.reload();
  await page.waitForSelector('text=Missed: 1 · Partly: 0 · Knew it: 4');
  await page.click('#reset');
  await page.waitForFunction(() => document.getElementById('progress')?.textContent === '');
  await close(page);
});

test('day and night', async () => {
  const page = await open(browser, site, 'index.html', { colorScheme: 'dark' });
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const night = await ground();
  await page.click('#theme');
  const day = await ground();
  assert.notEqual(night, day);
  await page.click('.card a');
  await page.waitForSelector('.question');
  assert.equal(await ground(), day);
  await close(page);
});

test('without scripts all is there to read', async () => {
  const page = await open(browser, site, 'index.html', { javaScriptEnabled: false });
  assert.equal(await page.isVisible('#filters'), false);
  await page.click('text=All questions');
  assert.equal(await page.locator('.group li').count(), 63);
  await page.click('.group li a >> nth=0');
  assert.equal(await page.isVisible('.answer'), true);
  await close(page);
});

test('nothing is wider than a phone', async () => {
  for (const path of ['index.html', 'practice/index.html', 'questions/PY-ADV-001.html']) {
    const page = await open(browser, site, path, { viewport: { width: 360, height: 740 } });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 360, `${path}: ${wide}`);
    await close(page);
  }
});

test('axe finds nothing', async () => {
  const pages = [
    ['index.html'],
    ['index.html#q=lock', (page) => page.waitForSelector('.snippet')],
    ['all.html'],
    ['practice/index.html'],
    ['practice/index.html#kind=concept', async (page) => {
      await page.click('#go');
      await page.click('#reveal');
    }],
    ['practice/index.html#kind=mcq', async (page) => {
      await page.click('#go');
      await page.click('text=Check');
    }],
    ['questions/PY-ADV-001.html'],
    ['questions/PY-BEG-003.html', (page) => page.click('text=Check')],
    ['questions/PY-ADV-007.html'],
  ];
  for (const [path, prepare] of pages) {
    for (const scheme of ['light', 'dark']) {
      assert.deepEqual(await violations(browser, site, path, scheme, prepare), [], `${path} ${scheme}`);
    }
  }
});
