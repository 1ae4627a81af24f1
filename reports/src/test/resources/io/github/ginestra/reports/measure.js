// What the page looks like.
(() => {
  // What a colour looks like on another.
  const blend = (top, below) => top.slice(0, 3).map((c, i) => c * top[3] + below[i] * (1 - top[3])).concat(1);
  const parse = (text) => {
    const n = text.match(/[\d.]+/g).map(Number);
    return n.length === 3 ? n.concat(1) : n;
  };
  const luminance = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((c) => c / 255)
        .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };

  const root = document.documentElement;
  const paper = parse(getComputedStyle(document.body).backgroundColor);
  const ground = (element) => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) {
      layers.unshift(parse(getComputedStyle(e).backgroundColor));
    }
    return layers.reduce((below, top) => blend(top, below), [255, 255, 255, 1]);
  };
  const texts = [...document.body.querySelectorAll('*')].filter((e) =>
    [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) && e.getClientRects().length > 0);
  const faintest = texts.map((e) => {
    const style = getComputedStyle(e);
    const behind = ground(e);
    const ink = parse(e.closest('svg') ? style.fill : style.color);
    return {text: e.textContent.slice(0, 30), contrast: contrast(blend(ink, behind), behind)};
  }).sort((a, b) => a.contrast - b.contrast)[0];
  const chartTexts = [...document.querySelectorAll('svg text')];
  return {
    width: innerWidth,
    contentWidth: root.scrollWidth,
    height: root.scrollHeight,
    dark: matchMedia('(prefers-color-scheme: dark)').matches,
    paper: luminance(paper),
    faintest,
    sections: [...document.querySelectorAll('section')].filter((s) => s.getBoundingClientRect().height > 40).map((s) => s.id),
    // What is wider than the page, but for what scrolls within itself.
    wide: [...document.body.querySelectorAll('*')]
        .filter((e) => !e.closest('.scroll > *') && e.getBoundingClientRect().right > root.clientWidth + 0.5)
        .map((e) => e.tagName + '.' + e.className),
    smallestChartLetters: Math.min(...chartTexts.map((t) => t.getBoundingClientRect().height)),
    // Letters of charts that stand on others, or are cut off.
    clashes: chartTexts.filter((t) => {
      const a = t.getBoundingClientRect();
      const s = t.closest('svg').getBoundingClientRect();
      return a.left < s.left - 1 || a.right > s.right + 1 || a.bottom > s.bottom + 1 || chartTexts.some((u) => {
        const b = u.getBoundingClientRect();
        return t !== u && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4;
      });
    }).map((t) => t.textContent),
    requests: performance.getEntriesByType('resource').map((r) => r.name),
  };
})();
