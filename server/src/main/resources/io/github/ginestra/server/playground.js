'use strict';

const $ = (id) => document.getElementById(id);
const percent = (p) => (100 * p).toFixed(p > 0.0995 && p < 0.9995 ? 1 : 2) + ' %';
const reader = new Intl.Collator('en', {numeric: true});

/** A new element with a class and children, which are elements or texts. */
const make = (tag, className, ...children) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
};

/** Shows or hides an error. */
const fault = (place, message) => {
  $(place + '-error').hidden = !message;
  $(place + '-error').textContent = message || '';
};

/** Asks the server; an error carries what it said. */
const ask = async (path, options) => {
  let response;
  try {
    response = await fetch(path, options);
  } catch (e) {
    if (e.name === 'AbortError') throw e;
    throw new Error('The server does not answer. Is it still running?');
  }
  if (!response.ok) {
    const json = await response.json().catch(() => ({}));
    throw new Error(json.error || 'The server answered with status ' + response.status);
  }
  return response;
};
const post = async (path, body, signal) => ask(path, {
  method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body), signal,
});

/** Calls of which only the last counts: waits a moment, and drops answers that come too late. */
const latest = (place, action) => {
  let timer = 0;
  let call = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const mine = ++call;
      try {
        await action(() => mine === call);
        if (mine === call) fault(place, '');
      } catch (e) {
        if (mine === call) fault(place, e.message);
      }
    }, 120);
  };
};

/** A list of names with bars. */
const bars = (list, rows) => {
  list.replaceChildren(...rows.map(({name, value, title}) => {
    const fill = make('div', 'fill');
    fill.style.width = 100 * Math.max(0, Math.min(1, value)) + '%';
    const track = make('div', 'track', fill);
    track.setAttribute('aria-hidden', 'true');
    const label = make('span', 'name', name);
    label.title = title || name;
    return make('li', '', label, track, make('span', 'value', percent(value)));
  }));
};

/** Events of a response, as they come. */
async function* events(response) {
  const lines = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let name = '';
  for (;;) {
    const {value, done} = await lines.read();
    if (done) return;
    const parts = (rest + value).split('\n');
    rest = parts.pop();
    for (const line of parts) {
      if (line.startsWith('event: ')) name = line.slice(7);
      if (line.startsWith('data: ')) {
        yield {name, data: JSON.parse(line.slice(6))};
        name = '';
      }
    }
  }
}

// ---- tabs ----

const tabs = [...document.querySelectorAll('[role=tab]')];
const open = (tab, focus) => {
  for (const each of tabs) {
    const chosen = each === tab;
    each.setAttribute('aria-selected', String(chosen));
    each.tabIndex = chosen ? 0 : -1;
    $(each.getAttribute('aria-controls')).hidden = !chosen;
  }
  if (focus) tab.focus();
};
tabs.forEach((tab, i) => {
  tab.addEventListener('click', () => open(tab));
  tab.addEventListener('keydown', (e) => {
    const to = {ArrowRight: i + 1, ArrowLeft: i - 1 + tabs.length, Home: 0, End: tabs.length - 1}[e.key];
    if (to === undefined) return;
    e.preventDefault();
    open(tabs[to % tabs.length], true);
  });
});

// ---- models ----

const KINDS = {
  classify: ['classifier', 'multi-label-classifier'], write: ['language-model'], tag: ['tagger'],
};
let models = [];

const chosen = (place) => models.find((m) => m.name === $(place + '-model').value);

const loadModels = async (wanted) => {
  models = (await (await ask('/v1/models')).json()).models;
  for (const [place, kinds] of Object.entries(KINDS)) {
    const select = $(place + '-model');
    const before = wanted || select.value;
    const suitable = models.filter((m) => kinds.includes(m.kind));
    select.replaceChildren(...suitable.map((m) => {
      const option = make('option', '', m.name);
      option.value = m.name;
      return option;
    }));
    if (suitable.some((m) => m.name === before)) select.value = before;
    document.querySelector(`[data-none="${kinds[0]}"]`).hidden = suitable.length > 0;
    document.querySelector(`[data-some="${kinds[0]}"]`).hidden = suitable.length === 0;
  }
};

// ---- classify ----

const MOST_LABELS = 12;
let probabilities = {};

const classify = latest('classify', async (current) => {
  const model = chosen('classify');
  const text = $('classify-text').value;
  if (!model) return;
  const answer = await (await post('/v1/classify', {model: model.name, text})).json();
  if (!current()) return;
  probabilities = answer.probabilities;
  bars($('classify-bars'), Object.entries(probabilities).slice(0, MOST_LABELS).map(([name, value]) => ({name, value})));
  const labels = answer.labels || [answer.label];
  $('classify-answer').textContent = !text ? 'Type a text.'
      : labels.length === 0 ? 'No label'
      : labels.map((l) => `${l}: ${percent(probabilities[l])}`).join(', ') + (answer.rejected ? ' – rejected: none of these' : '');
  showThreshold();
  $('explain').hidden = model.kind !== 'classifier';
  if (model.kind !== 'classifier') return;
  const explanation = await (await post('/v1/explain', {model: model.name, text})).json();
  if (current()) explain(text, explanation);
});

const signed = (x) => (x < 0 ? '−' : '+') + Math.abs(x).toFixed(1);

const explain = (text, {label, tokens, readEnd}) => {
  const most = Math.max(1e-9, ...tokens.map((t) => Math.abs(t.contribution)));
  const parts = [];
  let at = 0;
  for (const token of tokens) {
    if (token.start < at) continue;
    parts.push(text.slice(at, token.start));
    const strength = Math.abs(token.contribution) / most;
    const part = make('span', 'token', text.slice(token.start, token.end));
    if (strength >= 0.05) {
      part.classList.add(token.contribution > 0 ? 'for' : 'against');
      part.style.setProperty('--strength', strength.toFixed(3));
    }
    part.title = signed(token.contribution);
    parts.push(part);
    at = token.end;
  }
  parts.push(text.slice(at, Math.max(at, readEnd)));
  if (readEnd < text.length) parts.push(make('span', 'unread', text.slice(Math.max(at, readEnd)) + ' (not read)'));
  $('explain-text').replaceChildren(...parts);
  $('explain-label').textContent = label;
  const strongest = [...tokens].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)).slice(0, 6);
  $('explain-list').textContent = strongest.length === 0 ? ''
      : 'Strongest: ' + strongest.map((t) => `${text.slice(t.start, t.end)} ${signed(t.contribution)}`).join(', ') + ' (log-odds)';
};

let curve = null;
let curveCall = 0;

const loadThreshold = async () => {
  const model = chosen('classify');
  curve = null;
  $('threshold').hidden = !model || model.kind !== 'classifier';
  if ($('threshold').hidden) return;
  const before = $('threshold-label').value;
  const labels = [...model.labels].sort(reader.compare);
  $('threshold-label').replaceChildren(...labels.map((l) => {
    const option = make('option', '', l);
    option.value = l;
    return option;
  }));
  $('threshold-label').value = labels.includes(before) ? before : labels.includes('spam') ? 'spam' : labels[0];
  await loadCurve();
};

const loadCurve = async () => {
  const mine = ++curveCall;
  const model = chosen('classify');
  const label = $('threshold-label').value;
  let loaded = null;
  let problem = '';
  try {
    const query = new URLSearchParams({model: model.name, label});
    loaded = await (await ask('/v1/thresholds?' + query)).json();
  } catch (e) {
    problem = e.message;
  }
  if (mine !== curveCall) return; // another model or label was chosen meanwhile
  curve = loaded;
  $('threshold-none').textContent = 'No precision and recall: ' + problem + '.';
  $('threshold-none').hidden = curve !== null;
  $('threshold-some').hidden = curve === null;
  showThreshold();
};

const showThreshold = () => {
  if (!curve) return;
  const threshold = Number($('threshold-value').value);
  const point = curve.points[Math.round(threshold * (curve.points.length - 1))];
  const p = probabilities[curve.label];
  $('threshold-shown').textContent = threshold.toFixed(2);
  $('threshold-answer').textContent = p === undefined || !$('classify-text').value ? ''
      : `${p >= threshold ? 'This text is' : 'This text is not'} ${curve.label}: ${percent(p)}`;
  $('threshold-figures').replaceChildren(...[
    ['precision', point.precision], ['recall', point.recall], ['false positives', point.falsePositiveRate],
  ].map(([name, value]) => make('div', '', make('dt', '', name), make('dd', '', percent(value)))));
  $('threshold-source').textContent = `On ${curve.positives + curve.negatives} texts that the model has not learned from, ${curve.positives} of them ${curve.label}.`;
};

$('classify-text').addEventListener('input', classify);
$('classify-model').addEventListener('change', () => { classify(); loadThreshold(); });
$('threshold-label').addEventListener('change', loadCurve);
$('threshold-value').addEventListener('input', showThreshold);

// ---- write ----

let writing = null;
let undo = [];

const next = latest('write', async (current) => {
  const model = chosen('write');
  if (!model || writing) return;
  const area = $('write-text');
  const prompt = area.value.slice(0, area.selectionStart);
  const body = {model: model.name, prompt: prompt.slice(-5000), count: 8, memory: $('write-memory').value};
  const answer = await (await post('/v1/next', body)).json();
  if (!current()) return;
  $('next-context').textContent = prompt ? 'After “' + prompt.slice(-30).replace(/\n/g, '↵') + '”' : 'At the beginning of a text';
  bars($('next-bars'), answer.next.map(({token, probability}) => ({
    name: token === '\n' ? '↵ line' : token === ' ' ? '␣ space' : token, value: probability, title: JSON.stringify(token),
  })));
});

const write = async () => {
  const area = $('write-text');
  undo.push(area.value);
  writing = new AbortController();
  $('write-start').disabled = true;
  $('write-stop').disabled = false;
  $('write-stop').focus();
  $('write-state').textContent = 'Writing …';
  fault('write', '');
  let count = 0;
  let end = 'stopped';
  let pending = '';
  const show = () => { // once a frame: a change of a long text takes time
    if (!pending) return;
    area.value += pending;
    area.scrollTop = area.scrollHeight;
    pending = '';
  };
  try {
    const response = await post('/v1/generate', {
      model: $('write-model').value,
      prompt: area.value.slice(-5000),
      length: Number($('write-length').value) || 400,
      ...($('write-temperature').dataset.moved ? {temperature: Number($('write-temperature').value)} : {}),
      topP: Number($('write-top-p').value),
      memory: $('write-memory').value,
    }, writing.signal);
    for await (const {name, data} of events(response)) {
      if (name === 'end') {
        end = {length: 'done', time: 'time is up', shutdown: 'the server stops'}[data.reason] || data.reason;
        continue;
      }
      if (!pending) requestAnimationFrame(show);
      pending += data.text;
      count++;
    }
  } catch (e) {
    if (e.name !== 'AbortError') {
      end = 'failed';
      fault('write', e.message);
    }
  }
  show();
  writing = null;
  $('write-state').textContent = `${count} symbols written: ${end}.`;
  $('write-stop').disabled = true;
  $('write-start').disabled = false;
  $('write-start').focus();
  area.setSelectionRange(area.value.length, area.value.length);
  if (end !== 'failed') next();
};

$('write-start').addEventListener('click', write);
$('write-stop').addEventListener('click', () => writing && writing.abort());
$('write-clear').addEventListener('click', () => {
  if (writing || undo.length === 0) return;
  $('write-text').value = undo.pop();
  next();
});
for (const [input, format] of [['write-temperature', (v) => v === 0 ? '0 (most probable)' : String(v)], ['write-top-p', String]]) {
  $(input).addEventListener('input', () => {
    $(input).dataset.moved = 'yes';
    $(input + '-shown').textContent = format(Number($(input).value));
  });
}
for (const event of ['input', 'keyup', 'click', 'focus']) $('write-text').addEventListener(event, next);
$('write-memory').addEventListener('change', next);
$('write-model').addEventListener('change', next);

// ---- tag ----

const hue = (type, types) => 'entity hue' + types.indexOf(type) % 6;

const tag = latest('tag', async (current) => {
  const model = chosen('tag');
  const text = $('tag-text').value;
  if (!model) return;
  const {entities, tokens} = await (await post('/v1/tag', {model: model.name, text})).json();
  if (!current()) return;
  const found = entities.length > 0 ? entities
      : tokens.map((t) => ({type: t.tag, text: t.token, start: t.start, end: t.end, probability: t.probability})).filter((t) => t.type !== 'O');
  const types = [...new Set(found.map((e) => e.type))];
  const parts = [];
  let at = 0;
  for (const entity of found) {
    if (entity.start < at) continue;
    parts.push(text.slice(at, entity.start));
    const part = make('span', hue(entity.type, types), text.slice(entity.start, entity.end), make('b', '', entity.type));
    part.title = percent(entity.probability);
    parts.push(part);
    at = entity.end;
  }
  $('tag-shown').replaceChildren(...parts, text.slice(at));
  $('tag-answer').textContent = !text ? 'Type a text.' : `${found.length} found`;
  $('tag-list').replaceChildren(...found.slice(0, 50).map((e) => make('li', '', `${e.text}: ${e.type}, ${percent(e.probability)}`)));
});
$('tag-text').addEventListener('input', tag);
$('tag-model').addEventListener('change', tag);

// ---- train ----

let file = null;
let epochs = [];
let course = null;
let figures = {};

/** What is trained: how it is measured, in words, and where it is used. */
const COURSES = {
  classifier: {
    place: 'classify',
    validated: 'validation, with the linear path',
    title: 'Accuracy on the texts held out',
    rows: {majority: 'most frequent label', linear: 'linear alone', accuracy: 'network and linear'},
    says: (e) => `accuracy ${percent(e.accuracy)}, mean F1 of the labels ${percent(e.macroF1)}`,
  },
  tagger: {
    place: 'tag',
    validated: 'validation, with the sparse path',
    title: 'Tokens with the right tag, of the texts held out',
    rows: {majority: 'most frequent tag', accuracy: 'network and sparse'},
    says: (e) => (e.f1 === undefined ? '' : `F1 of entities ${percent(e.f1)}, `) + `right tokens ${percent(e.accuracy)}`,
  },
  'language-model': {
    place: 'write',
    validated: 'validation, network alone',
    title: 'Probability of the next character, in the text held out',
    rows: {networkLoss: 'network alone', memoryLoss: 'n-grams alone', mixedLoss: 'together'},
    value: (nats) => Math.exp(-nats),
    says: (e) => e.mixedLoss === undefined ? 'too early for a measure' : `${(e.mixedLoss / Math.LN2).toFixed(2)} bits per character`,
  },
};

/** Shows the course's bars, as far as they are known. */
const compare = (event) => {
  Object.assign(figures, event);
  const {rows, value = (v) => v} = course;
  bars($('compare'), Object.entries(rows).filter(([key]) => key in figures).map(([key, name]) => ({name, value: value(figures[key])})));
};

const take = (chosenFile) => {
  if (!chosenFile) return;
  file = chosenFile;
  fault('train', '');
  $('train-start').disabled = false;
  const extension = file.name.split('.').pop().toLowerCase();
  if (['conll', 'conllu', 'bio', 'iob'].includes(extension)) $('train-kind').value = 'tagger';
  else if (extension === 'txt') $('train-kind').value = 'language-model';
  else if (['csv', 'tsv'].includes(extension)) $('train-kind').value = 'classifier';
  $('train-state').textContent = `${file.name}, ${Math.ceil(file.size / 1000)} kB. A part will be held out.`;
};
$('train-file').addEventListener('change', () => take($('train-file').files[0]));
for (const event of ['dragenter', 'dragover', 'dragleave', 'drop']) {
  $('drop').addEventListener(event, (e) => {
    e.preventDefault();
    $('drop').classList.toggle('over', event === 'dragenter' || event === 'dragover');
    if (event === 'drop') take(e.dataTransfer.files[0]);
  });
}

const svg = (tag, attributes, text) => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text;
  return element;
};

const drawCurves = () => {
  const [left, right, top, bottom] = [48, 388, 14, 178];
  const losses = epochs.flatMap((e) => [e.trainingLoss, e.validationLoss]).filter((v) => v !== null && v !== undefined);
  const most = Math.max(1e-3, ...losses);
  const last = Math.max(2, epochs.length);
  const x = (epoch) => left + (right - left) * (epoch - 1) / (last - 1);
  const y = (loss) => bottom - (bottom - top) * loss / most;
  const parts = [];
  for (const part of [0, 0.5, 1]) {
    parts.push(svg('line', {class: 'axis', x1: left, x2: right, y1: y(part * most), y2: y(part * most)}));
    parts.push(svg('text', {x: left - 6, y: y(part * most) + 4, 'text-anchor': 'end'}, (part * most).toFixed(most < 0.1 ? 3 : 2)));
  }
  parts.push(svg('text', {x: left, y: bottom + 16}, '1'));
  parts.push(svg('text', {x: right, y: bottom + 16, 'text-anchor': 'end'}, String(last)));
  parts.push(svg('text', {x: (left + right) / 2, y: bottom + 32, 'text-anchor': 'middle'}, 'epoch; loss in nats'));
  for (const [key, kind] of [['trainingLoss', 'first'], ['validationLoss', 'second']]) {
    const points = epochs.filter((e) => e[key] !== null && e[key] !== undefined);
    parts.push(svg('polyline', {class: 'line ' + kind, points: points.map((e) => `${x(e.epoch)},${y(e[key])}`).join(' ')}));
    for (const e of points) parts.push(svg('circle', {class: kind, cx: x(e.epoch), cy: y(e[key]), r: 3}));
  }
  $('curves').replaceChildren(...parts);
  const e = epochs[epochs.length - 1];
  $('curves').setAttribute('aria-label', e
      ? `After epoch ${e.epoch}: training loss ${e.trainingLoss.toFixed(3)}` + (e.validationLoss != null ? `, validation loss ${e.validationLoss.toFixed(3)}` : '')
      : 'No epoch yet');
};

const HANDLERS = {
  data(e) {
    $('train-state').textContent = 'Preparing …';
    if (!e.labels) {
      $('train-data').replaceChildren(make('p', '', `${e.characters} characters, ${e.different} different ones. The end of the text is held out.`));
      return;
    }
    const labels = Object.entries(e.labels).sort((a, b) => b[1] - a[1]);
    const shown = labels.slice(0, 8).map(([l, n]) => `${l} ${n}`).join(', ') + (labels.length > 8 ? `, and ${labels.length - 8} more labels` : '');
    $('train-data').replaceChildren(
        make('p', '', `${e.texts} texts, ${e.heldOut} held out. ${shown}.`),
        ...e.warnings.map((w) => make('p', 'error', w)));
  },
  baselines: compare,
  phase(e) {
    if (e.phase === 'validation') return;
    if (e.total > 0) $('train-progress').value = 0;
    $('train-state').textContent = `Preparing: ${e.phase} …`;
  },
  step(e) {
    if (epochs.length === 0) $('train-state').textContent = 'Training the network …';
    $('train-progress').value = e.step / e.steps;
    $('train-progress').title = `${Math.ceil(e.secondsLeft)} s left`;
  },
  epoch(e) {
    epochs.push(e);
    $('train-state').textContent = `Epoch ${e.epoch} done.`;
    drawCurves();
  },
  done(e) {
    compare(e);
    $('train-progress').value = 1;
    $('train-state').textContent = `${e.cancelled ? 'Ended early' : 'Done'}: ${course.says(e)}.`;
    $('train-result').hidden = false;
    $('train-use').dataset.model = e.model;
    $('train-use').dataset.place = course.place;
    $('train-download').href = '/v1/model?' + new URLSearchParams({model: e.model});
  },
  failed(e) {
    fault('train', e.error);
    $('train-state').textContent = 'The training failed.';
  },
};

const follow = async () => {
  for await (const {name, data} of events(await ask('/v1/training'))) {
    if (name !== 'end') HANDLERS[data.type](data);
  }
};

const train = async () => {
  const kind = $('train-kind').value;
  epochs = [];
  course = COURSES[kind];
  figures = {};
  drawCurves();
  $('curves-second').textContent = course.validated;
  $('compare-title').textContent = course.title;
  fault('train', '');
  $('compare').replaceChildren();
  $('train-data').replaceChildren();
  $('train-result').hidden = true;
  $('train-progress').hidden = false;
  $('train-progress').removeAttribute('value');
  $('train-start').disabled = true;
  try {
    const query = new URLSearchParams({
      kind, name: file.name, label: $('train-label').value, text: $('train-text').value, epochs: $('train-epochs').value,
    });
    await ask('/v1/training?' + query, {method: 'POST', headers: {'Content-Type': 'application/octet-stream'}, body: file});
    $('train-cancel').disabled = false;
    await follow();
    await loadModels();
  } catch (e) {
    fault('train', e.message);
    $('train-state').textContent = 'Nothing was trained.';
  }
  $('train-progress').hidden = true;
  $('train-cancel').disabled = true;
  $('train-start').disabled = false;
};

$('train-start').addEventListener('click', train);
$('train-cancel').addEventListener('click', () => {
  $('train-cancel').disabled = true;
  ask('/v1/training', {method: 'DELETE'}).catch((e) => fault('train', e.message));
});
$('train-use').addEventListener('click', async () => {
  await loadModels($('train-use').dataset.model);
  const {place} = $('train-use').dataset;
  open($('tab-' + place), true);
  $(place + '-model').dispatchEvent(new Event('change'));
});

// ---- start ----

const start = async () => {
  drawCurves();
  try {
    await loadModels();
  } catch (e) {
    fault('classify', e.message);
    return;
  }
  const first = Object.keys(KINDS).find((place) => chosen(place)) || 'train';
  open($('tab-' + first));
  await loadThreshold();
};
start();
