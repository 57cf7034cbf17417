// A browser, a site made by qlint, and what is asked of every page.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const need = createRequire(join(process.env.TOOLS, 'package.json'));
const { chromium } = need('playwright-core');
const axe = readFileSync(need.resolve('axe-core/axe.min.js'), 'utf8');

// Makes the site of a folder of questions; gives the folder of the site.
export const make = (questions) => {
  const site = mkdtempSync(join(tmpdir(), 'qlint-site-'));
  execFileSync(process.env.QLINT ?? 'target/debug/qlint', ['export', questions, '--to', 'html', '-o', site]);
  return site;
};

// A folder of these files.
export const folder = (files) => {
  const made = mkdtempSync(join(tmpdir(), 'qlint-bank-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(made, name), text);
  return made;
};

// The text of a question.
export const question = (id, title, fields, body) => `---\nid: ${id}\ntitle: '${title}'\n${fields}\n---\n\n${body}`;

// A folder of as many questions, with the words of a large corpus; the same ones each time.
export const bank = (count) => {
  const folder = mkdtempSync(join(tmpdir(), 'qlint-bank-'));
  let state = 1;
  const dice = (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
  const syllables = 'ba co di fu ge ha jo ki lu me no pe ri su ta vo we xi ya zo'.split(' ');
  const invent = () => Array.from({ length: 2 + dice(3) }, () => syllables[dice(syllables.length)]).join('');
  const words = Array.from({ length: 8000 }, invent);
  // Few words are said often, most of them hardly ever.
  const say = (length) => Array.from({ length }, () => words[dice(1 + dice(words.length))]).join(' ');
  const [technologies, levels] = [['Go', 'Java', 'Python', 'Rust'], ['Beginner', 'Intermediate', 'Advanced']];
  for (let number = 0; number < count; number++) {
    const id = `X-Y-${String(number).padStart(4, '0')}`;
    const fields = { id, title: `What is ${say(5)}?`, technology: technologies[number % 4],
      category: `Field ${number % 40}`, level: levels[number % 3], difficulty: 1 + (number % 10),
      tags: `[t${number % 150}, t${number % 151}]` };
    const front = Object.entries(fields).map(([key, value]) => `${key}: ${value}\n`).join('');
    mkdirSync(join(folder, String(number % 50)), { recursive: true });
    writeFileSync(join(folder, String(number % 50), `${id}.md`), `---\n${front}---\n\n## Answer\n\n${say(120)}\n`);
  }
  return { folder, words };
};

export const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  // It runs as root in CI, and may ask nobody for anything of its own.
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--no-first-run'],
});

// A page that notes what must not be: errors, and requests outside the site.
export const open = async (browser, site, path, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.faults = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) page.faults.push(message.text());
  });
  page.on('pageerror', (error) => page.faults.push(error.message));
  page.on('requestfailed', (request) => page.faults.push(`failed: ${request.url()}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(`file://${site}/`) && request.url() !== 'about:blank') page.faults.push(`outside: ${request.url()}`);
  });
  await page.goto(path === 'about:blank' ? path : `file://${site}/${path}`);
  return page;
};

// Closes a page of which nothing bad was heard.
export const close = async (page) => {
  assert.deepEqual(page.faults, []);
  await page.context().close();
};

// What axe finds wrong; the page's own policy does not let it in, so it is lifted for that.
export const violations = async (browser, site, path, colorScheme, prepare) => {
  const page = await open(browser, site, path, { colorScheme, bypassCSP: true });
  await prepare?.(page);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  await page.context().close();
  return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`);
};
