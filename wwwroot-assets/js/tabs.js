// Two tabs of one browser agree: what one of them rates or marks, the others show without being loaded again.
// Pages with a connection hear it from the server besides, and so do those of other browsers.
(() => {
  const others = 'BroadcastChannel' in window ? new BroadcastChannel('filmrec') : null;
  let hearing = false; // or an answer would be sent back, for ever

  const send = kind => event => {
    if (!hearing) others?.postMessage({ kind, detail: event.detail });
  };
  for (const kind of ['filmrec:rated', 'filmrec:marked']) document.addEventListener(kind, send(kind));

  others?.addEventListener('message', ({ data }) => {
    hearing = true;
    try {
      if (data.kind === 'filmrec:rated') filmrec.showStars(data.detail.movie, data.detail.half);
      if (data.kind === 'filmrec:marked') filmrec.showMarks(data.detail.movie, data.detail);
    } finally {
      hearing = false;
    }
  });

  // An interactive part of this page has saved stars.
  window.filmrec = Object.assign(window.filmrec ?? {}, { rated: (movie, half) => filmrec.showStars(movie, half) });
})();
