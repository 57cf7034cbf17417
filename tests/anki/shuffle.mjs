// What the script of a multiple-choice card does, in a page made of what Anki rendered.
//
// Reads JSON from standard input: [{"id": …, "front": HTML, "back": HTML}, …]. Run by test_choice.py.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import vm from "node:vm";

const VOID = ["br", "hr", "img", "input"];

// As much of the DOM as the script uses.
class Element {
  constructor(tagName, attributes) {
    Object.assign(this, { tagName, attributes, childNodes: [], listeners: {}, parentNode: null });
  }
  get className() {
    return this.attributes.class ?? "";
  }
  set className(value) {
    this.attributes.class = value;
  }
  get children() {
    return this.childNodes.filter((node) => node instanceof Element);
  }
  get text() {
    return this.childNodes.map((node) => (node instanceof Element ? node.text : node)).join("");
  }
  getAttribute(name) {
    return this.attributes[name] ?? null;
  }
  setAttribute(name, value) {
    this.attributes[name] = String(value);
  }
  hasClass(name) {
    return this.className.split(" ").includes(name);
  }
  appendChild(node) {
    if (node.parentNode) {
      node.parentNode.childNodes = node.parentNode.childNodes.filter((one) => one !== node);
    }
    node.parentNode = this;
    this.childNodes.push(node);
  }
  addEventListener(name, listener) {
    (this.listeners[name] ??= []).push(listener);
  }
  fire(name, event) {
    const prevented = { value: false };
    const full = { target: this, preventDefault: () => (prevented.value = true), stopPropagation() {}, ...event };
    (this.listeners[name] ?? []).forEach((listener) => listener(full));
    return prevented.value;
  }
  focus() {
    Element.focused = this;
  }
  *all() {
    for (const child of this.children) {
      yield child;
      yield* child.all();
    }
  }
  // `details`, `.name` and `.name[attribute]`, one or more, divided by commas.
  querySelectorAll(selectors) {
    const fits = (element, selector) => {
      const [, tag, name, attribute] = selector.match(/^(\w*)(?:\.([\w-]+))?(?:\[([\w-]+)\])?$/);
      return (
        (!tag || element.tagName === tag) &&
        (!name || element.hasClass(name)) &&
        (!attribute || element.getAttribute(attribute) !== null)
      );
    };
    return [...this.all()].filter((one) => selectors.split(", ").some((selector) => fits(one, selector)));
  }
  querySelector(selectors) {
    return this.querySelectorAll(selectors)[0] ?? null;
  }
}

const decode = (text) =>
  text.replace(/&(lt|gt|quot|#39|amp);/g, (_, name) => ({ lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" })[name]);

function parse(html) {
  const root = new Element("body", {});
  let open = root;
  const scripts = [];
  const token = /<!--[^]*?-->|<script>([^]*?)<\/script>|<style>[^]*?<\/style>|<(\/?)([\w]+)((?:\s[^>]*)?)>|[^<]+|</g;
  for (const [whole, script, close, tag, attributes] of html.matchAll(token)) {
    if (script !== undefined) {
      scripts.push(script);
    } else if (tag && close) {
      if (open.tagName === tag && open.parentNode) open = open.parentNode;
    } else if (tag) {
      const pairs = [...attributes.matchAll(/([\w-]+)(?:=(?:"([^"]*)"|(\S+)))?/g)];
      const element = new Element(tag, Object.fromEntries(pairs.map(([, k, a, b]) => [k, decode(a ?? b ?? "")])));
      open.appendChild(element);
      if (!VOID.includes(tag)) open = element;
    } else {
      open.childNodes.push(decode(whole));
    }
  }
  return { root, scripts };
}

function storage() {
  const kept = new Map();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

const refusing = new Proxy({}, { get: () => () => { throw new Error("refused"); } });

// A client: what it keeps between the sides.
class Client {
  constructor({ day = [2026, 0, 2], keeps = true, session = storage(), local = storage() } = {}) {
    Object.assign(this, { day, keeps, session, local, window: {} });
  }
  show(html) {
    const { root, scripts } = parse(html);
    if (!this.keeps) this.window = {};
    const { day } = this;
    class Day extends Date {
      constructor() {
        super(...day);
      }
    }
    const page = vm.createContext({
      document: root, window: this.window, Date: Day, sessionStorage: this.session, localStorage: this.local,
    });
    scripts.forEach((script) => vm.runInContext(script, page));
    return root;
  }
}

const options = (page) => page.querySelector(".choice[data-id]").querySelector(".options").children;
const texts = (page) => options(page).map((option) => option.text);
const chosen = (page) => options(page).filter((option) => option.hasClass("chosen")).map((option) => option.text);

const clients = {
  desktop: () => new Client(),
  "a page for each side": () => new Client({ keeps: false }),
  "no session storage": () => new Client({ session: refusing }),
  "no storage at all": () => new Client({ keeps: false, session: refusing, local: refusing }),
};

const cards = JSON.parse(readFileSync(0, "utf8"));
assert.ok(cards.length > 0, "no card to test");
let shuffled = 0;
for (const card of cards) {
  const written = options(parse(card.front).root).map((option) => option.text);
  const list = parse(card.front).root.querySelector(".options");
  const [fixed, several] = ["fixed", "several"].map((name) => list.hasClass(name));
  const orders = new Set();
  for (let date = 1; date <= 28; date += 1) {
    const client = new Client({ day: [2026, 1, date] });
    const order = texts(client.show(card.front));
    assert.deepEqual([...order].sort(), [...written].sort(), `${card.id}: an option was lost`);
    assert.deepEqual(texts(client.show(card.back)), order, `${card.id}: another order on the back`);
    const alone = new Client({ day: [2026, 1, date] });
    assert.deepEqual(texts(alone.show(card.back)), order, `${card.id}: another order on a back alone`);
    orders.add(order.join("\0"));
  }
  assert.equal(orders.size > 1, !fixed, `${card.id}: ${orders.size} orders in a month`);
  shuffled += !fixed;

  // The key stays with its option.
  const keys = (page) => options(page).filter((one) => one.getAttribute("data-ok") !== null).map((one) => one.text);
  const key = keys(parse(card.front).root).sort();
  assert.deepEqual(keys(new Client().show(card.back)).sort(), key, `${card.id}: another key`);

  for (const [name, client] of Object.entries(clients)) {
    const learner = client();
    const remembers = name !== "no storage at all";
    const front = learner.show(card.front);
    const [first, second] = options(front);
    first.fire("click");
    assert.deepEqual(chosen(front), [first.text], `${card.id}: ${name}`);
    second.fire("click");
    const both = several ? [first.text, second.text] : [second.text];
    assert.deepEqual(chosen(front), both, `${card.id}: ${name}`);
    const back = learner.show(card.back);
    assert.deepEqual(chosen(back), remembers ? both : [], `${card.id}: ${name}: on the back`);
    options(back)[0].fire("click");
    assert.deepEqual(chosen(back), remembers ? both : [], `${card.id}: ${name}: a back takes no choice`);
    // The next time it begins anew, and so does another card.
    assert.deepEqual(chosen(learner.show(card.front)), [], `${card.id}: ${name}: chosen before`);
  }

  // Keys.
  const front = new Client().show(card.front);
  const [first, second] = options(front);
  assert.ok(first.fire("keydown", { keyCode: 40 }));
  assert.equal(Element.focused, second);
  assert.deepEqual(chosen(front), several ? [] : [second.text]);
  assert.ok(first.fire("keydown", { keyCode: 32 }));
  assert.deepEqual(chosen(front), [first.text]);
  assert.ok(!first.fire("keydown", { keyCode: 65 }), `${card.id}: a key that is Anki's`);

  // Folds.
  const learner = new Client();
  const [fold] = learner.show(card.back).querySelectorAll("details[data-section]");
  if (fold) {
    fold.open = true;
    fold.fire("toggle");
    const [again] = learner.show(card.back).querySelectorAll("details[data-section]");
    assert.ok(again.open, `${card.id}: folded again`);
    again.open = false;
    again.fire("toggle");
    assert.ok(!learner.show(card.back).querySelectorAll("details[data-section]")[0].open);
  }
}
// A choice does not wander to another card.
if (cards.length > 1) {
  const learner = new Client();
  options(learner.show(cards[0].front))[0].fire("click");
  assert.deepEqual(chosen(learner.show(cards[1].back)), []);
}
assert.ok(shuffled > 0, "nothing was shuffled");
console.log(`${cards.length} cards, ${shuffled} of them shuffled`);
