// Runs before the page is drawn: which theme, and that there are scripts. Data files hand what they
// hold to the functions here.
'use strict';
{
  const page = document.documentElement;
  page.classList.add('scripted');
  const hold = (name) => (value) => { qlint.held[name] = value; };
  const loads = new Map();
  window.qlint = {
    held: { texts: new Map() },
    site: hold('site'),
    questions: hold('questions'),
    index: hold('index'),
    texts: ([number, texts]) => qlint.held.texts.set(number, texts),
    // Loads a script of the site, once.
    load(path) {
      if (!loads.has(path)) {
        loads.set(path, new Promise((done, failed) => {
          const script = document.createElement('script');
          script.src = page.dataset.root + path;
          script.onload = done;
          script.onerror = () => failed(new Error(path));
          document.head.append(script);
        }));
      }
      return loads.get(path);
    },
    // What the browser remembers; where it may not, nothing.
    recall(key) {
      try { return localStorage.getItem('qlint.' + key); } catch { return null; }
    },
    keep(key, value) {
      try { localStorage.setItem('qlint.' + key, value); } catch { /* It is for this page only. */ }
    },
  };
  // Without a choice, what the system says.
  const theme = qlint.recall('theme');
  if (theme) page.dataset.theme = theme;
}
