// The connection to the interactive parts of a page. Lost, it says so without covering anything: the page stays readable and can be scrolled,
// what needs the connection waits, and what does not (links, small forms) goes on working.
//
// One loop tries to come back, one try after the other. Blazor's own handler tries by itself too, and two tries at once can end with a
// connection that works under a banner that says it does not. So this file starts Blazor, right after its script and before those that listen to it.
(() => {
  const banner = document.getElementById('reconnect');
  const WAITS = '[role=slider], [data-live] button, [data-live] input, [data-live] select, [data-live] textarea';
  const PAUSES = [500, 1000, 2000, 3000, 5000]; // milliseconds before a try; the last for all that follow
  const lost = () => document.documentElement.hasAttribute('data-offline');
  let losses = 0;
  let trying = false;
  let timer;
  let hurry = () => {};

  const lose = () => {
    losses++;
    if (lost()) return;
    document.documentElement.setAttribute('data-offline', '');
    timer = setTimeout(() => banner.classList.add('patience-ends'), Number(banner.dataset.patience));
    for (const control of document.querySelectorAll('[role=slider]')) control.setAttribute('aria-disabled', 'true');
  };

  const find = () => {
    clearTimeout(timer);
    document.documentElement.removeAttribute('data-offline');
    banner.classList.remove('patience-ends');
    for (const control of document.querySelectorAll('[role=slider][aria-disabled]')) control.removeAttribute('aria-disabled');
  };

  const pause = milliseconds => new Promise(resolve => {
    hurry = resolve;
    setTimeout(resolve, milliseconds);
  });

  // False while there is no way to the server. Where the server has forgotten this page, it begins anew from what was kept of it,
  // or the page is loaded again, which is as good.
  const tryOnce = async () => {
    try {
      if (!await Blazor.reconnect() && !await Blazor.resumeCircuit()) location.reload();
      return true;
    } catch {
      return false;
    }
  };

  const comeBack = async () => {
    if (trying) return;
    trying = true;
    for (let tries = 0; lost(); tries++) {
      await pause(PAUSES[Math.min(tries, PAUSES.length - 1)]);
      const before = losses;
      if (await tryOnce() && losses === before) find(); // else lost again meanwhile
    }
    trying = false;
  };

  // The server has no room for another connected page: said in words, and links and forms work without.
  const ask = window.fetch;
  window.fetch = async (...request) => {
    const answer = await ask(...request);
    if (answer.status === 503 && String(request[0]?.url ?? request[0]).includes('_blazor/negotiate')) banner.classList.add('no-room');
    return answer;
  };

  Blazor.start({
    circuit: {
      reconnectionHandler: {
        onConnectionDown: () => { lose(); comeBack(); },
        onConnectionUp: () => {}, // the loop sees it
      },
    },
  });

  // A choice that cannot be sent is not taken: nothing would be left of it.
  for (const kind of ['click', 'keydown', 'pointerdown', 'change', 'input']) {
    addEventListener(kind, event => {
      if (!lost() || !event.target.closest?.(WAITS) || ['Tab', 'Escape'].includes(event.key)) return;
      event.stopImmediatePropagation();
      if (kind !== 'pointerdown') event.preventDefault();
    }, { capture: true });
  }

  addEventListener('online', () => hurry());
  addEventListener('click', event => {
    if (event.target.closest?.('[data-reconnect]')) hurry();
    if (event.target.closest?.('[data-reload]')) location.reload();
  });
})();
