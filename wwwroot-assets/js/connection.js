// The connection to the interactive parts of a page. Lost, it says so without covering anything: the page stays readable and can be scrolled,
// what needs the connection waits, and what does not (links, small forms) goes on working.
(() => {
  const banner = document.getElementById('components-reconnect-modal');
  if (!banner) return;

  const WAITS = '[role=slider], [data-live] button, [data-live] input, [data-live] select, [data-live] textarea';
  const patience = () => Number(banner.dataset.patience);
  const lost = () => document.documentElement.hasAttribute('data-offline');
  let timer;

  const lose = () => {
    if (lost()) return; // the next try of the same loss
    document.documentElement.setAttribute('data-offline', '');
    banner.classList.remove('patience-ends');
    timer = setTimeout(() => banner.classList.add('patience-ends'), patience());
    for (const control of document.querySelectorAll('[role=slider]')) control.setAttribute('aria-disabled', 'true');
  };

  const find = () => {
    clearTimeout(timer);
    document.documentElement.removeAttribute('data-offline');
    banner.classList.remove('patience-ends');
    for (const control of document.querySelectorAll('[role=slider][aria-disabled]')) control.removeAttribute('aria-disabled');
  };

  // The server may have forgotten this page: it begins anew from what was kept of it, or the page is loaded again, which is as good.
  const retry = async () => {
    try {
      if (!await Blazor.reconnect() && !await Blazor.resumeCircuit()) location.reload();
    } catch {
      // Still no way to the server.
    }
  };

  banner.addEventListener('components-reconnect-state-changed', ({ detail }) => {
    if (detail.state === 'hide') find();
    else lose();
    if (detail.state === 'failed') addEventListener('online', retry, { once: true });
    if (detail.state === 'rejected') retry();
    if (detail.state === 'resume-failed') location.reload();
  });

  // A choice that cannot be sent is not taken: nothing would be left of it.
  for (const kind of ['click', 'keydown', 'pointerdown', 'change', 'input']) {
    addEventListener(kind, event => {
      if (!lost() || !event.target.closest?.(WAITS) || ['Tab', 'Escape'].includes(event.key)) return;
      event.stopImmediatePropagation();
      if (kind !== 'pointerdown') event.preventDefault();
    }, { capture: true });
  }

  addEventListener('click', event => {
    if (event.target.closest?.('[data-reconnect]')) retry();
    if (event.target.closest?.('[data-reload]')) location.reload();
  });
})();
