// What every page has: the theme, copying code, options to choose from, steps to go through.
'use strict';
{
  // A word in the language of the site.
  qlint.say = (english) => qlint.held.site?.words[english] ?? english;
  const { say } = qlint;

  // An element with attributes and what is in it.
  qlint.make = (name, attributes = {}, ...inside) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  };
  const { make } = qlint;

  // The address says what is filtered, so that this link must not write itself there.
  document.querySelector('.skip').addEventListener('click', (event) => {
    event.preventDefault();
    document.getElementById('main').focus();
  });

  const page = document.documentElement;
  const theme = document.getElementById('theme');
  const isDark = () => getComputedStyle(page).colorScheme === 'dark'
    || (!page.dataset.theme && matchMedia('(prefers-color-scheme: dark)').matches);
  const show = () => { theme.textContent = isDark() ? say('Day') : say('Night'); };
  theme.addEventListener('click', () => {
    page.dataset.theme = isDark() ? 'day' : 'night';
    qlint.keep('theme', page.dataset.theme);
    show();
  });
  show();

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = make('textarea', {}, text);
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
  };

  const copyButtons = (root) => {
    for (const code of root.querySelectorAll('pre')) {
      const button = make('button', { type: 'button' }, say('Copy'));
      button.addEventListener('click', async () => {
        await copy(code.textContent);
        button.textContent = say('Copied');
        setTimeout(() => { button.textContent = say('Copy'); }, 1500);
      });
      // What scrolls can be reached by keyboard.
      code.tabIndex = 0;
      const box = make('div', { class: 'copied' });
      code.replaceWith(box);
      box.append(code, button);
    }
    for (const table of root.querySelectorAll('.table, .math')) table.tabIndex = 0;
  };

  // Options: choose, then see which were right. `done` is called with whether all were.
  qlint.choice = (prompt, answer, done) => {
    const list = prompt.querySelector('.options');
    if (!list) return false;
    const options = [...list.children];
    const verdict = make('p', { class: 'verdict', role: 'status' });
    const check = make('button', { type: 'button', class: 'button' }, say('Check'));
    const reveal = () => {
      let right = true;
      for (const option of options) {
        const [chosen, ok] = [option.querySelector('input').checked, 'ok' in option.dataset];
        right &&= chosen === ok;
        option.classList.toggle('right', ok);
        option.classList.toggle('wrong', chosen && !ok);
        option.querySelector('input').disabled = true;
        // The colours and signs, for those who do not see them.
        const said = ok ? say('Right') : chosen ? say('Wrong') : '';
        if (said) option.append(make('span', { class: 'hidden' }, said));
      }
      verdict.textContent = right ? say('That is right.') : say('That is not right.');
      verdict.className = right ? 'verdict good' : 'verdict bad';
      check.hidden = true;
      answer.hidden = false;
      done?.(right);
    };
    check.addEventListener('click', reveal);
    list.addEventListener('click', (event) => {
      const input = event.target.closest('li')?.querySelector('input');
      if (!input || input.disabled || event.target === input) return;
      if (event.target.closest('a')) return;
      input.checked = input.type === 'radio' || !input.checked;
    });
    list.after(make('div', { class: 'actions' }, check, verdict));
    answer.hidden = true;
    return true;
  };

  // The steps of an interview, one at a time.
  qlint.steps = (answer) => {
    const steps = [...answer.querySelectorAll('.step')];
    if (steps.length < 2) return;
    let at = 0;
    const place = make('span', { role: 'status' });
    const before = make('button', { type: 'button' }, say('Previous step'));
    const after = make('button', { type: 'button' }, say('Next step'));
    const whole = make('button', { type: 'button' }, say('All steps'));
    const bar = make('div', { class: 'actions' }, before, place, after, whole);
    const show = (next) => {
      at = next;
      steps.forEach((step, number) => { step.hidden = number !== at; });
      place.textContent = `${say('Step')} ${at + 1} ${say('of')} ${steps.length}`;
      before.disabled = at === 0;
      after.disabled = at === steps.length - 1;
    };
    before.addEventListener('click', () => show(at - 1));
    after.addEventListener('click', () => show(at + 1));
    whole.addEventListener('click', () => {
      for (const step of steps) step.hidden = false;
      bar.remove();
    });
    const follow = () => {
      const meant = steps.findIndex((step) => '#' + step.id === decodeURIComponent(location.hash));
      if (meant < 0 || !bar.isConnected) return;
      show(meant);
      steps[meant].scrollIntoView();
    };
    addEventListener('hashchange', follow);
    answer.prepend(bar);
    show(0);
    follow();
  };

  // Puts what it says to use.
  qlint.enliven = (root) => copyButtons(root);
  copyButtons(document.getElementById('main'));
}
