// Runs inside the page, as text: what a person would see as cut off, too wide or too small to hit.
(() => {
  const visible = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1;
  };
  const name = (element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} "${(element.textContent ?? '').trim().slice(0, 40)}"`;
  const scrolls = '.table-scroll, svg, [class*="mantine-"]';
  const isCut = (element) => getComputedStyle(element).overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1;
  const clipped = [...document.querySelectorAll('main *, .strip *')].filter((element) => visible(element) && isCut(element) && element.closest(scrolls) === null && !element.classList.contains('hidden-label'));
  const inSentence = (element) => element.tagName === 'A' && element.parentElement?.textContent?.trim() !== element.textContent?.trim();
  const small = [...document.querySelectorAll('main a, main button, main select, main input, nav a')].filter((element) => {
    const box = element.getBoundingClientRect();
    return visible(element) && !inSentence(element) && element.closest('.journey-map, .range') === null && Math.min(box.width, box.height) < 19.5;
  });
  return { sidewaysPx: Math.max(0, document.documentElement.scrollWidth - window.innerWidth), clipped: clipped.map(name), smallTargets: small.map(name) };
})();
