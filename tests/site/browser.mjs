// A browser, a site made by qlint, and what is asked of every page.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
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
    if (!request.url().startsWith(`file://${site}/`)) page.faults.push(`outside: ${request.url()}`);
  });
  await page.goto(`file://${site}/${path}`);
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
