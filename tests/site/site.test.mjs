// The question hub as a person uses it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, launch, make, open, violations } from './browser.mjs';

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
  (source) => new RegExp(source).test(document.getElementById('showing').textContent), pattern.source);

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
  await page.waitForFunction(() => document.querySelector('.card p code').textContent === 'PY-ADV-001');
  const sorted = await ids();
  assert.deepEqual(sorted, [...sorted].sort());
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
    assert.equal(await page.isVisible('#answer'), false);
    await page.keyboard.press(' ');
    await page.waitForSelector('#answer:visible');
    await page.keyboard.press(at === 1 ? '1' : '3');
  }
  await page.waitForSelector('text=Knew it: 4 of 5');
  assert.equal(await page.locator('#missed li').count(), 1);
  await page.reload();
  await page.waitForSelector('text=Missed: 1 · Partly: 0 · Knew it: 4');
  await page.click('#reset');
  await page.waitForFunction(() => document.getElementById('progress').textContent === '');
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
    ['practice/index.html', async (page) => {
      await page.click('#go');
      await page.waitForSelector('#card:visible');
      if (await page.isVisible('#reveal')) await page.click('#reveal');
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
