// Small conveniences on top of pages that work without them.
(() => {
  const typing = element => element?.matches('input, textarea, select, [contenteditable], [role=slider]');

  // "/" goes to the search, on every page.
  addEventListener('keydown', event => {
    if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(document.activeElement)) {
      const search = [...document.querySelectorAll('[data-search]')].find(field => field.offsetParent);
      if (search) {
        event.preventDefault();
        search.focus();
        search.select();
      }
    }
    if (event.key === 'Escape') {
      const menu = document.querySelector('details[data-menu][open]');
      if (menu) {
        menu.open = false;
        menu.querySelector('summary').focus();
      }
    }
  });

  // A slider's keys move the slider, not the page.
  addEventListener('keydown', event => {
    const keys = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'Backspace'];
    if (event.target.closest?.('[role=slider]') && keys.includes(event.key) && !event.altKey && !event.ctrlKey && !event.metaKey) event.preventDefault();
  }, { capture: true });

  // Menus close when the attention goes elsewhere.
  const closeMenus = event => document.querySelectorAll('details[data-menu][open]').forEach(menu => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  addEventListener('click', closeMenus);
  addEventListener('focusin', closeMenus);

  // Search as you type: after 200 ms of rest, in place of the same history entry.
  let rest;
  addEventListener('input', event => {
    if (!event.target.matches('[data-search-live]') || !window.Blazor) return;
    clearTimeout(rest);
    rest = setTimeout(() => {
      const fields = new URLSearchParams(new FormData(event.target.form));
      if (!fields.get('q')) fields.delete('q');
      window.Blazor.navigateTo(`${event.target.form.getAttribute('action')}?${fields}`, { replaceHistoryEntry: true });
    }, 200);
  });
  addEventListener('filmrec:navigated', () => {
    const live = document.querySelector('[data-search-live]');
    if (live && live !== document.activeElement) live.value = new URLSearchParams(location.search).get('q') ?? '';
  });

  // A form that sends itself when a choice is made.
  addEventListener('change', event => {
    if (event.target.matches('[data-submits]')) event.target.form.requestSubmit();
  });

  window.Blazor?.addEventListener('enhancedload', () => dispatchEvent(new Event('filmrec:navigated')));

  // A new page within the site: say so to those who listen. A page that was loaded whole begins at its top, as the browser does it.
  let shown = location.pathname;
  addEventListener('filmrec:navigated', () => {
    if (shown === location.pathname) return;
    shown = location.pathname;
    const heading = document.querySelector('h1');
    heading?.setAttribute('tabindex', '-1');
    heading?.focus({ preventScroll: true });
  });

  // A page that keeps itself fresh: its address is asked again, and the marked part replaced. Not while somebody is in it with the keyboard, or elsewhere.
  let freshAt = Date.now();
  let freshPage = location.href;
  const refresh = async region => {
    freshAt = Date.now(); // also when it fails: the next try comes in its turn
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
    if (answer.redirected) return location.reload(); // logged out meanwhile
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-refresh]');
    if (!answer.ok || !fresh || !region.isConnected || region.contains(document.activeElement)) throw new Error('not fresh');
    const scrolled = [...region.querySelectorAll('.scroll')].map(part => part.scrollLeft);
    region.replaceChildren(...fresh.childNodes);
    region.querySelectorAll('.scroll').forEach((part, place) => { part.scrollLeft = scrolled[place] ?? 0; });
    region.dataset.freshAt = freshAt;
  };
  setInterval(() => {
    const region = document.querySelector('[data-refresh]');
    if (!region || document.hidden) return;
    if (freshPage !== location.href || !region.dataset.freshAt) {
      freshPage = location.href;
      region.dataset.freshAt = freshAt = Date.now();
    }
    const seconds = Math.round((Date.now() - region.dataset.freshAt) / 1000);
    const age = region.querySelector('[data-age]');
    if (age) age.textContent = seconds < 2 ? 'just now' : seconds < 90 ? `${seconds} s ago` : `${Math.round(seconds / 60)} minutes ago`;
    if (Date.now() - freshAt >= region.dataset.refresh * 1000 && !region.contains(document.activeElement)) refresh(region).catch(() => { });
  }, 1000);

  // Where navigation is a strip that scrolls, the current place is in view.
  const keepCurrent = () => document.querySelectorAll('[data-keep-current]').forEach(strip => {
    const current = strip.querySelector('[aria-current]')?.getBoundingClientRect();
    if (current) strip.scrollLeft += current.left - strip.getBoundingClientRect().left - (strip.clientWidth - current.width) / 2;
  });
  keepCurrent();
  addEventListener('filmrec:navigated', keepCurrent);
})();
