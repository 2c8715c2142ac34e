// Browse: "Show more" adds to the list in place, and Back finds the place in it again.
(() => {
  const key = () => `filmrec:place:${location.pathname}${location.search}`;
  const browsing = () => location.pathname === '/browse';

  // Follows the link where anything is not as expected.
  const more = async link => {
    const into = document.querySelector('[data-more-into] > *');
    link.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(link.dataset.more, { headers: { Accept: 'text/html' } });
      const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const films = [...next.querySelectorAll('[data-more-into] > * > *')];
      if (!answer.ok || !into || films.length === 0) return location.assign(link.href);
      into.append(...films.map(film => document.adoptNode(film)));
      history.replaceState(history.state, '', link.getAttribute('href'));
      const shown = next.querySelector('[data-more-shown]');
      if (shown) document.querySelector('[data-more-shown]').textContent = shown.textContent;
      const beyond = next.querySelector('.more');
      if (beyond) lead(link, beyond);
      else link.remove();
      films[0].querySelector('a')?.focus({ preventScroll: true });
    } catch {
      location.assign(link.href);
    } finally {
      link.removeAttribute('aria-busy');
    }
  };

  // To the page after, as long as the list may grow.
  const lead = (link, beyond) => {
    const here = new URL(link.href);
    const first = Number(here.searchParams.get('page') ?? 1);
    const through = Number(here.searchParams.get('through')) + 1;
    here.searchParams.set('through', through);
    if (through - first < Number(link.dataset.most)) {
      link.setAttribute('href', here.pathname + here.search);
      link.dataset.more = beyond.dataset.more;
    } else {
      link.setAttribute('href', beyond.dataset.more);
      delete link.dataset.more;
    }
  };

  addEventListener('click', event => {
    const link = event.target.closest?.('[data-more]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    if (!link.hasAttribute('aria-busy')) more(link);
  }, { capture: true });

  // Where the list stood when the page was left. Going back builds it anew, and the browser's own memory is too early for that.
  // While the list is awaited, the address is its own already but what scrolls is still the page before.
  let leaving;
  let returning = false;
  addEventListener('scroll', () => {
    if (!browsing() || leaving || returning) return;
    leaving = setTimeout(() => {
      leaving = undefined;
      if (browsing() && !returning) sessionStorage.setItem(key(), String(Math.round(scrollY)));
    }, 100);
  }, { passive: true });

  addEventListener('popstate', () => { returning = browsing(); });
  const find = () => {
    const place = Number(sessionStorage.getItem(key()));
    if (browsing() && place > 0) scrollTo({ top: place, behavior: 'instant' });
  };
  addEventListener('filmrec:navigated', () => {
    if (!returning) return;
    returning = false;
    find();
  });
  const entry = performance.getEntriesByType('navigation')[0];
  if (entry && entry.type !== 'navigate') find();
})();
