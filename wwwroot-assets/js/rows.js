// Rows of cards: the buttons beside the heading, and keys. Touch and wheel scroll them as they are.
(() => {
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const railOf = row => row?.querySelector('.rail');
  const move = (rail, left) => rail.scrollTo({ left, behavior: still.matches ? 'auto' : 'smooth' });
  const stepOf = rail => {
    const [first, second] = rail.children;
    return first && second ? second.offsetLeft - first.offsetLeft : rail.clientWidth;
  };
  const end = rail => rail.scrollWidth - rail.clientWidth;

  const show = row => {
    const rail = railOf(row);
    if (!rail) return;
    const [back, on] = row.querySelectorAll('[data-row-step]');
    row.classList.toggle('still', end(rail) <= 2);
    back?.setAttribute('aria-disabled', rail.scrollLeft <= 2);
    on?.setAttribute('aria-disabled', rail.scrollLeft >= end(rail) - 2);
  };
  const showAll = () => document.querySelectorAll('section.row').forEach(show);

  addEventListener('click', event => {
    const button = event.target.closest?.('[data-row-step]');
    if (!button || button.getAttribute('aria-disabled') === 'true') return;
    const rail = railOf(button.closest('section'));
    const step = stepOf(rail);
    const whole = Math.max(1, Math.floor((rail.clientWidth + 4) / step)); // a cut card comes whole
    move(rail, rail.scrollLeft + Number(button.dataset.rowStep) * whole * step);
  });

  // On the row itself keys move it card by card; on a card they go to the next one.
  addEventListener('keydown', event => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.target.matches?.('.rail')) {
      const rail = event.target;
      const left = way ? rail.scrollLeft + way * stepOf(rail) : { Home: 0, End: end(rail) }[event.key];
      if (left === undefined) return;
      event.preventDefault();
      move(rail, left);
    } else if (way && event.target.matches?.('.rail .card a.t')) {
      const card = event.target.closest('.card');
      const next = (way > 0 ? card.nextElementSibling : card.previousElementSibling)?.querySelector('a.t');
      event.preventDefault();
      next?.focus();
    }
  });

  addEventListener('scroll', event => {
    if (event.target.matches?.('.rail')) show(event.target.closest('section.row'));
  }, { capture: true, passive: true });
  addEventListener('pointerover', event => {
    const row = event.target.closest?.('section.row');
    if (row) show(row);
  });
  addEventListener('resize', showAll);
  addEventListener('filmrec:navigated', showAll);
  showAll();
})();
